"""A formula in words and as a fraction, from its declaration alone; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import formatting
from etl.catalogue.indicator import Formula, Measure, Ratio

Titles = Mapping[str, str]
_COUNTED = {
    "sum": "Summe der Spalte „{}“ in der Tabelle „{}“",
    "count_distinct": "Anzahl verschiedener Werte der Spalte „{}“ in der Tabelle „{}“",
}


@dataclass(frozen=True)
class Fraction:
    """Numerator over denominator; `times` is empty where nothing is multiplied, else like "× 100"."""

    of: str
    to: str
    times: str


def words(formula: Formula, titles: Titles) -> str:
    """The formula as a sentence: "A geteilt durch B, mal 100."; `titles` names indicators by id."""
    if isinstance(formula, Ratio):
        times = f", mal {formatting.bound(formula.times, 0)}" if formula.times != 1 else ""
        return f"{_named(formula.of, titles)} geteilt durch {_named(formula.to, titles)}{times}."
    if isinstance(formula, Measure):
        return counting(formula)
    return "Der Rechenweg steht in der Definition; gerechnet wird er in einer eigenen Abfrage."


def fraction(formula: Formula, titles: Titles) -> Fraction | None:
    """The formula as a fraction; None for one that is no ratio."""
    if not isinstance(formula, Ratio):
        return None
    times = f"×{formatting.NBSP}{formatting.bound(formula.times, 0)}" if formula.times != 1 else ""
    return Fraction(_named(formula.of, titles), _named(formula.to, titles), times)


def details(formula: Formula) -> tuple[str, ...]:
    """How the parts are counted, for those who check the reckoning: one sentence for each part declared in place."""
    if isinstance(formula, Measure):
        return ()
    if isinstance(formula, Ratio):
        parts = (("Zähler", formula.of), ("Nenner", formula.to))
        return tuple(f"{side}: {counting(part)}" for side, part in parts if isinstance(part, Measure))
    tables = formatting.listed(f"„{name.removeprefix('core.')}“" for name in formula.tables)
    noun = "Tabelle" if len(formula.tables) == 1 else "Tabellen"
    return (f"Abfrage „{formula.sql}“ über die {noun} {tables}.",)


def counting(measure: Measure) -> str:
    """What a Grundzahl counts, by which column it is dated, and which rows it takes."""
    parts = [_counted(measure), f"Zeitbezug: Spalte „{measure.period}“"]
    if measure.where:
        parts.append(f"Bedingung: {' '.join(measure.where.split())}")
    text = "; ".join(parts) + "."
    if measure.hidden is not None:
        share = formatting.quantity(measure.hidden.tolerance * 100, 0, "%")
        text += (
            f" Verdeckte Zellen (je höchstens {measure.hidden.at_most}) bleiben außer Betracht,"
            f" solange sie zusammen höchstens {share} der Summe ausmachen können."
        )
    return text


def _counted(measure: Measure) -> str:
    table = measure.table.removeprefix("core.")
    kind, _, column = measure.measure.removesuffix(")").partition("(")
    return _COUNTED[kind].format(column, table) if column else f"Anzahl der Zeilen der Tabelle „{table}“"


def _named(part: str | Measure, titles: Titles) -> str:
    return titles.get(part, part) if isinstance(part, str) else part.title or _counted(part)
