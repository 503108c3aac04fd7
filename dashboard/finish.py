"""The last step before a page is sent: links carry the choices, downloads get their address, texts their language."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.filters import Filter, link

DOWNLOAD = "/herunterladen"


def walk(tree: Any) -> Iterator[Component]:
    """Every component of a tree or list of trees, parents first."""
    # A list of what waits, not a generator within a generator for each level: a page has thousands of parts.
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if part is None or isinstance(part, str):
            continue
        if isinstance(part, list | tuple):
            waiting.extend(reversed(part))
        elif hasattr(part, "_namespace"):  # a component; isinstance() costs far more (components/screen.py)
            yield part
            waiting.append(getattr(part, "children", None))


def figures(content: Any) -> list[Component]:
    """The framed figures of a page in reading order; their place in this list is their number in an address."""
    return [part for part in walk(content) if "framed" in _classes(part)]


def tables(content: Any) -> list[Component]:
    """The tables of a page in reading order."""
    return [part for part in walk(content) if isinstance(part, html.Table)]


def finish(content: list[Component], path: str, chosen: Filter) -> None:
    """Complete the links of a page in place."""
    carry(content, chosen)
    parts = list(walk(content))
    for number, figure in enumerate((part for part in parts if "framed" in _classes(part)), start=1):
        for part in walk(figure):
            if form := getattr(part, "data-download", None):
                part.href = download(form, path, chosen, number)
    for part in parts:
        if getattr(part, "data-download", None) == "xlsx":
            part.href = download("xlsx", path, chosen)
    if not any(isinstance(part, html.Table) for part in parts):
        _drop_page_download(content)


def carry(content: Any, chosen: Filter) -> None:
    """Give every inner link the choices that stay from page to page; what a link says itself, it keeps."""
    stays = chosen.carried().changed()
    if not stays:
        return
    for part in walk(content):
        href = getattr(part, "href", None)
        if getattr(part, "data-exact", None):
            continue
        if isinstance(part, html.A) and href and href.startswith("/"):
            bare, mark, place = href.partition("#")
            path, _, query = bare.partition("?")
            part.href = f"{path}?{urlencode({**stays, **dict(parse_qsl(query))})}{mark}{place}"


def download(form: str, path: str, chosen: Filter, number: int | None = None) -> str:
    """The address of one download of a page; `number` counts its figures from 1."""
    target = f"{DOWNLOAD}/{form}?von={quote(link(path, chosen), safe='/')}"
    return target if number is None else f"{target}&nr={number}"


def _drop_page_download(content: Any) -> None:
    for part in walk(content):
        children = getattr(part, "children", None)
        if isinstance(children, list):
            part.children = [c for c in children if getattr(c, "data-download", None) != "xlsx"]


def _classes(part: Component) -> list[str]:
    return (getattr(part, "className", None) or "").split()
