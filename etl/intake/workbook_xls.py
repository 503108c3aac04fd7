"""Error values and day zero of a workbook of Excel 97 to 2003 (XLS): the reader gives #NV as an empty cell.

An XLS is a compound file, a small file system of its own, with one stream of records; a record is a number, a length
and a body. Only what is needed to find error values is read; what does not look like an XLS holds none, and the reader
says so.
"""

import struct
from collections.abc import Iterator, Mapping

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL_SECTOR = 64
_FIRST_TABLES = 109
_LAST_SECTOR = 0xFFFFFFFA  # from here on numbers are marks, not sectors
_BEGIN, _END, _SHEET, _DATES, _BOOL_OR_ERROR = 0x0809, 0x000A, 0x0085, 0x0022, 0x0205
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_ERROR_RESULT = 2
_TEXTS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#WERT!", 0x17: "#BEZUG!", 0x1D: "#NAME?", 0x24: "#ZAHL!", 0x2A: "#NV"}
Errors = Mapping[str, Mapping[tuple[int, int], str]]


def xls_errors(content: bytes) -> tuple[Errors, bool]:
    """Error values by sheet and (row, column) from 0, and whether its days are counted from 1904."""
    try:
        stream = _workbook(content)
        return _errors(stream)
    except (struct.error, IndexError, ValueError):
        return {}, False


class _Compound:
    """A compound file: sectors, chained by tables."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(_MAGIC):
            raise ValueError("keine Verbunddatei")
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        self._directory, self._cutoff, small = struct.unpack_from("<I4xII", content, 48)
        tables = list(struct.unpack_from(f"<{_FIRST_TABLES}I", content, 76))
        (more,) = struct.unpack_from("<I", content, 68)
        while more < _LAST_SECTOR and len(tables) * self._size <= len(content):
            *listed, more = self._numbers(self._sector(more))
            tables += listed
        self._next = [n for table in tables if table < _LAST_SECTOR for n in self._numbers(self._sector(table))]
        self._small_next = self._numbers(self._chain(small)) if small < _LAST_SECTOR else []

    def stream(self, *names: str) -> bytes:
        """The content of the first entry called so; ValueError where there is none."""
        directory = self._chain(self._directory)
        entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
        for entry in entries:
            length, first, size = struct.unpack_from("<H50xII", entry, 64)
            if entry[: max(length - 2, 0)].decode("utf-16-le") in names:
                if size >= self._cutoff:
                    return self._chain(first)[:size]
                inner = self._chain(struct.unpack_from("<I", entries[0], 116)[0])
                parts = _followed(first, self._small_next)
                return b"".join(inner[n * _SMALL_SECTOR : (n + 1) * _SMALL_SECTOR] for n in parts)[:size]
        raise ValueError("keine Arbeitsmappe")

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._content[begin : begin + self._size]

    def _numbers(self, part: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _followed(first, self._next)))


def _followed(first: int, table: list[int]) -> Iterator[int]:
    """The sectors of a chain; one that runs in a circle ends where every sector was seen."""
    for _ in range(len(table)):
        if first >= _LAST_SECTOR:
            return
        yield first
        first = table[first]


def _workbook(content: bytes) -> bytes:
    return _Compound(content).stream("Workbook", "Book")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and body of the records of a part, from its begin to its own end; charts within are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _errors(stream: bytes) -> tuple[Errors, bool]:
    sheets: dict[str, int] = {}
    from_1904 = False
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            sheets[_name(body)] = struct.unpack_from("<I", body)[0]
        elif kind == _DATES:
            from_1904 = struct.unpack_from("<H", body)[0] == 1
    found = {}
    for name, begin in sheets.items():
        found[name] = {
            struct.unpack_from("<HH", body): _TEXTS.get(code, "#WERT!")
            for kind, body in _records(stream, begin)
            if (code := _error(kind, body)) is not None
        }
    return {name: cells for name, cells in found.items() if cells}, from_1904


def _error(kind: int, body: bytes) -> int | None:
    """The code of an error value: typed as one, or the result of a formula; None for any other cell."""
    if kind == _BOOL_OR_ERROR and body[7] == 1:
        return body[6]
    if kind in _FORMULAS and body[6] == _ERROR_RESULT and body[12:14] == b"\xff\xff":
        return body[8]
    return None


def _name(body: bytes) -> str:
    """The name of a sheet: two bytes a letter, or one."""
    length, wide = body[6], body[7]
    if wide == 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le")
    # Before Excel 97 the letters follow the length at once.
    return (body[8 : 8 + length] if wide == 0 else body[7 : 7 + length]).decode("cp1252")
