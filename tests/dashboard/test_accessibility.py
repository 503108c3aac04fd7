"""The declaration says what was measured, and that nothing was measured where nothing was."""

import json
from pathlib import Path
from typing import Any

import pytest
import release_fixture as fixture
from component_text import text

from dashboard import accessibility
from dashboard.access import access_for
from dashboard.app import render
from dashboard.pages import barrierefreiheit

RUN: dict[str, Any] = {
    "day": "2026-11-25", "commit": "c1f32b8", "axe": "4.12", "pages": ["/", "/daten"], "views": 16,
    "widths": [320, 1280], "languages": ["de", "en"], "findings": [],
}  # fmt: skip


def page(home: Path, monkeypatch: pytest.MonkeyPatch, run: dict[str, Any] | None) -> str:
    file = home / "a11y.json"
    if run is not None:
        file.write_text(json.dumps(run), encoding="utf-8")
    monkeypatch.setattr(barrierefreiheit, "measured", lambda: accessibility.measured(file))
    fixture.publish(home)
    access = access_for(fixture.city().rights, "lokal")
    return " ".join(text(render(home, access, "/barrierefreiheit", fixture.NOW)[0]).split())


def test_a_run_without_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = page(tmp_path, monkeypatch, RUN)
    assert "Zuletzt geprüft am 25.11.2026, Softwarestand c1f32b8: 2 Seiten" in said
    assert "zusammen 16 Ansichten" in said
    assert "Gefunden wurden keine Verstöße." in said


def test_findings_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = {"rule": "label", "help": "Feld ohne Namen", "path": "/daten", "count": 3}
    said = page(tmp_path, monkeypatch, RUN | {"findings": [finding]})
    assert "/daten Feld ohne Namen 3" in said
    assert "keine Verstöße" not in said


@pytest.mark.parametrize("run", [None, {}, RUN | {"day": "gestern"}, RUN | {"findings": [{"rule": "x"}]}])
def test_without_a_run_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: dict[str, Any] | None
) -> None:
    assert "noch keine Messung" in page(tmp_path, monkeypatch, run)
