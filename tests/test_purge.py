"""Retention: what is old enough goes, everything published stays, and a dry run touches nothing."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from pydantic import ValidationError
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from etl import publish
from etl.catalogue.source import ForgetRule, Source
from etl.home import Home
from etl.purge import Purged, purge, rules

CATALOGUE = the_catalogue()
BROKEN = ("GEHEIM-77", "GU-01", None, "31.02.2026", None, 1990, "m")
LONG_AFTER = dt.date(2030, 1, 1)


def files(home: Home) -> list[str]:
    return sorted(
        path.name for folder in (home.archive, home.quarantine) for path in folder.rglob("*") if path.is_file()
    )


def test_nothing_is_due_at_first(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    before = files(home)
    assert purge(home, CATALOGUE, CLOCK.today) == Purged(0, 0, 0, {})
    assert files(home) == before


def test_a_dry_run_counts_and_a_real_one_removes_but_never_a_release(tmp_path: Path) -> None:
    home, result = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    before = files(home)
    counted = purge(home, CATALOGUE, LONG_AFTER, dry_run=True)
    assert (counted.archived, counted.quarantined, files(home)) == (4, 1, before)
    assert purge(home, CATALOGUE, LONG_AFTER) == counted
    assert files(home) == []
    assert counted.inbox == 4
    assert list(home.inbox.iterdir()) == [], "der nächste Lauf würde sie sonst wieder ins Archiv legen"
    assert publish.current(home) == result.release_id
    assert purge(home, CATALOGUE, LONG_AFTER) == Purged(0, 0, 0, {})


def test_what_was_never_loaded_stays_in_the_inbox(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    (home.inbox / "BEISPIEL_neu.csv").write_bytes(b"noch nicht gelesen")
    purge(home, CATALOGUE, LONG_AFTER)
    assert [path.name for path in home.inbox.iterdir()] == ["BEISPIEL_neu.csv"]


def test_every_rule_is_said(tmp_path: Path) -> None:
    stays = CATALOGUE.sources["belegungen"].model_copy(
        update={"retention_days": 30, "forget": ForgetRule(column="auszug", after_days=730)}
    )
    said = rules(replace(CATALOGUE, sources={**CATALOGUE.sources, "belegungen": stays}))
    assert said[0] == "Dateien in Eingang und Archiv und zurückgewiesene Zeilen: 400 Tage."
    assert said[1] == "  abweichend 30 Tage: Belegungsliste"
    assert "Zeilen in „Belegungsliste“: 730 Tage nach „Auszug“." in said
    persons = [source for source in CATALOGUE.sources.values() if source.personal and source.id != "belegungen"]
    assert sum("forget nicht vereinbart" in line for line in said) == len(persons) > 0


@pytest.mark.parametrize(
    "wrong", [{"retention_days": 0}, {"retention_days": "lange"}, {"forget": {"column": "auszug"}}]
)
def test_a_retention_that_is_none_is_a_mistake_of_the_catalogue(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**CATALOGUE.sources["belegungen"].model_dump(), **wrong})


def test_each_source_has_its_own_time(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    stays = CATALOGUE.sources["belegungen"].model_copy(update={"retention_days": 10})
    short = replace(CATALOGUE, sources={**CATALOGUE.sources, "belegungen": stays})
    assert purge(home, short, CLOCK.today + dt.timedelta(days=10)).archived == 0
    assert purge(home, short, CLOCK.today + dt.timedelta(days=11)).archived == 1


def test_ended_stays_leave_the_workshop_and_its_bytes(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    rule = ForgetRule(column="auszug", after_days=365)
    stays = CATALOGUE.sources["belegungen"].model_copy(update={"forget": rule})
    forgetting = replace(CATALOGUE, sources={**CATALOGUE.sources, "belegungen": stays})
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        gone = {
            row[0] for row in con.execute("select pid from stage.belegungen where auszug < '2026-03-15'").fetchall()
        }
        rest = "select pid from stage.belegungen where auszug is null or auszug >= '2026-03-15'"
        stay = {row[0] for row in con.execute(rest).fetchall()}
        left = con.execute(
            "select count(*) from stage.belegungen where auszug is null or auszug >= '2026-03-15'"
        ).fetchone()
        memory = con.execute("select count(*) from disclosure.memory").fetchone()
    assert purge(home, forgetting, dt.date(2027, 3, 15)).rows == {"belegungen": 6}
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert con.execute("select count(*) from stage.belegungen").fetchone() == left
        assert con.execute("select count(*) from disclosure.memory").fetchone() == memory
    content = home.workshop.read_bytes()
    # One of those who left has moved to another place and lives there.
    assert len(gone - stay) == len(gone) - 1
    assert {pid for pid in gone | stay if pid.encode() in content} == stay
    assert home.workshop.stat().st_mode & 0o077 == 0
