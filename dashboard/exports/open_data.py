"""Open data: the public indicators as CSV and Parquet, with a DCAT-AP.de record and a data dictionary."""

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard import warehouse
from dashboard.exports.dcat import catalogue
from dashboard.parquet import parquet
from dashboard.records import Annex, Point, Reading, Snapshot

CSV, PARQUET, FIELDS, RECORD = "kennzahlen.csv", "kennzahlen.parquet", "datenbeschreibung.json", "dcat-ap.jsonld"
COLUMNS: dict[str, tuple[str, str]] = {
    "kennzahl": ("varchar", "Kennung der Kennzahl; sie bleibt über alle Ausgaben gleich"),
    "titel": ("varchar", "Titel der Kennzahl"),
    "zeitraum": ("varchar", "JJJJ-MM, JJJJ-Qn, JJJJ-Hn, JJJJ oder Schuljahr JJJJ/JJ; ein Bestand trägt den Monat"),
    "stichtag": ("varchar", "letzter Tag des Zeitraums, JJJJ-MM-TT"),
    "merkmal": ("varchar", "Aufgliederung; leer für die ganze Stadt"),
    "auspraegung": ("varchar", "Kennung der Ausprägung"),
    "auspraegung_name": ("varchar", "Name der Ausprägung"),
    "merkmal2": ("varchar", "zweite Aufgliederung; meist leer"),
    "auspraegung2": ("varchar", "Kennung der zweiten Ausprägung"),
    "wert": ("double", "Wert; leer, wenn ein Zeichen an seiner Stelle steht"),
    "zaehler": ("double", "Zähler einer Verhältniszahl; leer, wo es keinen gibt"),
    "nenner": ("double", "Nenner einer Verhältniszahl oder Zahl der Fälle"),
    "einheit": ("varchar", "Einheit des Wertes"),
    "zeichen": ("varchar", "Zeichen der amtlichen Statistik neben oder an Stelle des Wertes"),
    "status": ("varchar", "Bewertung: on_track, watch, act; leer ohne Ziel"),
}
_DIGITS = 6


class OpenDataRefused(Exception):
    """Nothing can be published; the text is a German sentence."""


@dataclass(frozen=True)
class Published:
    """The files, the release they were written from, and the number of values."""

    files: tuple[Path, ...]
    release_id: str
    rows: int


def publish(home: Path, out: Path, base: str) -> Published:
    """Write the four files from the least detailed audience of the current release, whole or not at all.

    `base` is the address under which they will stand; names and columns stay the same from release to release.
    """
    shown, extra = public(home)
    found = tuple(rows(home, shown))
    files = {name: content(name, shown, extra, base, found) for name in (CSV, PARQUET, FIELDS, RECORD)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, made in files.items():
            aside = out / f".{name}.{os.getpid()}"
            aside.write_bytes(made)
            aside.replace(out / name)
    except OSError as error:
        raise OpenDataRefused(f"In „{out}“ kann nicht geschrieben werden ({error.strerror}).") from error
    return Published(tuple(out / name for name in files), shown.info.id, len(found))


def content(name: str, shown: Snapshot, extra: Annex, base: str, found: tuple[tuple[object, ...], ...]) -> bytes:
    """The bytes of one of the files; a table holds exactly the rows `found`."""
    if name == FIELDS:
        return _json(dictionary(shown, extra))
    if name == RECORD:
        return _json(catalogue(shown, base, (CSV, PARQUET, FIELDS)))
    if name.endswith(".parquet"):
        return parquet({column: kind for column, (kind, _) in COLUMNS.items()}, found)
    return csv_text(found).encode()


def public(home: Path, release_id: str = "") -> tuple[Snapshot, Annex]:
    """The current release, or the one named, as everybody may see it: the last of the declared audiences."""
    if not home.is_dir():
        raise OpenDataRefused(f"Das Verzeichnis „{home}“ gibt es nicht.")
    try:
        named = release_id or warehouse.current_id(home)
        known = warehouse.audiences(home, named)
        if not known:
            raise OpenDataRefused(f"Die Ausgabe {named} hat keine Dateien.")
        first = warehouse.snapshot(home, known[0], named)
        public = first.city.rights.audiences[-1].id
        return warehouse.snapshot(home, public, named), warehouse.annex(home, public, named)
    except warehouse.NoRelease:
        raise OpenDataRefused(f"In „{home}“ wurde noch nichts veröffentlicht.") from None


def rows(home: Path, shown: Snapshot, only: str = "") -> Iterator[tuple[object, ...]]:
    """Every value of every indicator, or of one, whole city first, then breakdowns; in the order of the catalogue."""
    for reading in shown.readings:
        if only and reading.indicator.id != only:
            continue
        yield from (_row(reading, point, shown) for point in reading.series)
        for dims in reading.indicator.breakdowns:
            points = warehouse.history(home, shown.info.audience, shown.info.id, reading.indicator.id, dims)
            yield from (_row(reading, point, shown) for point in points)


def _row(reading: Reading, point: Point, shown: Snapshot) -> tuple[object, ...]:
    indicator = reading.indicator
    (dim, member), (dim2, member2) = (*point.members, (None, None), (None, None))[:2]
    name = shown.members.get((dim, member), member) if dim is not None and member is not None else None
    status = point.status if point.status != "none" else None
    return (
        indicator.id,
        indicator.title,
        point.period,
        point.span.last_day.isoformat(),
        dim,
        member,
        name,
        dim2,
        member2,
        None if point.value is None else round(point.value, _DIGITS),
        None if point.numerator is None else float(point.numerator),
        None if point.denominator is None else float(point.denominator),
        indicator.unit,
        point.sign,
        status,
    )


def csv_text(found: tuple[tuple[object, ...], ...]) -> str:
    """Semicolons, decimal point, one heading, empty for what is not there; no text that a spreadsheet would reckon."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow(["" if cell is None else _text(cell) for cell in row])
    return out.getvalue()


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.{_DIGITS}f}".rstrip("0").rstrip(".") or "0"
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and len(text) > 1 else text


def dictionary(shown: Snapshot, extra: Annex) -> dict[str, object]:
    """What every column, sign and indicator means, and under which licences the sources stand."""
    return {
        "ausgabe": shown.info.id,
        "veroeffentlicht": shown.info.published_at.isoformat(),
        "beispieldaten": shown.info.example,
        "mindestfallzahl": shown.info.k,
        "katalog": extra.catalogue_hash,
        "spalten": [{"name": n, "typ": kind, "bedeutung": text} for n, (kind, text) in COLUMNS.items()],
        "zeichen": {code: word for code, (_, word) in shown.signs().items()},
        "merkmale": dict(shown.dimensions),
        "kennzahlen": [
            {
                "kennzahl": r.indicator.id,
                "titel": r.indicator.title,
                "frage": r.indicator.question,
                "definition": r.indicator.definition,
                "einheit": r.indicator.unit,
                "art": r.indicator.kind,
                "takt": r.indicator.cadence,
                "quellen": list(r.indicator.sources),
                "grenzen": list(r.indicator.caveats),
                "merkmale": [list(dims) for dims in r.indicator.breakdowns],
            }
            for r in shown.readings
        ],
        "quellen": [{"quelle": s.id, "titel": s.title, "stelle": s.office} for s in shown.sources],
        "lizenzen": dict(extra.licences),
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
