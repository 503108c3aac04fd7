"""What is to be decided, what is new, and how long the places last."""

import datetime as dt
from dataclasses import replace

import pytest
import reading_builder as build
from hypothesis import given
from hypothesis import strategies as st

from dashboard import decisions, news, reach
from dashboard.ahead import Until
from dashboard.records import Point, Reading
from dashboard.remarks import Action, Change, Comment, Remarks
from dashboard.scenario_words import until_sentence
from etl.catalogue.indicator import Status

TODAY = build.TODAY
NOTHING = Remarks((), (), ())


def window(value: float | None, status: Status = "none") -> Reading:
    found = build.reading([build.point("2026-10", value)], id=decisions.WINDOW, title="Handlungsfenster", unit="Monate")
    return replace(found, series=tuple(replace(p, status=status) for p in found.series))


def case(value: float, status: Status = "none") -> Point:
    return replace(build.point("2026-10", value), status=status)


def red(name: str = "kennzahl_a", value: float = 99.0, *, headline: bool = False) -> Reading:
    found = build.reading([build.point("2026-09", 90.0), build.point("2026-10", value)], id=name, title=f"Titel {name}",
                          headline=headline)  # fmt: skip
    before, now = found.series
    return replace(found, series=(replace(before, status="watch"), replace(now, status="act")))


def late(name: str, day: dt.date, status: str = "offen") -> Action:
    return Action(name, f"Maßnahme {name}", "Leitung", day, status, ("kennzahl_a",))


def test_places_are_procured_while_there_is_time() -> None:
    windows = {"basis": case(1, "watch"), "hoch": case(-3, "act")}
    reaches = {"basis": case(7), "hoch": case(3)}
    (found,) = decisions.decisions([window(1, "watch")], NOTHING, windows, reaches, TODAY)
    assert (found.when, found.title) == ("bis 30.11.2026", "Neue Plätze beschaffen")
    assert found.reason.replace("\u00a0", " ") == (
        "Nach der mittleren Annahme reichen die Plätze noch 7 Monate; eine Beschaffung dauert rund 6 Monate."
    )
    assert found.owner == "Umzugsmanagement"


def test_only_the_high_assumption_asks_for_a_look() -> None:
    windows = {"basis": case(3, "on_track"), "hoch": case(-3, "act")}
    (found,) = decisions.decisions([window(3, "on_track")], NOTHING, windows, {"hoch": case(3)}, TODAY)
    assert (found.when, found.title) == ("jetzt", "Vorsorge für neue Plätze prüfen")


def test_nothing_is_decided_on_old_figures() -> None:
    windows = {"basis": case(0, "watch")}
    old = window(0, "watch")
    old = replace(old, series=tuple(replace(p, valid_until=dt.date(2026, 11, 1)) for p in old.series))
    assert decisions.decisions([old], NOTHING, windows, {"basis": case(6)}, TODAY) == ()


def test_a_red_light_waits_for_its_explanation() -> None:
    (found,) = decisions.decisions([red()], NOTHING, {}, {}, TODAY)
    assert (found.when, found.title, found.href) == (
        "vor der nächsten Vorlage", "Eine Kennzahl einordnen", "/kennzahl/kennzahl_a",
    )  # fmt: skip
    said = Remarks((Comment("kennzahl_a", "2026-10", "Ursache", "getan", "Rat", "Leitung"),), (), ())
    assert decisions.decisions([red()], said, {}, {}, TODAY) == ()
    earlier = Remarks((Comment("kennzahl_a", "2026-09", "Ursache", "getan", "Rat", "Leitung"),), (), ())
    assert len(decisions.decisions([red()], earlier, {}, {}, TODAY)) == 1


def test_several_red_lights_are_one_matter_led_by_a_guiding_one() -> None:
    (found,) = decisions.decisions([red("kennzahl_a"), red("kennzahl_b", headline=True)], NOTHING, {}, {}, TODAY)
    assert (found.title, found.href) == ("2 Kennzahlen einordnen", "/katalog?status=act")
    assert found.reason.startswith("Titel kennzahl_b: ")


def test_measures_past_their_day() -> None:
    done = late("M3", dt.date(2020, 1, 1), "erledigt")
    one = Remarks((), (late("M1", dt.date(2026, 11, 1)), done), ())
    (found,) = decisions.decisions([], one, {}, {}, TODAY)
    assert (found.when, found.title, found.owner) == ("fällig seit 01.11.2026", "Maßnahme M1", "Leitung")
    two = Remarks((), (*one.actions, late("M2", dt.date(2026, 10, 1))), ())
    (found,) = decisions.decisions([], two, {}, {}, TODAY)
    assert found.when == "fällig seit 01.10.2026"
    assert found.title == "2 Maßnahmen neu terminieren oder abschließen"
    due_today = Remarks((), (late("M4", TODAY),), ())
    assert decisions.decisions([], due_today, {}, {}, TODAY) == ()


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(-60, 60))
def test_a_month_later_is_the_last_day_of_that_month(day: dt.date, months: int) -> None:
    found = decisions.month_later(day, months)
    assert (found + dt.timedelta(days=1)).day == 1
    assert found.year * 12 + found.month == day.year * 12 + day.month + months


@pytest.mark.parametrize(
    ("value", "sign", "said"),
    [
        (7.0, None, "Die Plätze reichen bis April 2027."),
        (9.0, "+", "Die Plätze reichen mindestens bis Juni 2027."),
        (0.0, None, "Die Plätze reichen schon jetzt nicht."),
        (None, "…", ""),
    ],
)
def test_how_long_the_places_last(value: float | None, sign: str | None, said: str) -> None:
    reading = build.reading([replace(build.point("2026-10", value), sign=sign)])
    assert reach.places(reading) == said
    assert reach.places(None) == ""


@pytest.mark.parametrize(
    ("full", "order", "said"),
    [
        ((2, 7, 21), "2026-06", "Die Plätze sind voraussichtlich zwischen Dezember 2026 und Juli 2028 belegt; "
         "bei 6 Monaten Vorlauf hätte bis Ende Juni 2026 bestellt werden müssen."),
        ((5, 7, 9), "2026-11", "Die Plätze sind voraussichtlich zwischen März und Juli 2027 belegt; "
         "bei 6 Monaten Vorlauf muss bis Ende November 2026 bestellt werden."),
        ((5, 5, 5), "2026-12", "Die Plätze sind voraussichtlich im März 2027 belegt; "
         "bei 6 Monaten Vorlauf muss bis Ende Dezember 2026 bestellt werden."),
        ((9, 25, 25), None, "Die Plätze sind voraussichtlich frühestens im Juli 2027 belegt, vielleicht auch in 24 "
         "Monaten noch nicht; bei 6 Monaten Vorlauf steht kein Bestelltermin an."),
        ((25, 25, 25), None, "Die Plätze sind in den nächsten 24 Monaten voraussichtlich nicht belegt; "
         "bei 6 Monaten Vorlauf steht kein Bestelltermin an."),
        ((0, 0, 0), "2026-03", "Die Plätze sind schon jetzt belegt; "
         "bei 6 Monaten Vorlauf hätte bis Ende März 2026 bestellt werden müssen."),
    ],
)  # fmt: skip
def test_one_sentence_says_until_when_and_by_when(full: tuple[int, int, int], order: str | None, said: str) -> None:
    until = Until("2026-10", *full, months=24, lead=6, order=order)
    assert until_sentence(until, TODAY) == said


def test_a_changed_judgement_comes_first_with_its_cause() -> None:
    said = Remarks((Comment("kennzahl_a", "2026-10", "Weniger Wohnungen.", "", "", "Leitung"),), (), ())
    (found,) = news.news([red()], said, TODAY)
    assert (found.kind, found.why, found.href) == ("Bewertung", "Weniger Wohnungen.", "/kennzahl/kennzahl_a")
    assert "von „beobachten“ zu „handeln“" in found.text
    (without,) = news.news([red()], NOTHING, TODAY)
    assert without.why == "Ein Grund ist noch nicht angegeben."


def test_what_the_release_records_is_told_in_words() -> None:
    calm = build.reading([build.point("2026-10", 80.0)], id="kennzahl_a", title="Auslastung")
    changes = (
        Change("data", "kennzahl_a", "2026-10", None, "80", None),
        Change("correction", "kennzahl_a", "2026-08", "64.8", "65.1", "Auszüge waren doppelt gebucht."),
        Change("correction", "kennzahl_a", "2026-07", "60", "61", None),
        Change("definition", "kennzahl_a", None, "alt", "neu", None),
        Change("threshold", "kennzahl_a", None, "[]", "[]", None),
        Change("data", "unbekannt", "2026-10", None, "1", None),
    )
    found = news.news([calm], Remarks((), (), changes), TODAY)
    assert [entry.kind for entry in found] == ["Berichtigt (r)", "Definition", "Schwelle", "Neue Daten"]
    assert found[0].text == "Auslastung, Aug. 2026: 65,1 statt 64,8 und 1 weiterer Zeitraum."
    assert found[0].why == "Auszüge waren doppelt gebucht."
    assert found[3].text == "1 Kennzahl hat einen neuen Wert: Auslastung."
