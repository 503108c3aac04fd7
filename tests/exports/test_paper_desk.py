"""The way of a paper: draft, checked, released; what stands against it; frozen word for word; answers by number."""

import datetime as dt
from pathlib import Path

import paper_release
import pytest
import release_fixture as fixture

from dashboard import desk
from dashboard.exports import paper_desk
from dashboard.exports.briefing import PaperRefused, Wish, basis
from dashboard.exports.paper_command import Order, write
from dashboard.exports.paper_desk import advance, archive, content, draft, save, standing

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
WHO = {"actor": "beauftragte", "now": NOW}
RED = "zu_gu_minderjaehrige"
COMMENTED = Wish("2026-10", texts={RED: "Große Familien finden schwer eine Wohnung."})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    paper_release.publish(tmp_path)
    return tmp_path


def blocking(home: Path) -> list[str]:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    return [check.text for check in standing(found, plan, draft(home, "bericht", "2026-10")[0]) if check.blocks]


def test_a_red_light_without_comment_keeps_a_paper_from_being_released(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    assert blocking(home) == ["„Minderjährige über der Zielzeit“ steht auf „handeln“ und braucht eine Einordnung."]
    with pytest.raises(PaperRefused, match="kann noch nicht „geprüft“ werden"):
        advance(found, plan, "2026-10", **WHO)
    save(found, plan, COMMENTED, **WHO)
    assert blocking(home) == []
    for state in ("geprueft", "freigegeben"):
        assert advance(found, plan, "2026-10", **WHO).body["state"] == state
    with pytest.raises(PaperRefused, match="schon freigegeben"):
        advance(found, plan, "2026-10", **WHO)
    kept = desk.versions(home, paper_desk.PAPERS, "bericht-2026-10")
    assert [(k.version, k.body["state"], k.actor, k.kept_at) for k in kept] == [
        (1, "entwurf", "beauftragte", NOW), (2, "geprueft", "beauftragte", NOW), (3, "freigegeben", "beauftragte", NOW),
    ]  # fmt: skip
    released = content(kept[-1])
    assert released is not None
    said = next(b for b in released.blocks() if b.id == "minderjaehrige").remarks
    assert [(f.term, f.paragraphs) for f in said] == [("Einordnung", ("Große Familien finden schwer eine Wohnung.",))]


def test_who_checked_a_paper_does_not_release_it(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, COMMENTED, person="Ada Muster", **WHO)
    advance(found, plan, "2026-10", person="Ada Muster", **WHO)
    with pytest.raises(PaperRefused, match="von zwei Personen"):
        advance(found, plan, "2026-10", person="Ada Muster", **WHO)
    advance(found, plan, "2026-10", person="Ben Beispiel", **WHO)
    kept = desk.versions(home, paper_desk.PAPERS, "bericht-2026-10")
    assert [(k.body["state"], k.body["person"], k.kept_at) for k in kept] == [
        ("entwurf", "Ada Muster", NOW), ("geprueft", "Ada Muster", NOW), ("freigegeben", "Ben Beispiel", NOW),
    ]  # fmt: skip


def test_a_comment_of_the_release_does_as_well(tmp_path: Path) -> None:
    paper_release.publish(tmp_path)
    said = "insert into meta.comment values ('gu_minderjaehrige', '2026-10', 'Familien', 'Runde', 'Wohnungen', 'OB')"
    paper_release.change(tmp_path, "rat", said)
    assert blocking(tmp_path) == []


def test_a_changed_number_in_confirmed_text_is_marked_and_blocks(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, COMMENTED, **WHO)
    paper_release.publish(home, fixture.SECOND, shift=1.0)
    (sentence,) = blocking(home)
    assert sentence == (
        "In „Sachdarstellung“ hat sich eine Zahl geändert: 90,3\u00a0% → 91,3\u00a0%. "
        "Bitte den Text ansehen und speichern."
    )
    later = basis(home, "rat")
    with pytest.raises(PaperRefused, match="hat sich eine Zahl geändert"):
        advance(later, plan, "2026-10", **WHO)
    save(later, plan, COMMENTED, **WHO)
    assert blocking(home) == []


def test_what_was_checked_in_one_release_is_not_released_in_another(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, Wish("2026-10", texts={**COMMENTED.texts, "kurz": "Ohne Zahl."}), **WHO)
    advance(found, plan, "2026-10", **WHO)
    paper_release.publish(home, fixture.SECOND, shift=1.0)
    with pytest.raises(PaperRefused, match="Seit der Prüfung gibt es eine neue Ausgabe"):
        advance(basis(home, "rat"), plan, "2026-10", **WHO)


@pytest.mark.slow
def test_a_released_paper_is_the_same_when_its_release_is_gone(home: Path, tmp_path: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, COMMENTED, **WHO)
    for _ in range(2):
        advance(found, plan, "2026-10", **WHO)
    first = write(Order(home, "bericht", "2026-10", "rat", tmp_path / "a", version=3)).files
    paper_release.publish(home, fixture.SECOND, shift=5.0)
    for audience in fixture.K:
        (home / "releases" / fixture.FIRST / f"{audience}.duckdb").unlink()
    again = write(Order(home, "bericht", "2026-10", "rat", tmp_path / "b", version=3)).files
    assert [p.name for p in first] == [p.name for p in again]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]
    assert all("entwurf" not in p.name for p in first)
    for wrong in (Order(home, "bericht", "2026-10", "leitung", tmp_path / "c", version=3),
                  Order(home, "bericht", "2026-10", "rat", tmp_path / "c", version=9)):  # fmt: skip
        with pytest.raises(PaperRefused, match="liegt nicht auf dem Schreibtisch"):
            write(wrong)


def test_unbound_numbers_and_empty_fields_are_only_remarks(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    wish = Wish("2026-10", texts={**COMMENTED.texts, "kurz": "Es sind 651 Personen."})
    save(found, plan, wish, **WHO)
    texts = [c.text for c in standing(found, plan, draft(home, "bericht", "2026-10")[0]) if not c.blocks]
    assert "In „Sachdarstellung“ ist nicht an die Ausgabe gebunden: 651." in texts
    assert "Noch nicht ausgefüllt: TOP." in texts
    assert any(text.startswith("3.2 Je Unterkunft: 1 Angabe wird nicht gezeigt.") for text in texts)


def test_an_unknown_indicator_in_a_text_blocks(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, Wish("2026-10", texts={**COMMENTED.texts, "kurz": "Es sind {gibt_es_nicht}."}), **WHO)
    assert blocking(home) == ["In „Sachdarstellung“ nennt {gibt_es_nicht} keine Kennzahl dieser Ausgabe."]


def test_an_answer_is_kept_under_its_number(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("anfrage")
    save(found, plan, Wish("2026-10", ("zugang",)), **WHO)
    with pytest.raises(PaperRefused, match="Bitte die Nummer der Anfrage eintragen"):
        archive(found, plan, "2026-10", **WHO)
    save(found, plan, Wish("2026-10", (), head={"nummer": "VII/2026/01234"}), **WHO)
    with pytest.raises(PaperRefused, match="mindestens eine Frage"):
        archive(found, plan, "2026-10", **WHO)
    save(found, plan, Wish("2026-10", ("zugang",), head={"nummer": "VII/2026/01234"}), **WHO)
    archive(found, plan, "2026-10", **WHO)
    assert desk.names(home, "antwort") == ("vii-2026-01234",)
    kept = desk.kept(home, "antwort", "vii-2026-01234")
    answer = content(kept) if kept else None
    assert answer is not None
    assert [b.id for b in answer.blocks()] == ["zugang"]
    assert dict(answer.head)["Nummer"] == "VII/2026/01234"


def test_the_next_paper_is_compared_with_the_released_one(home: Path) -> None:
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    save(found, plan, Wish("2026-09", texts=COMMENTED.texts), **WHO)
    for _ in range(2):
        advance(found, plan, "2026-09", **WHO)
    last = paper_desk.last_released(home, plan, "2026-10", "rat")
    assert last is not None
    assert last.period == "2026-09"
    assert paper_desk.last_released(home, plan, "2026-09", "rat") is None
    assert paper_desk.last_released(home, plan, "2026-10", "leitung") is None
