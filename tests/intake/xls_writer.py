"""Writes small workbooks as Excel 97 to 2003 did (BIFF8 in a compound file), so that tests need no foreign writer."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

SECTOR, FREE, END, FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#WERT!": 0x0F, "#BEZUG!": 0x17, "#NAME?": 0x1D, "#ZAHL!": 0x24, "#NV": 0x2A}


class Error(NamedTuple):
    """A cell with an error value: typed or pasted as one, or the result of a formula."""

    text: str
    formula: bool = False


Cell = str | float | Error | None


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: Cell) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if value is None:
        return b""
    if isinstance(value, Error):
        code = ERRORS[value.text]
        if value.formula:  # the result comes first, then flags, a field of Excel's own, and a formula of one token
            result = struct.pack("<BBBBHH", 2, 0, code, 0, 0, 0xFFFF)
            return record(0x0006, at + result + struct.pack("<HIH", 0, 0, 2) + bytes([0x1C, code]))
        return record(0x0205, at + bytes([code, 1]))
    if isinstance(value, str):
        return record(0x0204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return record(0x0203, at + struct.pack("<d", value))


def _sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    width = max(map(len, rows), default=0)
    cells = b"".join(_cell(i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row))
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)) + size + cells + record(0x000A)


def stream(sheets: dict[str, Sequence[Sequence[Cell]]]) -> bytes:
    """The records of a workbook with these sheets."""
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)) + record(0x0042, b"\xb0\x04")
    head += record(0x00E0, bytes(20))
    bodies = [_sheet(rows) for rows in sheets.values()]
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    begin = len(head) + sum(len(name) + 10 for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += record(0x0085, struct.pack("<IH", begin, 0) + name)
        begin += len(body)
    return head + record(0x000A) + b"".join(bodies)


def _entry(name: str, kind: int, first: int, size: int, child: int = -1) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<iii", -1, -1, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def xls(sheets: dict[str, Sequence[Sequence[Cell]]], small: bool = False) -> bytes:
    """A workbook as bytes; `small` keeps its stream in the part for small streams, which is below 4096 bytes."""
    content = stream(sheets)
    if not small:
        content = content.ljust(4096, b"\0")
    size = len(content)
    step = 64 if small else SECTOR
    content = content.ljust(-(-size // step) * step, b"\0")
    pieces = len(content) // step
    content = content.ljust(-(-len(content) // SECTOR) * SECTOR, b"\0")
    sectors = len(content) // SECTOR
    # Sector 0 the directory, 1 the table of small sectors, then the content, and the table of sectors at the end.
    first, fat_at = 2, 2 + sectors
    chain = [END, END, *range(first + 1, first + sectors), END, FAT_SECTOR]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    mini = struct.pack(f"<{pieces}I", *range(1, pieces), END) if small else b""
    root = _entry("Root Entry", 5, first if small else END, len(content) if small else 0, 1)
    directory = root + _entry("Workbook", 2, 0 if small else first, size) + _entry("", 0, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 0, 0, 4096, 1 if small else END, int(small), END, 0)
    header += struct.pack("<I", fat_at) + b"\xff" * 108 * 4
    return header + directory + mini.ljust(SECTOR, b"\xff") + content + fat
