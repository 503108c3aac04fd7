"""Flat GENESIS tables of official statistics, in the older and today's dialect, German and English -> RawTable.

A row counts when it holds the content the source reads; today's dialect has one row for each content, and rows of
other contents are another table in the same file: they are not counted as read. Lines that do not begin with a
statistic and fill less than half of the cells (notes and ruled lines below the table) are no rows either.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from etl.catalogue.source import GenesisShape, Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.csv import is_example
from etl.intake.encoding import Text
from etl.intake.genesis_headings import Heading, find_heading
from etl.intake.headings import NOTHING_KNOWN
from etl.intake.raw import RawTable
from etl.intake.records import BLANK, Record, join, records

TOTAL = "Insgesamt"
_TOTALS = frozenset({"insgesamt", "total"})
_STATISTIC = re.compile(r"[0-9A-Z]{5}")
_POINT = re.compile(r"-?\d+\.\d+")
_COMMA = re.compile(r"-?\d+,\d+")
_DELIMITER = ";"


def is_genesis(head: Sequence[str]) -> bool:
    """Do the first lines hold the heading row of a flat GENESIS table?"""
    return find_heading(head) is not None


def read_genesis(text: Text, head: list[str], name: str, sources: Sequence[Source], target: Path) -> RawTable:
    """The table of a flat GENESIS file; the rows of the content that is read go to `target`, numbered.

    Each row holds the code of every attribute (the label where a total has no code), time, value and, where the
    source declares bases, the basis of its Stichtag. Raises DeliveryRefused: keine_tabelle for an unknown
    statistic, genesis_passt_nicht, pflichtspalte_fehlt, basis_nicht_erklaert, keine_zeilen.
    """
    heading = find_heading(head)
    if heading is None:
        raise DeliveryRefused("keine_tabelle", wert=NOTHING_KNOWN)
    source, shape = _source(text, heading, sources)
    if source.file.stand.where == "kopf":
        raise DeliveryRefused("stand_fehlt")
    reader = _Reader(source, shape, heading)
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for row in _rows(text, heading):
            if (cells := reader.cells(row)) is not None:
                out.write(f"{row.line}{_DELIMITER}{join(cells, _DELIMITER)}\n")
                count += 1
    if not count:
        reader.refuse_without_rows()
    return RawTable(
        source=source,
        path=target,
        delimiter=_DELIMITER,
        quoted=True,
        cells=reader.columns,
        first_row=None,
        data_as_of=None,
        headings=reader.headings,
        example=is_example(name),
    )


def _rows(text: Text, heading: Heading) -> Iterator[Record]:
    """Rows below the headings but notes; all that name a statistic must name the same one."""
    seen: set[str] = set()
    for row in records(islice(text.lines(), heading.line, None), heading.separator):
        statistic = _cell(row.cells, heading.statistic)
        if _STATISTIC.fullmatch(statistic):
            seen.add(statistic)
        elif 2 * sum(1 for cell in row.cells if cell.strip(BLANK)) < len(heading.names):
            continue
        if len(seen) > 1:
            raise DeliveryRefused("tabelle_mehrdeutig", wert=", ".join(f"GENESIS {key}" for key in sorted(seen)))
        yield Record(row.line + heading.line, row.cells)


def _source(text: Text, heading: Heading, sources: Iterable[Source]) -> tuple[Source, GenesisShape]:
    """The source of the file's statistic; of several the one whose content the headings name."""
    first = next(_rows(text, heading), None)
    if first is None:
        raise DeliveryRefused("keine_zeilen")
    statistic = _cell(first.cells, heading.statistic)
    known = [(s, s.file.genesis) for s in sources if s.file.genesis and s.file.genesis.statistic == statistic]
    if not known:
        raise DeliveryRefused("keine_tabelle", wert=f"Die GENESIS-Statistik {statistic} steht nicht im Katalog.")
    used = {_cell(first.cells, variable.code) for variable in heading.variables}
    fitting = [(s, shape) for s, shape in known if used <= {"", *_codes(shape)}]
    contents = set(heading.values) or {_cell(first.cells, heading.content)}
    exact = [(s, shape) for s, shape in fitting if shape.value in contents]
    best = exact or fitting or known
    if len(best) > 1:
        raise DeliveryRefused("tabelle_mehrdeutig", wert=", ".join(sorted(s.title for s, _ in best)))
    return best[0]


def _codes(shape: GenesisShape) -> set[str]:
    return {code for codes in shape.variables.values() for code in codes}


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip(BLANK) if 0 <= at < len(cells) else ""


@dataclass(frozen=True)
class _Basis:
    """Which basis the values of a Stichtag stand on, as declared; what is not declared is refused."""

    source: Source
    shape: GenesisShape
    dialect: Literal["alt", "neu"]

    def of(self, time: str) -> str:
        """A spelling of the basis; empty where the time is no date, which the contract then refuses."""
        day = _day(time)
        if day is None:
            return ""
        for basis in self.shape.bases:
            since, until = basis.valid_from or dt.date.min, basis.valid_to or dt.date.max
            if basis.dialect == self.dialect and since <= day <= until:
                column = self.source.columns[self.shape.basis_column or ""]
                return column.codes.get(basis.basis, (basis.basis,))[0]
        form = "älteren" if self.dialect == "alt" else "heutigen"
        wert = f"{day:%d.%m.%Y} (in der {form} Form der Datei)"
        raise DeliveryRefused("basis_nicht_erklaert", wert=wert, liste=self.source.title)


def _day(time: str) -> dt.date | None:
    """A Stichtag in either dialect; a bare year means its last day."""
    if re.fullmatch(r"\d{4}", time):
        time = f"31.12.{time}"
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(time, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


class _Reader:
    """Takes from each row the cells the contract wants."""

    def __init__(self, source: Source, shape: GenesisShape, heading: Heading) -> None:
        self.source, self.shape, self.heading = source, shape, heading
        self.variable_of = {code: name for name, codes in shape.variables.items() for code in codes}
        self.value_at = heading.values.get(shape.value, -1) if heading.values else heading.value
        if heading.values and self.value_at < 0:
            self._refuse(f"der Inhalt {shape.value} fehlt")
        self.basis = _Basis(source, shape, heading.dialect) if shape.basis_column else None
        self.columns = (*shape.variables, shape.time_column, shape.value_column)
        if shape.basis_column:
            self.columns = (*self.columns, shape.basis_column)
        self.headings = {**{name: "/".join(codes) for name, codes in shape.variables.items()}}
        self.headings |= {shape.time_column: heading.names[heading.time], shape.value_column: shape.value}
        self._places: dict[tuple[str, ...], tuple[tuple[int, int], ...]] = {}
        self._bases: dict[str, str] = {}
        self._number = _decimals(source.columns[shape.value_column].decimal_point)

    def cells(self, row: Record) -> list[str] | None:
        """Cells in the order of `columns`; None for a row of another content."""
        cells, heading = row.cells, self.heading
        if not heading.values and _cell(cells, heading.content) != self.shape.value:
            return None
        used = tuple(_cell(cells, variable.code) for variable in heading.variables)
        places = self._places.get(used) or self._placed(used)
        time = _cell(cells, heading.time)
        found = [_attribute(cells, code, label) for code, label in places]
        found += [time, self._number(_cell(cells, self.value_at))]
        if self.basis is not None:
            if time not in self._bases:
                self._bases[time] = self.basis.of(time)
            found.append(self._bases[time])
        return found

    def refuse_without_rows(self) -> None:
        """The file has rows, but none of the content that is read."""
        self._refuse(f"der Inhalt {self.shape.value} fehlt")

    def _placed(self, used: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        """Where code and label of each variable stand, for rows whose variables are `used`."""
        at: dict[str, tuple[int, int]] = {}
        for code, variable in zip(used, self.heading.variables, strict=True):
            if not code:
                continue
            if code not in self.variable_of:
                self._refuse(f"das Merkmal {code} ist dort nicht vorgesehen")
            name = self.variable_of[code]
            if name in at:
                self._refuse(f"das Merkmal {code} steht neben einem anderen für dieselbe Spalte")
            at[name] = (variable.attribute_code, variable.attribute_label)
        missing = [name for name in self.shape.variables if name not in at]
        if missing and not all(self.source.columns[name].optional for name in missing):
            wert = ", ".join("/".join(self.shape.variables[name]) for name in missing)
            raise DeliveryRefused("pflichtspalte_fehlt", liste=self.source.title, wert=wert)
        self._places[used] = tuple(at.get(name, (-1, -1)) for name in self.shape.variables)
        return self._places[used]

    def _refuse(self, why: str) -> None:
        raise DeliveryRefused("genesis_passt_nicht", liste=self.source.title, wert=why)


def _attribute(cells: Sequence[str], code: int, label: int) -> str:
    """The code of an attribute; a total has none and is given as "Insgesamt" in both languages."""
    if written := _cell(cells, code):
        return written
    text = _cell(cells, label)
    return TOTAL if text.casefold() in _TOTALS else text


def _decimals(point: bool) -> Callable[[str], str]:
    """Numbers with the decimal mark of the contract: English files write 8.5, German ones 8,5, none has thousands."""
    form, old, new = (_COMMA, ",", ".") if point else (_POINT, ".", ",")
    return lambda value: value.replace(old, new) if form.fullmatch(value) else value
