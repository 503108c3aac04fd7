"""The handbook as HTML: one file that asks nobody for anything, and in which no text becomes markup."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import handbook_release
import pytest

from dashboard import warehouse
from dashboard.exports import handbook, html

TRICK = "</style><script>alert('1')</script>\"&"


class Outline(HTMLParser):
    """Tags, heading levels, ids and link targets of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")


def page(home: Path, audience: str = "leitung") -> str:
    shown = warehouse.snapshot(home, audience)
    return html.page(handbook.compose(shown, warehouse.annex(home, audience, shown.info.id)))


def test_nothing_is_asked_of_another_host(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    text = page(tmp_path)
    outline = Outline(text)
    assert {link[:1] for link in outline.links} == {"#"}
    assert {link[1:] for link in outline.links} <= set(outline.ids)
    assert len(set(outline.ids)) == len(outline.ids)
    addresses = re.findall(r"url\((.{1,10})", text)
    assert len(addresses) == 2
    assert all(address.startswith("data:font") for address in addresses)
    assert not {"script", "link", "img", "iframe", "object"} & set(outline.tags)
    assert "@import" not in text


def test_headings_skip_no_level(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    levels = [int(tag[1]) for tag in Outline(page(tmp_path)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    for column in ("title", "question", "definition", "interpretation", "owner"):
        handbook_release.change(tmp_path, "leitung", f"update meta.indicator set {column} = ?", TRICK)
    handbook_release.change(tmp_path, "leitung", "update meta.indicator set caveats = [?]", TRICK)
    handbook_release.change(tmp_path, "leitung", "update meta.source set title = ?, office = ?", TRICK, TRICK)
    sql = "update meta.document set body = replace(body, 'Stadt Halle (Saale)', '</style><script>1</script>')"
    handbook_release.change(tmp_path, "leitung", sql)
    text = page(tmp_path)
    assert "<script" not in text
    assert text.count("</style") == 1
    assert "&lt;script&gt;alert" in text


def test_the_example_is_said_on_screen_and_on_every_printed_page(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    text = page(tmp_path)
    assert f'@top-right {{ content: "{handbook.NOTICE}" }}' in text
    assert handbook.NOTICE_LONG in text.partition("</header>")[0]


def test_a_real_release_says_nothing_of_examples(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path, example=False)
    assert "Beispieldaten" not in page(tmp_path)


def test_a_missing_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handbook_release.publish(tmp_path)
    monkeypatch.setattr(html, "ASSETS", tmp_path)
    with pytest.raises(html.FontMissing, match="make setup"):
        page(tmp_path)
