"""What is kept is the very answer, for the same eyes, release and day only; trouble is never kept."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
import release_fixture as fixture
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard import app as module
from dashboard import kept, routes, warming
from dashboard.access import access_for
from dashboard.app import create_app
from dashboard.components.screen import SCREEN
from dashboard.kept import Kept, key_of
from dashboard.warming import Warmth, asking, warm

RIGHTS = fixture.city().rights


def posted(client: FlaskClient, path: str, search: str = "", packing: str = "identity") -> bytes:
    answer = client.post("/_dash-update-component", json=asking(path, search), headers={"Accept-Encoding": packing})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.data


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses for which a page was really made."""
    found: list[str] = []
    page = module._page
    monkeypatch.setattr(module, "_page", lambda seen: found.append(seen.path) or page(seen))
    return found


def app(home: Path, role: str = "lokal", now: dt.datetime = fixture.NOW) -> Dash:
    return create_app(home, role, rights=RIGHTS, clock=lambda: now)


def test_the_second_answer_is_the_first_one_again(tmp_path: Path, made: list[str]) -> None:
    fixture.publish(tmp_path)
    client = app(tmp_path).server.test_client()
    first = posted(client, "/katalog")
    assert posted(client, "/katalog") == first
    assert made == ["/katalog"]
    assert json.loads(first)["response"][SCREEN]["page"]["title"].startswith("Kennzahlen")
    assert posted(client, "/katalog", packing="gzip")[:2] == b"\x1f\x8b"
    assert posted(client, "/katalog", "?status=act") != first
    document = client.get("/katalog").text
    assert client.get("/katalog").text.partition("<script id=")[0] == document.partition("<script id=")[0]
    assert made == ["/katalog"] * 4


def test_a_new_release_and_a_new_day_are_seen_at_once(tmp_path: Path, made: list[str]) -> None:
    fixture.publish(tmp_path)
    moments = [fixture.NOW]
    client = create_app(tmp_path, "lokal", rights=RIGHTS, clock=lambda: moments[-1]).server.test_client()
    assert fixture.FIRST in posted(client, "/").decode()
    fixture.publish(tmp_path, fixture.SECOND)
    assert fixture.SECOND in posted(client, "/").decode()
    fixture.switch(tmp_path, fixture.FIRST)
    assert f"Ausgabe {fixture.FIRST}" in posted(client, "/").decode()
    before = len(made)
    moments.append(fixture.NOW + dt.timedelta(days=1))
    posted(client, "/")
    assert len(made) == before + 1


def test_trouble_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixture.publish(tmp_path)
    client = app(tmp_path).server.test_client()
    page = module._page

    def fail(seen: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "_page", fail)
    assert "Kennung" in posted(client, "/katalog").decode()
    assert "Kennung" in client.get("/katalog").text
    monkeypatch.setattr(module, "_page", page)
    assert "Kennung" not in posted(client, "/katalog").decode()
    assert "Kennung" not in client.get("/katalog").text


def test_a_release_published_while_a_page_is_made_is_not_kept_under_the_old_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture.publish(tmp_path)
    client = app(tmp_path).server.test_client()
    page = module._page

    def slow(seen: Any) -> Any:
        found = page(seen)
        if seen.visit.shown.info.id == fixture.FIRST and not (tmp_path / "releases" / fixture.SECOND).exists():
            fixture.publish(tmp_path, fixture.SECOND)
        return found

    monkeypatch.setattr(module, "_page", slow)
    assert fixture.FIRST in posted(client, "/").decode()
    assert f"Ausgabe {fixture.SECOND}" in posted(client, "/").decode()


def test_the_key_tells_apart_whoever_may_see_different_things(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    roles = [access_for(RIGHTS, role) for role in ("lokal", *(r.id for r in RIGHTS.roles))]
    keys = [key_of(tmp_path, access, "/daten", "", fixture.NOW) for access in roles]
    assert None not in keys
    assert len(set(keys)) == len(roles)


def test_what_says_more_than_its_release_has_no_key(tmp_path: Path) -> None:
    access = access_for(RIGHTS, "lokal")
    assert key_of(tmp_path, access, "/", "", fixture.NOW) is None
    fixture.publish(tmp_path)
    assert key_of(tmp_path, access, "/", "", fixture.NOW) is not None
    assert key_of(tmp_path, access, "/barrierefreiheit", "", fixture.NOW) is None
    assert key_of(tmp_path, access, "/nirgendwo", "", fixture.NOW) is None


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3000))),
    st.integers(0, 12_000),
)
def test_no_more_is_kept_than_allowed_and_nothing_but_the_last_put(puts: list[tuple[str, int]], largest: int) -> None:
    shelf, last = Kept(largest), {}
    for name, size in puts:
        last[name] = bytes(size)
        shelf.put((name,), last[name])
        sizes = {n: len(body) + 1 + kept._BASE for n in last if (body := shelf.get((n,))) is not None}
        assert sum(sizes.values()) <= largest
        if size + 1 + kept._BASE <= largest:
            assert shelf.get((name,)) == last[name]
    for name, body in last.items():
        assert shelf.get((name,)) in (None, body)


def test_after_warming_no_page_that_the_navigation_leads_to_is_made_again(tmp_path: Path, made: list[str]) -> None:
    fixture.publish(tmp_path)
    server = app(tmp_path).server
    warm(server, pause=0)
    client, before = server.test_client(), len(made)
    paths = [entry.path for entry in (*routes.navigation(), *routes.foot())]
    fixed = [path for path in paths if (found := routes.match(path)) and found[0].fixed]
    assert {"/", "/katalog", "/daten", "/hilfe"} <= set(fixed)
    assert "/kennzahl/gu_auslastung" in made
    assert before == len(made) == len(fixed) + len(set(made))
    for path in fixed:
        posted(client, path, packing="gzip")
        client.get(path)
    posted(client, "/kennzahl/gu_auslastung", packing="gzip")
    assert len(made) == before


def test_another_release_is_warmed_once_when_it_is_published(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture.publish(tmp_path)
    warmth = Warmth(app(tmp_path).server)
    counts: list[int] = []

    def wait(seconds: float) -> bool:
        if seconds == warming._EVERY:
            counts.append(len(made))
            if len(counts) == 2:
                fixture.publish(tmp_path, fixture.SECOND)
            if len(counts) == 4:
                warmth._over.set()
        return warmth._over.is_set()

    monkeypatch.setattr(warmth._over, "wait", wait)
    warmth.run()
    once = counts[0]
    assert once > 0
    assert counts == [once, once, 2 * once, 2 * once]


def test_warming_stops_at_once_when_the_server_ends(tmp_path: Path, made: list[str]) -> None:
    fixture.publish(tmp_path)
    warmth = Warmth(app(tmp_path).server)
    warmth.start()
    while not made:
        time.sleep(0.01)
    warmth.end()
    assert not warmth.is_alive()
    assert len(made) < len((*routes.navigation(), *routes.foot())), "es folgte noch eine Seite auf die andere"
