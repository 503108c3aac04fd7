"""What is to be decided now and by when, from the figures of a release and what was said about them; pure."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting, sentences
from dashboard.records import Point, Reading
from dashboard.remarks import Action, Comment, Remarks

WINDOW, REACH, RATE, EMPTY = "handlungsfenster", "gu_reichweite", "gu_auslastung", "leerplatzkosten"
MOST = 3
_ASSUMPTIONS = {"basis": "mittleren", "hoch": "hohen", "niedrig": "niedrigen"}
_OUTSIDE = ("act", "watch")
Cases = Mapping[str, Point]


@dataclass(frozen=True)
class Decision:
    """One matter: by when, what, where its figures are, one reason with a figure, and who is to see to it."""

    when: str
    title: str
    href: str
    reason: str
    owner: str


def decisions(
    readings: Sequence[Reading], remarks: Remarks, windows: Cases, reaches: Cases, today: dt.date
) -> tuple[Decision, ...]:
    """The matters in the order of their weight: places, judgements without explanation, measures past their day.

    `windows` and `reaches` are the procurement window and the reach of places by planning assumption.
    """
    named = {reading.indicator.id: reading for reading in readings}
    found = [
        _procurement(named.get(WINDOW), windows, reaches, today),
        _empty_places(named.get(RATE), named.get(EMPTY), today),
        _unexplained(readings, remarks.comments, today),
        _overdue(remarks.actions, named, today),
    ]
    return tuple(decision for decision in found if decision is not None)


def month_later(day: dt.date, months: int) -> dt.date:
    """The last day of the month so many months after the one of the day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _procurement(window: Reading | None, windows: Cases, reaches: Cases, today: dt.date) -> Decision | None:
    """The middle assumption decides; where it leaves time, the high one may still ask for a look."""
    if window is None or window.latest is None or window.expired(today):
        return None
    for name in ("basis", "hoch"):
        left, reach = windows.get(name), reaches.get(name)
        if left is None or left.value is None or left.status not in _OUTSIDE or reach is None or reach.value is None:
            continue
        until = month_later(left.span.last_day, int(left.value))
        months = formatting.quantity(reach.value, 0, "Monate")
        lead = formatting.quantity(reach.value - left.value, 0, "Monate")
        reason = f"Nach der {_ASSUMPTIONS[name]} Annahme reichen die Plätze noch {months}; "
        reason += f"eine Beschaffung dauert rund {lead}."
        when = f"bis {formatting.day(until)}" if until > today else "jetzt"
        title = "Neue Plätze beschaffen" if name == "basis" else "Vorsorge für neue Plätze prüfen"
        return Decision(when, title, f"/kennzahl/{WINDOW}", reason, window.indicator.owner)
    return None


def _empty_places(rate: Reading | None, costs: Reading | None, today: dt.date) -> Decision | None:
    if (
        rate is None
        or rate.latest is None
        or rate.state(today) != "act"
        or sentences.side(rate, rate.latest) != "unter"
    ):
        return None
    value = sentences.value_text(rate.indicator, rate.latest, {})
    reason = f"Der Auslastungsgrad liegt bei {value}."
    spent = costs.latest if costs is not None else None
    if costs is not None and spent is not None and spent.value is not None:
        amount = sentences.value_text(costs.indicator, spent, {})
        reason += f" Unbelegte Plätze kosteten {amount} ({formatting.period(spent.period)})."
    return Decision("jetzt", "Über freie Plätze entscheiden", f"/kennzahl/{RATE}", reason, rate.indicator.owner)


def unexplained(readings: Sequence[Reading], comments: Sequence[Comment], today: dt.date) -> list[Reading]:
    """Indicators that ask for action and whose latest period nobody has commented yet, the guiding ones first."""
    said = {(comment.indicator_id, comment.period) for comment in comments}
    found = [
        r
        for r in readings
        if r.state(today) == "act" and r.latest is not None and (r.indicator.id, r.latest.period) not in said
    ]
    return sorted(found, key=lambda r: not r.indicator.headline)


def _unexplained(readings: Sequence[Reading], comments: Sequence[Comment], today: dt.date) -> Decision | None:
    found = unexplained(readings, comments, today)
    if not found:
        return None
    first = found[0]
    assert first.latest is not None
    value = sentences.value_text(first.indicator, first.latest, {})
    reason = f"{first.indicator.title}: {value}, {sentences.miss(first) or 'handeln'}. "
    reason += "Ursache, Veranlasstes und Empfehlung fehlen noch."
    href, title = f"/kennzahl/{first.indicator.id}", "Eine Kennzahl einordnen"
    if len(found) > 1:
        href, title = "/katalog?status=act", f"{len(found)} Kennzahlen einordnen"
    return Decision("vor der nächsten Vorlage", title, href, reason, _owners([r.indicator.owner for r in found]))


def overdue(actions: Sequence[Action], today: dt.date) -> list[Action]:
    """Measures past their day and not done, the oldest first."""
    return sorted((a for a in actions if a.overdue(today)), key=lambda a: (a.due or today, a.id))


def _overdue(actions: Sequence[Action], named: Mapping[str, Reading], today: dt.date) -> Decision | None:
    found = overdue(actions, today)
    if not found:
        return None
    first = found[0]
    assert first.due is not None
    when = f"fällig seit {formatting.day(first.due)}"
    known = next((name for name in first.indicator_ids if name in named), None)
    href = f"/kennzahl/{known}#massnahmen" if known else "#massnahmen"
    if len(found) == 1:
        return Decision(when, first.title, href, f"Stand: {first.status}.", first.owner_role)
    title = f"{len(found)} Maßnahmen neu terminieren oder abschließen"
    reason = f"Die älteste: {first.title}. Alle stehen unter „Vereinbarte Maßnahmen“."
    return Decision(when, title, "#massnahmen", reason, _owners([action.owner_role for action in found]))


def _owners(names: Sequence[str]) -> str:
    """The first of several, and how many more; who they are stands where the matter leads."""
    first, *rest = dict.fromkeys(names)
    return f"{first} und {formatting.counted(len(rest), 'weitere Stelle', 'weitere Stellen')}" if rest else first
