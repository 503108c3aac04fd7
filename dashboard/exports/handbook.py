"""The Handbuch der Kennzahlen: every definition of a release for one audience, written as HTML and PDF."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard import formatting, warehouse
from dashboard.catalogue_words import RHYTHMS
from dashboard.exports import guide, html, pdf
from dashboard.exports.content import Cell, Chapter, Document, Fact, Part, Table
from dashboard.exports.sheet import anchor, sheet
from dashboard.records import Annex, Snapshot

TITLE = "Handbuch der Kennzahlen"
HTML_NAME, PDF_NAME = "handbuch.html", "handbuch.pdf"
NOTICE = "Beispieldaten – erfundene Zahlen"
NOTICE_LONG = "Diese Ausgabe enthält Beispieldaten: Alle Zahlen der städtischen Lieferungen sind erfunden."


class HandbookRefused(Exception):
    """There is nothing to write a handbook from; the text is a German sentence."""


@dataclass(frozen=True)
class Written:
    """The two files, the release they were written from and the number of its indicators."""

    html: Path
    pdf: Path
    release_id: str
    indicators: int


def write(home: Path, audience: str, out: Path) -> Written:
    """Write `handbuch.html` and `handbuch.pdf` into `out`, from the current release of a home for one audience alone.

    The same release gives the same bytes. Raises HandbookRefused, warehouse.BrokenRelease or pdf.PdfRefused;
    then nothing was written.
    """
    shown, extra = _release(home, audience)
    document = compose(shown, extra)
    texts = {HTML_NAME: html.page(document).encode(), PDF_NAME: pdf.compiled(document, shown.info.published_at)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in texts.items():
            aside = out / f".{name}.{os.getpid()}"
            aside.write_bytes(content)
            aside.replace(out / name)
    except OSError as error:
        raise HandbookRefused(f"In „{out}“ kann nicht geschrieben werden ({error.strerror}).") from error
    return Written(out / HTML_NAME, out / PDF_NAME, shown.info.id, len(shown.readings))


def _release(home: Path, audience: str) -> tuple[Snapshot, Annex]:
    """The current release of a home, every reason not to have one in a sentence."""
    if not home.is_dir():
        raise HandbookRefused(f"Das Verzeichnis „{home}“ gibt es nicht.")
    try:
        release_id = warehouse.current_id(home)
        known = warehouse.audiences(home, release_id)
        if audience not in known:
            raise HandbookRefused(
                f"Die Sicht „{audience}“ gibt es in dieser Ausgabe nicht. Bekannt sind: {', '.join(known)}."
                if audience
                else f"Bitte eine Sicht nennen: --audience {' oder '.join(known)}."
            )
        shown = warehouse.snapshot(home, audience, release_id)
        extra = warehouse.annex(home, audience, release_id)
    except warehouse.NoRelease:
        raise HandbookRefused(f"In „{home}“ wurde noch nichts veröffentlicht.") from None
    if not shown.readings:
        raise HandbookRefused(f"In der Ausgabe {release_id} steht keine Kennzahl; ein Handbuch wäre leer.")
    return shown, extra


def compose(shown: Snapshot, extra: Annex) -> Document:
    """The handbook of a release as words; judgements are those of the day on which it was published."""
    day = shown.info.published_at.astimezone(ZoneInfo(shown.city.timezone)).date()
    audience = f"{shown.city.rights.audience(shown.info.audience).title} (Mindestfallzahl {shown.info.k})"
    return Document(
        title=TITLE,
        subtitle=shown.city.name,
        author=shown.city.office,
        notice=NOTICE if shown.info.example else "",
        notice_long=NOTICE_LONG if shown.info.example else "",
        running=f"Ausgabe {shown.info.id} · Sicht {audience}",
        cover=_cover(shown, extra),
        chapters=(
            guide.reading_guide(shown),
            *_fields(shown, day),
            _steps(shown),
            _sources(shown),
            *([_glossary(extra)] if extra.glossary else []),
            _licences(shown, extra),
        ),
    )


def _cover(shown: Snapshot, extra: Annex) -> tuple[Fact, ...]:
    info, city = shown.info, shown.city
    judged = sum(bool(reading.indicator.thresholds) for reading in shown.readings)
    count = formatting.counted(len(shown.readings), "Kennzahl", "Kennzahlen")
    stand = f"bis {formatting.day(info.data_as_of)}" if info.data_as_of else "es liegt noch keine Lieferung vor"
    sight = f"{city.rights.audience(info.audience).title}, Mindestfallzahl {info.k}"
    facts = (
        ("Inhalt", f"{count}, davon {judged} mit Schwelle"),
        ("Ausgabe", f"{info.id}, veröffentlicht am {formatting.moment(info.published_at, city.timezone)}"),
        ("Datenstand", stand),
        ("Sicht", sight),
        ("Stand des Katalogs", f"Prüfsumme {extra.catalogue_hash[:12]}"),
        ("Herausgegeben von", f"{city.office}, {city.name}"),
        ("Auskunft", city.contact),
    )
    return tuple(Fact(term, (text,)) for term, text in facts)


def _fields(shown: Snapshot, day: dt.date) -> list[Chapter]:
    """One chapter for each Zielfeld that has indicators, in the order of the city."""
    found = []
    for field in shown.city.fields:
        readings = [r for r in shown.readings if r.indicator.field == field.id]
        if readings:
            sheets = tuple(sheet(reading, shown, day) for reading in readings)
            found.append(Chapter(field.title, f"feld-{field.id}", (field.question,), sheets=sheets))
    return found


def _steps(shown: Snapshot) -> Chapter:
    """The Prozesskette with the indicators of each step; a working draft, and never a funnel."""
    fields = {field.id: field.title for field in shown.city.fields}
    parts = []
    for step in shown.city.steps:
        readings = [r for r in shown.readings if r.indicator.step == step.id]
        rows = tuple(
            (Cell(r.indicator.title, anchor=anchor(r.indicator.id)), Cell(fields.get(r.indicator.field, "–")))
            for r in readings
        )
        number = f"{step.number}. " if step.number is not None else ""
        title = f"{number}{step.title[:1].upper()}{step.title[1:]}"
        table = Table(f"Kennzahlen: {step.title}", ("Kennzahl", "Zielfeld"), (66, 34), rows) if rows else None
        parts.append(Part(title, f"schritt-{step.id}", () if rows else ("Noch keine Kennzahl.",), table))
    return Chapter("Schritte der Prozesskette", "prozesskette", (shown.city.steps_note,), tuple(parts))


def _sources(shown: Snapshot) -> Chapter:
    """Every delivery with its office, rhythm and Stand, and what depends on it."""
    rows, needed = [], []
    for source in shown.sources:
        used = [r.indicator.title for r in shown.readings if source.id in r.indicator.sources]
        stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
        rhythm = RHYTHMS.get(source.rhythm, source.rhythm)
        texts = (source.title, source.office, rhythm, stand, formatting.integer(len(used)))
        rows.append(tuple(Cell(text) for text in texts))
        if used:
            needed.append(Fact(source.title, (f"{'; '.join(used)}.",)))
    heads = ("Lieferung", "Stelle", "Rhythmus", "Datenstand", "Kennzahlen")
    table = Table("Lieferungen, ihre Stellen und ihr Datenstand", heads, (35, 33, 17, 17, 14), tuple(rows))
    lead = (
        "Jede Kennzahl entsteht aus Lieferungen. Fehlt eine, bleibt die Kennzahl ohne Wert und sagt, worauf sie wartet."
    )
    parts = (
        Part("Wer liefert was", "wer-liefert-was", (), table),
        Part("Was an einer Lieferung hängt", "was-daran-haengt", facts=tuple(needed)),
    )
    return Chapter("Lieferungen", "lieferungen", (lead,), parts)


def _glossary(extra: Annex) -> Chapter:
    facts = []
    for entry in sorted(extra.glossary, key=lambda e: e.word.casefold()):
        also = f" Auch: {formatting.listed(entry.synonyms)}." if entry.synonyms else ""
        name = f" Name in der Technik: {entry.identifier}." if entry.identifier else ""
        facts.append(Fact(entry.word, (f"{entry.meaning}{also}{name}",)))
    return Chapter("Glossar", "glossar", facts=tuple(facts))


def _licences(shown: Snapshot, extra: Annex) -> Chapter:
    """Under which licence the figures of others stand, and the means this document was made with."""
    titles = shown.titles()
    named = [(titles[name], text) for name, text in extra.licences.items() if name in titles]
    rows = tuple((Cell(title), Cell(text)) for title, text in sorted(named))
    others = "Für die übrigen Lieferungen ist im Katalog keine Lizenz angegeben."
    table = Table("Lizenzen der Lieferungen", ("Lieferung", "Lizenz"), (45, 55), rows) if rows else None
    made = (
        "Erzeugt mit KIM-Cockpit, freie Software unter der European Union Public Licence (EUPL-1.2).",
        "Schriften: Source Sans 3 und Source Serif 4, SIL Open Font License 1.1.",
    )
    parts = (
        Part("Daten", "lizenzen-daten", (others,), table),
        Part("Software und Schriften", "lizenzen-software", made),
    )
    return Chapter("Lizenzen", "lizenzen", parts=parts)
