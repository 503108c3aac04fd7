"""What is new since the release before: judgements that changed, corrections, definitions, thresholds, new figures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting, sentences
from dashboard.records import Point, Reading
from dashboard.remarks import Change, Comment, Remarks

MOST = 4
_NO_REASON = "Ein Grund ist noch nicht angegeben."


@dataclass(frozen=True)
class News:
    """One entry: its kind in a word, what changed, why (empty where nothing is to be explained), and where it leads."""

    kind: str
    text: str
    why: str
    href: str


def news(readings: Sequence[Reading], remarks: Remarks, today: dt.date) -> tuple[News, ...]:
    """Changed judgements first, the worse before the better, then what the release itself records."""
    named = {reading.indicator.id: reading for reading in readings}
    return (
        *crossings(readings, remarks.comments, today),
        *_corrections(remarks.changes, named),
        *_meanings(remarks.changes, named),
        *_fresh(remarks.changes, named),
    )


def crossings(readings: Sequence[Reading], comments: Sequence[Comment], today: dt.date) -> tuple[News, ...]:
    """Indicators whose judgement differs from the one of the period before, with the cause that was given."""
    found = []
    for reading in readings:
        now, before = reading.latest, reading.previous
        if now is None or before is None or reading.state(today) not in ("act", "watch", "on_track"):
            continue
        if now.status == before.status or before.status in (None, "none") or now.status in (None, "none"):
            continue
        found.append(((now.status != "act", now.status != "watch"), _crossing(reading, now, before, comments)))
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def _crossing(reading: Reading, now: Point, before: Point, comments: Sequence[Comment]) -> News:
    assert now.status is not None
    assert before.status is not None
    indicator = reading.indicator
    value = sentences.value_text(indicator, now, {})
    old, new = sentences.STATE_WORDS[before.status], sentences.STATE_WORDS[now.status]
    text = f"{indicator.title} von „{old}“ zu „{new}“ ({value})."
    cause = next(
        (c.cause for c in comments if (c.indicator_id, c.period) == (indicator.id, now.period) and c.cause), ""
    )
    return News("Bewertung", text, cause or _NO_REASON, f"/kennzahl/{indicator.id}")


def _corrections(changes: Sequence[Change], named: Mapping[str, Reading]) -> list[News]:
    """One entry for each corrected indicator; of several periods the newest is named."""
    latest: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == "correction" and change.indicator_id and change.indicator_id in named:
            latest.setdefault(change.indicator_id, []).append(change)
    found = []
    for name, rows in latest.items():
        indicator = named[name].indicator
        last = max(rows, key=lambda c: c.period or "")
        old, new = (_number(text, indicator.decimals) for text in (last.old, last.new))
        more = f" und {formatting.counted(len(rows) - 1, 'weiterer Zeitraum', 'weitere Zeiträume')}" if rows[1:] else ""
        when = formatting.period(last.period) if last.period else ""
        text = f"{indicator.title}, {when}: {new} statt {old}{more}."
        found.append(News("Berichtigt (r)", text, last.reason or "Eine Lieferung wurde nachgereicht oder ersetzt.",
                          f"/kennzahl/{name}"))  # fmt: skip
    return found


def _number(text: str | None, decimals: int) -> str:
    return formatting.number(float(text), decimals) if text is not None else "…"


def _meanings(changes: Sequence[Change], named: Mapping[str, Reading]) -> list[News]:
    words = {"definition": ("Definition", "wird anders berechnet oder beschrieben."),
             "threshold": ("Schwelle", "wird an einer neuen Schwelle gemessen.")}  # fmt: skip
    found = []
    for change in changes:
        if change.kind in words and change.indicator_id and change.indicator_id in named:
            kind, said = words[change.kind]
            title = named[change.indicator_id].indicator.title
            found.append(News(kind, f"{title} {said}", change.reason or "", f"/kennzahl/{change.indicator_id}"))
    return found


def _fresh(changes: Sequence[Change], named: Mapping[str, Reading]) -> list[News]:
    known = [c for c in changes if c.kind == "data" and c.indicator_id in named and c.indicator_id]
    ids = list(dict.fromkeys(c.indicator_id for c in known if c.indicator_id))
    if not ids:
        return []
    some = formatting.listed(named[name].indicator.title for name in ids[:2])
    rest = f" und {formatting.counted(len(ids) - 2, 'weitere Kennzahl', 'weitere Kennzahlen')}" if ids[2:] else ""
    count = formatting.counted(len(ids), "Kennzahl hat", "Kennzahlen haben")
    return [News("Neue Daten", f"{count} einen neuen Wert: {some}{rest}.", "", "/daten")]
