"""A table of a page as plain cells: the printed numbers as numbers, their signs and units in words; pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import formatting

Plain = str | Decimal
_NUMBER = re.compile(r"(−?\d{1,3}(?:\.\d{3})+(?:,\d+)?|−?\d+(?:,\d+)?)")
_UNIT = re.compile(r"[^\d\s][^\d]*")


@dataclass(frozen=True)
class Read:
    """A printed cell: what is seen, what is only heard (the word of its sign), and the sign itself."""

    text: str
    heard: str = ""
    sign: str = ""

    @property
    def number(self) -> tuple[Decimal, str] | None:
        """The number in front of the text and what follows it; None for a text that does not begin with one."""
        match = _NUMBER.match(self.text)
        if match is None or not _is_rest(rest := self.text[match.end() :].strip()):
            return None
        value = Decimal(match[1].replace(".", "").replace(",", ".").replace(formatting.MINUS, "-"))
        return value, rest


@dataclass(frozen=True)
class PlainTable:
    """Title, headings and rows; every row is as long as the headings."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]


def plain_table(table: Component) -> PlainTable:
    """A table component as plain cells.

    A column of figures whose cells are numbers of one unit becomes numbers with the unit in the heading, and, where
    any of them carries a sign, a second column with the signs in words.
    """
    title = " ".join(read(part).text for part in _parts(table, html.Caption))
    heads = [read(cell).text for row in _parts(table, html.Thead) for cell in _cells(row)]
    bodies = [_cells(row) for body in _parts(table, html.Tbody) for row in _parts(body, html.Tr)]
    rows = [[read(cell) for cell in cells] for cells in bodies]
    figure = [any("figure" in _classes(row[at]) for row in bodies) for at in range(len(heads))]
    columns: list[tuple[str, list[Plain]]] = []
    for at, head in enumerate(heads):
        columns += _column(head, [row[at] for row in rows], figure=figure[at])
    return PlainTable(
        title, tuple(head for head, _ in columns), tuple(zip(*(cells for _, cells in columns), strict=True))
    )


def read(cell: Component) -> Read:
    """What a cell shows and says."""
    seen, heard, sign = [], [], ""
    for text, classes in _texts(cell, ()):
        if "vh" in classes:
            heard.append(text)
        elif "sign" in classes:
            sign = text
        else:
            seen.append(text)
    text = " ".join("".join(seen).replace(formatting.NBSP, " ").split())
    return Read(text, " ".join(heard).strip(" ,()"), sign)


def _column(head: str, cells: Sequence[Read], *, figure: bool) -> list[tuple[str, list[Plain]]]:
    numbers = [cell.number for cell in cells]
    units = {_without_sign(found[1], cell) for found, cell in zip(numbers, cells, strict=True) if found}
    if (
        not figure
        or not any(numbers)
        or len(units) > 1
        or any(_is_text(c, n) for c, n in zip(cells, numbers, strict=True))
    ):
        return [(head, [_said(cell) for cell in cells])]
    unit = next(iter(units))
    named = f"{head} ({unit})" if unit else head
    found = [(named, [number[0] if number else "" for number in numbers])]
    words: list[Plain] = [
        cell.heard or (cell.text if number is None else "") for cell, number in zip(cells, numbers, strict=True)
    ]
    return [*found, (f"{head}: Zeichen", words)] if any(words) else list(found)


def _is_text(cell: Read, number: tuple[Decimal, str] | None) -> bool:
    """Whether a cell says something beside a number and a sign."""
    return number is None and not cell.heard and cell.text not in ("", "–", "…")


def _without_sign(rest: str, cell: Read) -> str:
    """What follows a number, without the printed sign that is heard as a word."""
    if not cell.heard:
        return rest
    *front, last = rest.split(" ") if rest else [""]
    return " ".join(front) if len(last) == 1 and last != "%" else rest


def _is_rest(rest: str) -> bool:
    return not rest or (_UNIT.fullmatch(rest) is not None and not rest.startswith(("/", "-", ".", ",", ":")))


def _said(cell: Read) -> str:
    return f"{cell.text} ({cell.heard})" if cell.heard else cell.text


def _texts(tree: Any, classes: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part, classes)
    elif isinstance(tree, Component):
        yield from _texts(getattr(tree, "children", None), (*classes, *_classes(tree)))
    elif tree is not None:
        yield str(tree), classes


def _parts(tree: Any, kind: type[Component]) -> list[Component]:
    """The nearest components of a kind below a component."""
    children = getattr(tree, "children", None)
    found: list[Component] = []
    for part in children if isinstance(children, list | tuple) else [children]:
        if isinstance(part, kind):
            found.append(part)
        elif isinstance(part, Component):
            found += _parts(part, kind)
    return found


def _cells(row: Component) -> list[Component]:
    inner = _parts(row, html.Tr) or [row]
    return [cell for tr in inner for cell in tr.children if isinstance(cell, html.Th | html.Td)]


def _classes(part: Component) -> tuple[str, ...]:
    return tuple((getattr(part, "className", None) or "").split())
