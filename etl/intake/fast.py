"""The quick way for tidy tables: whole blocks of bytes are checked and transcoded, no row is taken apart.

It applies when the lines below the headings are the rows: no quotes, one kind of line end, no blank rows, totals,
notes or page headings between them. Rows then keep their line numbers by standing one below the other. Whatever
speaks against it, even if only perhaps, gives None, and the exact way in `csv.py` is taken.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.contract.reasons import DeliveryRefused
from etl.intake.encoding import CHUNK, MAX_LINE, Text
from etl.intake.headings import Table
from etl.intake.records import BLANK, Record
from etl.intake.shape import Rows

_FOOT = 1 << 16
_PREFIX = 4
_THREADS = 2
_LINE_END = re.compile(rb"\r\n|\r|\n")
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]


def copy_rows(text: Text, table: Table, rows: Rows, target: Path) -> int | None:
    """Write the rows as UTF-8 to `target`, one a line; the number of rows, or None when the exact way is needed.

    Rows with more cells than the table keep one cell more, which holds all that is too much.
    """
    with text.path.open("rb") as source, target.open("wb") as out:
        start = _body(source, text.start, table.body)
        size = source.seek(0, 2)
        end = _end(source, start, size, table, rows, text.codec)
        if end is None:
            return None
        source.seek(start)
        check = _Check(table, rows, text.codec)
        count, crlf = 0, None
        for found in _side_by_side(check.block, _blocks(source, end - start)):
            if found is None or found.crlf != (found.crlf if crlf is None else crlf):
                return None
            count, crlf = count + found.rows, found.crlf
            out.write(found.content)
        return count


class _Found(NamedTuple):
    """Of a block: its rows, whether its lines end in CRLF, and what is written (UTF-8, too long rows folded)."""

    rows: int
    crlf: bool
    content: bytes


def _side_by_side(check: Callable[[bytes], _Found | None], blocks: Iterable[bytes]) -> Iterator[_Found | None]:
    """The results in the order of the blocks; numpy lets another thread go on while it counts."""
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[_Found | None]] = deque()
        try:
            for block in blocks:
                waiting.append(pool.submit(check, block))
                if len(waiting) > _THREADS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _body(source: BinaryIO, start: int, line: int) -> int:
    """The offset at which a line of the head begins, counted from 1."""
    source.seek(start)
    raw = source.read(4 * MAX_LINE)
    place = 0
    for _ in range(line - 1):
        found = _LINE_END.search(raw, place)
        if found is None:
            return start + len(raw)
        place = found.end()
    return start + place


def _end(source: BinaryIO, start: int, size: int, table: Table, rows: Rows, codec: str) -> int | None:
    """The offset behind the last data row; None when it is not within the last bytes of the file."""
    begin = max(start, size - _FOOT)
    source.seek(begin)
    raw = source.read()
    if begin > start:
        begin += raw.find(b"\n") + 1
        raw = raw[raw.find(b"\n") + 1 :]
    if 0 in raw:
        raise DeliveryRefused("datei_unlesbar")
    if b'"' in raw or raw.count(b"\r") != raw.count(b"\r\n"):
        return None
    ends: list[int] = []
    lines: list[Record] = []
    for line in raw.split(b"\n"):
        ends.append((ends[-1] if ends else begin) + len(line) + 1)
        text = _decode(line, codec)
        lines.append(Record(len(lines), text.removesuffix("\r").split(table.separator)))
    last = -1
    for row in rows.data(lines):
        last = row.line
    if last < 0:
        return start if begin == start else None
    return min(ends[last], size)


def _blocks(source: BinaryIO, size: int) -> Iterable[bytes]:
    """The next `size` bytes in blocks of whole lines; the last line gets an end if it has none."""
    rest, line_end = b"", b"\n"
    while size > 0 and (chunk := source.read(min(CHUNK, size))):
        size -= len(chunk)
        cut = chunk.rfind(b"\n") + 1
        if cut:
            block = rest + chunk[:cut]
            rest, line_end = chunk[cut:], block[-2:] if block.endswith(b"\r\n") else b"\n"
            yield block
        else:
            rest += chunk
            if len(rest) > MAX_LINE:
                raise DeliveryRefused("datei_unlesbar")
    if rest:
        yield rest + line_end


def _decode(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        raise DeliveryRefused("datei_unlesbar") from None


def _as_utf8(block: bytes) -> bytes:
    """cp1252 -> UTF-8. latin-1 decodes twice as fast and differs in 0x80 to 0x9f only."""
    if block.isascii():
        return block
    numbers = np.frombuffer(block, np.uint8)
    differs = bool(((numbers ^ 0x80) < 0x20).any())
    return _decode(block, "cp1252" if differs else "latin-1").encode("utf-8")


def _line_end(numbers: Bytes, ends: Places) -> bool | None:
    """Whether all lines end in CRLF; None when they end in different ways."""
    returns = int(np.count_nonzero(numbers == 13))
    before = int(np.count_nonzero(numbers[ends[ends > 0] - 1] == 13))
    if returns != before or (returns and returns != len(ends)):
        return None
    return returns > 0


class _Check:
    """Looks at blocks of whole lines for anything that is not simply one data row a line."""

    def __init__(self, table: Table, rows: Rows, codec: str) -> None:
        self.rows, self.codec, self.separator = rows, codec, table.separator
        self.mark = table.separator.encode()
        self.width = len(table.cells)
        starts = {*filter(None, rows.words), *rows.page_starts}
        self.prefixes = sorted({text.encode(codec, "ignore")[:_PREFIX] for text in starts} - {b""})
        self.skipped = np.zeros(256, bool)
        self.skipped[[*self.mark, 0x20, 0x09]] = True
        self.always = np.zeros(256, bool)
        # Control characters, line ends, and the first bytes of blanks that are not ASCII.
        self.always[[*range(0x20), 0x7F, *((0xC2, 0xE1, 0xE2, 0xE3, 0xEF) if codec == "utf-8" else (0xA0, 0xAD))]] = (
            True
        )

    def block(self, block: bytes) -> _Found | None:
        """What is in the block; None when the exact way is needed. Threads may call it at once."""
        if b'"' in block:
            return None
        if 0 in block:
            raise DeliveryRefused("datei_unlesbar")
        numbers = np.frombuffer(block, np.uint8)
        ends = np.flatnonzero(numbers == 10)
        starts = np.concatenate((np.zeros(1, np.intp), ends[:-1] + 1))
        if int((ends - starts).max()) > MAX_LINE:
            raise DeliveryRefused("datei_unlesbar")
        crlf = _line_end(numbers, ends)
        if crlf is None or self._special(block, numbers, starts, ends):
            return None
        marks = np.add.reduceat((numbers == self.mark[0]).view(np.uint8), starts, dtype=np.int32)
        # One cell too many that is empty, `a;b;c;`, is left: it says nothing. All others are looked at.
        last = numbers[np.maximum(ends - (2 if crlf else 1), 0)]
        long = np.flatnonzero((marks > self.width) | ((marks == self.width) & (last != self.mark[0])))
        whole = self._folded(block, starts, ends, long) if len(long) else block
        return _Found(len(ends), crlf, whole if self.codec == "utf-8" else _as_utf8(whole))

    def _special(self, block: bytes, numbers: Bytes, starts: Places, ends: Places) -> bool:
        """Is any line no data row? Bytes narrow the lines down, `Rows.kind` decides on what is left."""
        first = starts.copy()
        moving = np.flatnonzero(self.skipped[numbers[first]])
        while len(moving):
            first[moving] += 1
            moving = moving[self.skipped[numbers[first[moving]]]]
        initial = numbers[first]
        suspects = [np.flatnonzero(self.always[initial])]
        for prefix in self.prefixes:
            left = np.flatnonzero((initial | 0x20) == (prefix[0] | 0x20))
            for at in range(1, len(prefix)):
                if not len(left):
                    break
                there = numbers[np.minimum(first[left] + at, len(numbers) - 1)]
                left = left[(there | 0x20) == (prefix[at] | 0x20)]
            suspects.append(left)
        for at in np.unique(np.concatenate(suspects)).tolist():
            line = _decode(block[starts[at] : ends[at]], self.codec)
            if self.rows.kind(line.removesuffix("\r").split(self.separator)) not in ("data", "prose"):
                return True
        return False

    def _folded(self, block: bytes, starts: Places, ends: Places, long: Places) -> bytes:
        parts: list[bytes] = []
        done = 0
        for at in long.tolist():
            parts.append(block[done : starts[at]])
            line = _decode(block[starts[at] : ends[at]], self.codec)
            bare = line.removesuffix("\r")
            cells = fold_extra(bare.split(self.separator), self.width)
            parts.append(self.separator.join(cells).encode(self.codec) + b"\r" * (len(line) - len(bare)))
            done = int(ends[at])
        return b"".join((*parts, block[done:]))


def fold_extra(cells: list[str], width: int) -> list[str]:
    """At most `width` + 1 cells: what is filled beyond the table becomes one last cell, blank cells there go."""
    if len(cells) <= width:
        return cells
    extra = " ".join(cell for cell in cells[width:] if cell.strip(BLANK))
    return cells[:width] + ([extra] if extra else [])
