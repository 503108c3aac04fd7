"""Chance without surprise: one random stream per subject, so that a new subject never changes an old one."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *subject: object) -> random.Random:
    """The random numbers of one subject, always the same for equal `seed` and `subject`."""
    text = "|".join(str(part) for part in (seed, *subject))
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big"))  # noqa: S311


def token(seed: int, *subject: object, digits: int = 12) -> str:
    """A hexadecimal name of `digits` characters that looks arbitrary and is fixed by its arguments."""
    text = "|".join(str(part) for part in (seed, *subject))
    return hashlib.sha256(text.encode()).hexdigest()[:digits].upper()


def draw(rng: random.Random, weighted: Sequence[tuple[T, float]]) -> T:
    """One of the items, as likely as its weight."""
    return rng.choices([item for item, _ in weighted], [weight for _, weight in weighted])[0]
