"""A release with everything that inquiries ask for, from the papers and indicators of the catalogue itself."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import release_fixture as fixture

from etl.catalogue.briefing import Briefing
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.catalogue.load import load_catalogue

CATALOGUE = fixture.ROOT / "data" / "catalogue"
MEMBERS = {
    "herkunft": {"423": "Afghanistan", "475": "Syrien", "998": "ungeklärt"},
    "frauen": {"w": "Frauen und Mädchen", "uebrige": "Männer, divers, ohne Angabe"},
    "altersgruppe": {"u6": "unter 6 Jahre", "25bis44": "25 bis 44 Jahre"},
    "kinder": {"mit": "mit Kindern oder Jugendlichen", "ohne": "ohne Kinder und Jugendliche"},
    "haushaltsgroesse": {"eine": "eine Person", "zwei": "zwei Personen"},
    "unterkunft": {"GU-01": "Wohnheim Ahornweg", "GU-02": "Wohnheim Holunderhof"},
}
LENGTHS = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "stichtag": 3, "schuljahr": 12}


def catalogue() -> Catalogue:
    """The catalogue of the repository."""
    return load_catalogue(CATALOGUE, fixture.ROOT / "data" / "reference")


def periods(indicator: Indicator) -> list[str]:
    """The last periods of an indicator up to October 2026, oldest first: three years of them."""
    if indicator.kind == "bestand" or indicator.cadence == "monat":
        step = LENGTHS[indicator.cadence]
        end = 2026 * 12 + (9 if step == 1 else 8)
        return [f"{m // 12}-{m % 12 + 1:02d}" for m in range(end - 36, end + 1, step)]
    forms = {"quartal": [f"{y}-Q{q}" for y in (2024, 2025, 2026) for q in (1, 2, 3, 4)][:11]}
    return forms.get(indicator.cadence, ["2023", "2024", "2025"])


def number(seed: str) -> float:
    """A value between 10 and 90 that is the same for the same words."""
    return 10.0 + sum(ord(c) * (n + 3) for n, c in enumerate(seed)) % 80


def publish(home: Path) -> None:
    """Publish the release for both audiences; one origin is withheld."""
    found = catalogue()
    papers = found.briefings.values()
    wanted = {name for paper in papers for name in paper.indicators()}
    fixture.build(home)
    for audience in fixture.K:
        with duckdb.connect(str(home / "releases" / fixture.FIRST / f"{audience}.duckdb")) as con:
            con.begin()
            con.execute("delete from meta.indicator")
            con.execute("delete from mart.value")
            for indicator in found.indicators.values():
                if indicator.id in wanted:
                    _write(con, indicator)
            for dim, members in MEMBERS.items():
                con.executemany(
                    "delete from meta.member where breakdown = ? and member = ?", [[dim, m] for m in members]
                )
                for member, label in members.items():
                    fixture.insert(con, "meta.member", {"breakdown": dim, "member": member, "label": label})
            for district in found.city.districts:
                row = {"breakdown": "stadtviertel", "member": district.nr, "label": district.name}
                fixture.insert(con, "meta.member", row)
            _papers(con, list(papers))
            con.commit()
    fixture.switch(home, fixture.FIRST)


def _papers(con: duckdb.DuckDBPyConnection, papers: list[Briefing]) -> None:
    for paper in papers:
        fixture.insert(con, "meta.document", {"kind": "briefing", "id": paper.id, "body": paper.model_dump_json()})
    titles = [{"id": b.id, "title": b.title, "members": {}} for b in catalogue().breakdowns]
    con.execute(
        "update meta.document set body = ? where kind = 'reference' and id = 'breakdowns'", [json.dumps(titles)]
    )


def _write(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    told: dict[str, Any] = json.loads(indicator.model_dump_json(exclude={"until", "magnitude"}))
    told |= {"review": indicator.review}
    fixture.insert(con, "meta.indicator", fixture.indicator(told.pop("id"), told.pop("title"), **told))
    for period in periods(indicator):
        rest = {"status": "on_track" if indicator.thresholds else "none", "valid_until": dt.date(2027, 6, 30)}
        value = fixture.value(indicator.id, period, number(indicator.id + period), **rest)
        fixture.insert(con, "mart.value", value)
        for dim, *more in indicator.breakdowns:
            if more or dim not in MEMBERS:
                continue
            for member in MEMBERS[dim]:
                hidden = (dim, member) == ("herkunft", "998")
                part = None if hidden else number(indicator.id + period + member)
                row = fixture.value(indicator.id, period, part, sign="g" if hidden else None, dim1=dim, member1=member)
                fixture.insert(con, "mart.value", row)
