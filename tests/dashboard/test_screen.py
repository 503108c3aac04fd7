"""A page as trees and as text: both say the same, everything is escaped, and nothing in it can load or run."""

import gzip
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import release_fixture as fixture
from component_text import text
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard import routes
from dashboard.access import access_for
from dashboard.app import create_app, render
from dashboard.bundles import bundle
from dashboard.charts.render.element import element
from dashboard.components.drawing import drawing
from dashboard.components.screen import trees
from dashboard.markup import FORBIDDEN, markup
from dashboard.settings import ASSETS

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
TAGS = st.sampled_from(["div", "p", "span", "b", "td", *sorted(FORBIDDEN)])
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(
        TAGS, st.dictionaries(st.sampled_from(["className", "data-x", "title"]), WORDS), st.lists(inner, max_size=3)
    ).map(list),
    max_leaves=12,
)


class Reader(HTMLParser):
    """What a browser finds in a text: elements with attributes, and all words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def read(written: str) -> Reader:
    reader = Reader()
    reader.feed(written)
    reader.close()
    return reader


def plain(tree: Any) -> list[tuple[str, dict[str, str]]]:
    """Elements and attributes of a tree without the forbidden ones."""
    if isinstance(tree, str) or tree[0] in FORBIDDEN:
        return []
    own = (tree[0], {("class" if n == "className" else n): v for n, v in tree[1].items()})
    return [own, *(part for child in tree[2] for part in plain(child))]


def words(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    return "" if tree[0] in FORBIDDEN else "".join(map(words, tree[2]))


@given(st.lists(TREES, max_size=3))
def test_the_text_holds_exactly_the_tree(content: list[Any]) -> None:
    found = read(markup(content))
    assert found.tags == [part for tree in content for part in plain(tree)]
    assert found.words == "".join(map(words, content))


def test_attributes_are_written_as_a_browser_reads_them() -> None:
    part = html.Details(
        html.Label("x", htmlFor="y"), open=True, hidden=False, **{"aria-expanded": "false", "data-n": 0}
    )
    assert read(markup(trees([part]))).tags == [
        ("details", {"open": "", "aria-expanded": "false", "data-n": "0"}),
        ("label", {"for": "y"}),
    ]
    assert markup(trees([html.Hr(), html.Td(3, colSpan=2)])) == '<hr><td colspan="2">3</td>'
    tree = element("svg", element("path", d="M0 0", stroke_width=2), viewBox="0 0 1 1")
    assert markup(trees([drawing(tree)])) == '<svg viewbox="0 0 1 1"><path d="M0 0" stroke-width="2"></path></svg>'


def test_a_component_with_callbacks_of_its_own_has_no_place() -> None:
    with pytest.raises(TypeError, match=r"dash_core_components\.Input"):
        trees([html.Div(dcc.Input(id="x"))])


def test_scripts_forbid_the_same_elements() -> None:
    script = (ASSETS / "40-screen.js").read_text(encoding="utf-8")
    assert "FORBIDDEN = [" + ", ".join(f'"{tag}"' for tag in sorted(FORBIDDEN)) + "]" in script


def test_every_page_says_the_same_as_text(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    access = access_for(fixture.city().rights, "lokal")
    for entry in (*routes.navigation(), *routes.foot()):
        content, _ = render(tmp_path, access, entry.path, fixture.NOW)
        written = read(markup(trees(content)))
        said = "".join(written.words.replace("\u00a0", " ").split())
        for part in text(content).split():
            assert part in said


def test_styles_and_scripts_are_one_file_each_named_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "10-b.css").write_text("b{}")
    (tmp_path / "05-a.css").write_text("a{}")
    (tmp_path / "00-bootstrap.min.css").write_text("no")
    (tmp_path / "lose.css").write_text("no")
    first = bundle(tmp_path, "css")
    assert first.content == b"a{}\nb{}"
    assert gzip.decompress(first.small) == first.content
    (tmp_path / "10-b.css").write_text("c{}")
    assert bundle(tmp_path, "css").path != first.path
    assert bundle(tmp_path, "js").content == b""


def test_what_never_changes_is_kept_by_browsers_and_sent_small(tmp_path: Path) -> None:
    client = create_app(tmp_path, "lokal", rights=fixture.city().rights).server.test_client()
    found = read(client.get("/").text).tags
    files = [a["src"] for tag, a in found if tag == "script" and "src" in a]
    files += [a["href"] for tag, a in found if tag == "link" and a["rel"] == "stylesheet"]
    fixed = [file for file in files if "/early/" not in str(file)]
    assert len(fixed) == 6
    for file in fixed:
        small = client.get(file, headers={"Accept-Encoding": "gzip"})
        again = client.get(file, headers={"Accept-Encoding": "gzip"})
        whole = client.get(file, headers={"Accept-Encoding": "identity"})
        assert gzip.decompress(small.data) == gzip.decompress(again.data) == whole.data
        assert "Content-Encoding" not in whole.headers
        assert "immutable" in small.headers["Cache-Control"]
    assert client.get("/assets/kim.0123456789abcdef.js").status_code == 404
