"""One way to speak to the person at the terminal, and one way to stop with a sentence."""

import sys


class SetupError(Exception):
    """Setup cannot go on; the text says in German why and what to type."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of what is started next."""
    print(text, flush=True)


def stop(error: SetupError) -> int:
    """Print the sentence of an error to stderr; return the exit status 1."""
    print(f"\n{error}\n", file=sys.stderr, flush=True)
    return 1
