"""Which encoding a delivery is written in, decided for the whole file and never for a part of it."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from etl.contract.reasons import DeliveryRefused

CHUNK = 1 << 19
MAX_LINE = 1 << 20
_HEAD_LINES = 1000
Codec = Literal["utf-8", "cp1252"]
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Text:
    """A file whose bytes are text: its codec, and the offset in bytes behind a byte order mark."""

    path: Path
    codec: Codec
    start: int

    def head(self) -> list[str]:
        """The first lines, at most 1,000 and about a million characters."""
        lines: list[str] = []
        size = 0
        for line in self.lines():
            lines.append(line)
            size += len(line)
            if len(lines) == _HEAD_LINES or size >= MAX_LINE:
                break
        return lines

    def lines(self) -> Iterator[str]:
        """Every line without its end; CRLF, LF and a lone CR end a line. DeliveryRefused where it is no text."""
        with self.path.open(encoding=self.codec, newline=None) as file:
            file.seek(self.start)
            try:
                while line := file.readline(MAX_LINE + 1):
                    if len(line) > MAX_LINE or "\0" in line:
                        raise DeliveryRefused("datei_unlesbar")
                    yield line.removesuffix("\n")
            except UnicodeDecodeError:
                raise DeliveryRefused("datei_unlesbar") from None


def as_text(path: Path, aside: Path) -> Text:
    """Decide the encoding of a file; UTF-16 is first written to `aside` as UTF-8.

    UTF-8 holds only if the whole file is valid UTF-8, otherwise the file is cp1252. A file with NUL bytes, or
    UTF-16 that is broken, raises DeliveryRefused("datei_unlesbar").
    """
    with path.open("rb") as file:
        mark = file.read(3)
    if mark == codecs.BOM_UTF8:
        if not _is_utf8(path, len(mark)):
            raise DeliveryRefused("datei_unlesbar")
        return Text(path, "utf-8", len(mark))
    if codec := _UTF16.get(mark[:2]):
        _rewrite(path, codec, aside)
        return Text(aside, "utf-8", 0)
    return Text(path, "utf-8" if _is_utf8(path, 0) else "cp1252", 0)


def _is_utf8(path: Path, start: int) -> bool:
    """Read until the first byte that is no UTF-8; the decoder is skipped for plain ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(CHUNK):
            if 0 in chunk:
                raise DeliveryRefused("datei_unlesbar")
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    return not decoder.getstate()[0]


def _rewrite(path: Path, codec: str, aside: Path) -> None:
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as source, aside.open("wb") as target:
        source.seek(2)
        try:
            while chunk := source.read(CHUNK):
                text = decoder.decode(chunk)
                if "\0" in text:
                    raise DeliveryRefused("datei_unlesbar")
                target.write(text.encode("utf-8"))
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise DeliveryRefused("datei_unlesbar") from None
