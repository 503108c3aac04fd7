"""What leadership says about the figures: comments and measures from the deliveries, for one audience."""

from collections.abc import Iterable, Sequence

import duckdb

from etl.catalogue.access import Audience
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Cadence, Indicator
from etl.catalogue.period import period_of
from etl.contract.patterns import SEVERAL

Row = Sequence[object]


def comments(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, audience: Audience) -> list[Row]:
    """Rows of meta.comment that the audience may read: a month becomes the period of its indicator.

    A row that names an unknown indicator is refused when it is delivered; one whose indicator has left the catalogue
    since belongs to no figure any more.
    """
    rows = con.execute(
        "select kennzahl, monat, ursache, veranlasst, empfehlung, rolle from stage.kommentare"
        " where sicht = any(?) order by kennzahl, monat",
        [_readable(catalogue, audience)],
    ).fetchall()
    role = _words(catalogue, "kommentare", "rolle")
    found: list[Row] = []
    for name, month, cause, done, recommendation, code in rows:
        if indicator := catalogue.indicators.get(name):
            period = period_of(month, _cadence(indicator))
            found.append((name, period, cause, done or "", recommendation or "", role[code]))
    return found


def actions(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, audience: Audience) -> list[Row]:
    """Rows of meta.action that the audience may read, each with those of its indicators that are still declared."""
    rows = con.execute(
        "select massnahme_id, titel, rolle, faellig, status, kennzahlen from stage.steuerung_massnahmen"
        " where sicht = any(?) order by massnahme_id",
        [_readable(catalogue, audience)],
    ).fetchall()
    role, status = (_words(catalogue, "steuerung_massnahmen", column) for column in ("rolle", "status"))
    return [
        (number, title, role[code], due, status[state], list(_known(names, catalogue)))
        for number, title, code, due, state, names in rows
    ]


def _readable(catalogue: Catalogue, audience: Audience) -> list[str]:
    """What is meant for this audience or for a less detailed one."""
    audiences = catalogue.city.rights.audiences
    return [other.id for other in audiences[audiences.index(audience) :]]


def _cadence(indicator: Indicator) -> Cadence:
    return "monat" if indicator.kind == "bestand" else indicator.cadence


def _known(names: str, catalogue: Catalogue) -> Iterable[str]:
    return [name for name in names.split(SEVERAL) if name in catalogue.indicators]


def _words(catalogue: Catalogue, source: str, column: str) -> dict[str, str]:
    """Code -> the word for it: the first spelling of the contract."""
    return {code: spellings[0] for code, spellings in catalogue.sources[source].columns[column].codes.items()}
