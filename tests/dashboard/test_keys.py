"""No single-letter traps: no key of one letter does anything alone, and nothing claims one."""

import re
from pathlib import Path

import city_release
import release_fixture as fixture
from component_text import walk

from dashboard import routes
from dashboard.access import access_for
from dashboard.app import render
from dashboard.settings import ASSETS

# What our scripts may ask of a key: to close, to choose in a list, and the letter of the palette with Ctrl or ⌘.
ALLOWED = {"Escape", "Enter", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", "Tab"}


def test_scripts_ask_only_for_keys_that_are_no_letters_and_for_the_palette_with_a_second_key() -> None:
    asked: dict[str, list[str]] = {}
    for file in sorted((*ASSETS.glob("*.js"), *ASSETS.glob("early/*.js"))):
        text = file.read_text(encoding="utf-8")
        assert "accesskey" not in text.lower(), file.name
        assert not re.search(r"\.(keyCode|which|charCode)\b", text), file.name
        for key in re.findall(r"key(?:\.toLowerCase\(\))? ?[!=]==? ?\"([^\"]+)\"", text):
            asked.setdefault(key, []).append(text)
    letters = {key for key in asked if len(key) == 1}
    assert letters == {"k"}
    assert set(asked) - letters <= ALLOWED
    (palette,) = asked["k"]
    line = next(line for line in palette.split("\n") if '"k"' in line)
    assert "event.ctrlKey || event.metaKey" in line


def test_no_element_of_any_page_claims_a_key(tmp_path: Path) -> None:
    city_release.publish(tmp_path)
    access = access_for(fixture.city().rights, "lokal")
    for entry in (*routes.navigation(), *routes.foot()):
        for part in walk(render(tmp_path, access, entry.path, fixture.NOW)[0]):
            assert not getattr(part, "accessKey", None), entry.path
            assert str(getattr(part, "tabIndex", "0")) in ("0", "-1", "None"), entry.path
