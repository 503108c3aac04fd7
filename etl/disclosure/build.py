"""The protected figures of a build, with what the workshop remembers of earlier releases; the audit of its files."""

import datetime as dt
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.changes import Change, Printed
from etl.disclosure.audit import REPORT, audit_json, audit_release
from etl.disclosure.basis import Block, read_basis, write_basis
from etl.disclosure.guard import Guarded, guard
from etl.disclosure.hold import is_due
from etl.disclosure.memory import Remembered, forget_all, read_memory, remember
from etl.disclosure.offers import Offers
from etl.disclosure.places import read_sites
from etl.disclosure.ranges import Contradiction
from etl.disclosure.repair import Unsafe
from etl.disclosure.values import is_told, measures_of
from etl.figures import Figures, read_figures
from etl.gate import Refused
from etl.home import write_synced

HELD = "held"
WHY_HELD = "Berichtigung zurückgehalten; sie erscheint mit der ersten Ausgabe eines Quartals, sobald sie sicher ist"
UNSAFE = (
    "Geheimhaltung: Mit dem, was schon veröffentlicht ist, lassen sich kleine Zahlen in {measures} nicht schützen. "
    "Wurde eine Kennzahl neu bestimmt, braucht sie einen neuen Namen."
)
NOT_AUDITED = "Geheimhaltung: Die fertige Ausgabe für {audience} hat ihre Prüfung nicht bestanden ({what})."


def guarded_build(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, today: dt.date, before: Printed) -> Guarded:
    """The figures reckoned in the workshop, protected for every audience; `before` is what the first one reads now.

    Raises Refused when no safe pattern exists.
    """
    basis = read_basis(con)
    memory: Mapping[str, Remembered] = {}
    if basis.release is not None:
        memory = {audience.id: read_memory(con, audience.id) for audience in catalogue.city.rights.audiences}
    try:
        return guard(
            read_figures(con),
            catalogue,
            read_sites(con),
            basis,
            memory,
            is_due(basis, today),
            redefined(before, catalogue),
        )
    except Unsafe as unsafe:
        raise Refused((UNSAFE.format(measures=", ".join(unsafe.measures)),)) from unsafe
    except Contradiction as contradiction:
        raise Refused((f"Geheimhaltung: {contradiction}",)) from contradiction


def redefined(before: Printed, catalogue: Catalogue) -> set[str]:
    """Indicators whose formula is another one than in the current release."""
    return {
        name
        for name, (formula, _, _) in before.definitions.items()
        if name in catalogue.indicators and catalogue.indicators[name].formula.model_dump_json() != formula
    }


def keep(
    con: duckdb.DuckDBPyConnection, release_id: str, build: Guarded, shown: Mapping[str, Figures], catalogue: Catalogue
) -> None:
    """Remember a release as pending: what it is made of, and what every audience was shown or denied.

    What releases without cover cells printed is forgotten: it cannot be protected any more.
    """
    if read_basis(con).release is None:
        forget_all(con)
    write_basis(con, release_id, build.figures, catalogue)
    remember(con, release_id, shown)


def audited(release: Path, audiences: Iterable[str], older: Iterable[Path], catalogue: Catalogue) -> None:
    """Audit the files of a release as its readers would, beside older ones, and lay the report beside them.

    When one fails the files are removed. Raises Refused; the sentences name measures, never a number.
    """
    reports = []
    for audience in audiences:
        past = [folder for folder in older if (folder / f"{audience}.duckdb").is_file()]
        reports.append(audit_release(release, audience, past, catalogue.links))
    reasons = [
        NOT_AUDITED.format(
            audience=report.audience,
            what=report.contradiction or ", ".join(sorted({name.split(" · ")[0] for name in report.disclosed})),
        )
        for report in reports
        if not report.passed
    ]
    if reasons:
        shutil.rmtree(release)
        raise Refused(tuple(reasons))
    write_synced(release / REPORT, audit_json(reports).encode())


def held_changes(held: Iterable[Block], catalogue: Catalogue) -> list[Change]:
    """One change for every held indicator and period, without its numbers."""
    owner = {measure: indicator.id for indicator in catalogue.indicators.values() for measure in measures_of(indicator)}
    owner |= {indicator: indicator for indicator in catalogue.indicators}
    places = sorted({(owner[name], period) for name, period in held if name in owner})
    return [Change(HELD, name, period, None, None, WHY_HELD) for name, period in places]


def still_offered(before: Printed, catalogue: Catalogue, audience: str) -> Printed:
    """What is printed now, without the views that the catalogue offers this audience no longer."""
    offers = Offers(catalogue)
    values = {
        (name, at): old
        for (name, at), old in before.values.items()
        if name in catalogue.indicators and is_told(catalogue.indicators[name], at, offers, audience)
    }
    return Printed(values, before.cells, before.definitions)
