"""The last step before a page is sent: links carry the choices, downloads get their address, texts their language."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.filters import Filter, encode, link

DOWNLOAD = "/herunterladen"


def walk(tree: Any) -> Iterator[Component]:
    """Every component of a tree or list of trees, parents first."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from walk(part)
    elif isinstance(tree, Component):
        yield tree
        yield from walk(getattr(tree, "children", None))


def figures(content: Any) -> list[Component]:
    """The framed figures of a page in reading order; their place in this list is their number in an address."""
    return [part for part in walk(content) if "framed" in _classes(part)]


def tables(content: Any) -> list[Component]:
    """The tables of a page in reading order."""
    return [part for part in walk(content) if isinstance(part, html.Table)]


def finish(content: list[Component], path: str, chosen: Filter) -> None:
    """Complete the links of a page in place."""
    carry(content, chosen)
    for number, figure in enumerate(figures(content), start=1):
        for part in walk(figure):
            if form := getattr(part, "data-download", None):
                part.href = download(form, path, chosen, number)
    for part in walk(content):
        if getattr(part, "data-download", None) == "xlsx":
            part.href = download("xlsx", path, chosen)
    if not tables(content):
        _drop_page_download(content)


def carry(content: Any, chosen: Filter) -> None:
    """Give every inner link without a query the choices that stay from page to page."""
    stays = encode(chosen.carried())
    if not stays:
        return
    for part in walk(content):
        href = getattr(part, "href", None)
        if getattr(part, "data-exact", None):
            continue
        if isinstance(part, html.A) and href and href.startswith("/") and "?" not in href:
            bare, mark, place = href.partition("#")
            part.href = f"{bare}{stays}{mark}{place}"


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
