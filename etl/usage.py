"""Wrong usage of a command, told in German; for the commands of both programs."""

import re

import typer

# What the library says of an option, and what is said instead.
_UNFIT = (
    (r"Input should be greater than or equal to (\S+)", r"mindestens \1"),
    (r"Input should be less than or equal to (\S+)", r"höchstens \1"),
    (r"Input should be a valid integer.*", "eine ganze Zahl"),
    (r"Input should be a valid number.*", "eine Zahl"),
)


def sentence(error: typer.TyperException, program: str = "etl") -> str:
    """Wrong usage of a program in German where the library knows only English; else its own message."""
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    if kind == "NoArgsIsHelpError":
        return message
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = "eine Angabe" if param is None else next(iter(param.opts), param.name)
        name = name if name.startswith("-") else getattr(param, "metavar", None) or name
        message = f"Es fehlt: {name}"
    elif kind == "NoSuchOption":
        message = f"Die Option {getattr(error, 'option_name', '')} gibt es nicht."
    elif message.startswith("No such command"):
        message = f"Den Befehl {message.removeprefix('No such command ').rstrip('.')} gibt es nicht."
    elif kind == "BadParameter" and getattr(error, "param", None) is not None:
        name = next(iter(error.param.opts), "")  # type: ignore[attr-defined]
        message = f"Die Angabe {name} passt nicht: {_german(message)}"
    return f"Fehler: {message}\nHilfe: python -m {program} --help"


def _german(message: str) -> str:
    """What the library says of a number that does not fit, in German; any other sentence as it is."""
    for english, german in _UNFIT:
        message = re.sub(english, german, message)
    return message
