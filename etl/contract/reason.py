"""The form of a reason: a code, a label, a sentence for the office, and what helps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why a row or delivery was refused: a short name, a sentence for the office, and what helps.

    Sentences may hold `{spalte}` (the heading), `{wert}` (a bound, never the content of a cell) and others
    that the caller fills in; `short` is the label of the reason in tables.
    """

    code: str
    short: str
    sentence: str
    remedy: str


def closed(*reasons: Reason) -> dict[str, Reason]:
    """A closed list of reasons by code."""
    return {reason.code: reason for reason in reasons}
