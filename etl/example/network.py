"""The network of the invented city: who is a member, who meets when, and what was agreed."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.example import mess
from etl.example.districts import DISTRICTS, district_text
from etl.example.forms import Span, book, office_sheet, quarter_spans, span_name
from etl.example.months import Month, month_of, months_between
from etl.example.plan import FIRST_DELIVERED
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import draw, stream
from etl.example.town import Town

KINDS = {
    "migrantenorganisation": ("Migrantenorganisation", "MO"),
    "verein": ("Verein",),
    "wohlfahrt": ("Wohlfahrt", "Wohlfahrtsverband"),
    "kirche": ("Kirche", "Kirchengemeinde"),
    "bildungstraeger": ("Bildungsträger",),
    "verwaltung": ("Verwaltung", "Amt"),
    "unternehmen": ("Unternehmen", "Firma"),
    "sonstige": ("Sonst.",),
}
THEMES = {
    "arbeit": ("Arbeit", "FG Arbeit"),
    "sprache": ("Sprache", "Deutsch", "FG Deutsch"),
    "gesellschaft": ("Gesellschaft und Leben", "Gesellschaftliches Leben"),
    "bildung": ("Bildung",),
    "migrantenorganisationen": ("Migrantenorganisationen",),
    "forum_migration": ("Forum Migration",),
    "gefluechtete": ("Geflüchtete",),
}
STATES = {
    "stattgefunden": ("stattgefunden", "fand statt"),
    "geplant": ("geplant",),
    "abgesagt": ("abgesagt", "ausgefallen"),
}
DONE = {
    "offen": ("offen",),
    "in_arbeit": ("in Arbeit", "läuft"),
    "erledigt": ("erledigt",),
    "aufgegeben": ("entfallen",),
}
_PREFIX = dict(zip(KINDS, ("MO", "VE", "WO", "KI", "BT", "VW", "UN", "SO"), strict=True))
# How many of a kind belonged in 2012, and the years in which more of them joined. Published: 75 organisations in 2012,
# 17 of migrants in 2017.
_MEMBERS: dict[str, tuple[int, tuple[int, ...]]] = {
    "migrantenorganisation": (14, (2013, 2015, 2016, 2019, 2021, 2022, 2023)),
    "verein": (18, (2015, 2016, 2018, 2022)),
    "wohlfahrt": (9, (2016,)),
    "kirche": (6, (2015,)),
    "bildungstraeger": (10, (2015, 2016, 2020)),
    "verwaltung": (10, (2015, 2016)),
    "unternehmen": (4, (2016, 2017)),
    "sonstige": (4, (2018,)),
}
_FIRST = ("Brücken", "Regenbogen", "Saale", "Sternen", "Linden", "Garten", "Ufer", "Morgen", "Nachbar", "Licht", "Wege")
_SECOND = {
    "migrantenorganisation": ("kreis Muster e. V.", "haus der Kulturen e. V.", "land Kulturverein e. V."),
    "verein": ("freunde Beispiel e. V.", "haus e. V.", "sport Muster e. V."),
    "wohlfahrt": ("hilfe Beispielverband", "dienste Muster gGmbH"),
    "kirche": ("gemeinde Beispielkirche",),
    "bildungstraeger": ("akademie Muster gGmbH", "lernwerk Beispiel GmbH"),
    "verwaltung": ("amt Beispiel", "stelle Muster"),
    "unternehmen": ("werke Beispiel GmbH",),
    "sonstige": ("runde Muster",),
}
_NO_MEETINGS = (Month(2020, 4), Month(2020, 6))
LAYOUT_MEMBERS = Layout(
    columns(
        "Ansprechpartner",
        "E-Mail",
        org_id="Org-Nr.",
        name="Organisation",
        typ="Typ",
        mitglied_seit="Mitglied seit",
        mitglied_bis="Mitglied bis",
        viertel_nr="Stadtviertel",
    ),
    "utf-8-sig",
)
LAYOUT_MEETINGS = Layout(
    columns(
        "Ort",
        termin_id="Termin-Nr.",
        tb_id="Themenbereich",
        datum="Datum",
        status="geplant/stattgefunden/abgesagt",
        protokoll="Protokoll",
    )
)
LAYOUT_ATTENDANCE = Layout(columns("Organisation", termin_id="Termin-Nr.", org_id="Org-Nr.", personen="TN"))
LAYOUT_AGREED = Layout(
    columns(
        "Maßnahme",
        massnahme_id="Maßnahme-Nr.",
        tb_id="Themenbereich",
        verantwortlich="verantwortlich",
        vereinbart_am="vereinbart am",
        faellig_am="fällig am",
        erledigt_am="erledigt am",
        status="Umsetzung",
        handlungsfeld="Handlungsfeld",
        indikator_bezug="Indikator-Bezug",
    )
)
_FIELDS = ("Wohnen", "Sprache", "Bildung", "Arbeit", "Gesundheit", "Sport und Kultur")
_RELATED = ("gu_verweildauer_med", "ueberfuehrungsquote", "sfo_deckung", "netz_mo_beteiligung", "kita_quote_3_6", "")
_AGREED_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.replaced("verantwortlich", "XX-99"), ("verantwortlich",)),
    (mess.swapped("vereinbart_am", "faellig_am"), ("vereinbart_am", "faellig_am")),
    (mess.impossible_day("faellig_am"), ("faellig_am",)),
)


class Organisation(NamedTuple):
    """A member of the network; `themes` are the Themenbereiche it goes to, `presence` how reliably."""

    org_id: str
    name: str
    kind: str
    since: dt.date
    until: dt.date | None
    district: str
    themes: tuple[str, ...]
    presence: float

    def is_member(self, day: dt.date) -> bool:
        """Whether it belongs on that day."""
        return self.since <= day and (self.until is None or self.until >= day)


class Meeting(NamedTuple):
    """A meeting of a Themenbereich."""

    number: str
    theme: str
    day: dt.date
    cancelled: bool


def organisations(seed: int) -> tuple[Organisation, ...]:
    """All that ever belonged, by kind and number; the last one is another by a second spelling of its name."""
    found = []
    for kind, (early, years) in _MEMBERS.items():
        for number in range(1, early + len(years) + 1):
            rng = stream(seed, "organisation", kind, number)
            year = rng.randint(2002, 2011) if number <= early else years[number - early - 1]
            themes = rng.sample(list(THEMES), draw(rng, ((1, 0.5), (2, 0.35), (3, 0.15))))
            if kind == "migrantenorganisation" and "migrantenorganisationen" not in themes:
                themes.append("migrantenorganisationen")
            silent = rng.random() < 0.08
            found.append(
                Organisation(
                    f"{_PREFIX[kind]}-{number:02d}",
                    f"{_FIRST[(number * 3 + len(kind)) % len(_FIRST)]}{_SECOND[kind][number % len(_SECOND[kind])]}",
                    kind,
                    dt.date(year, rng.randint(1, 12), 1),
                    dt.date(rng.randint(2018, 2024), 12, 31)
                    if kind != "migrantenorganisation" and rng.random() < 0.1
                    else None,
                    rng.choice(DISTRICTS[:14]).nr,
                    tuple(themes),
                    0.04 if silent else rng.uniform(0.35, 0.9),
                )
            )
    twin = next(org for org in found if org.org_id == "VE-02")
    return (*found, twin._replace(org_id="VE-90", name=twin.name.removesuffix(" e. V."), since=dt.date(2016, 5, 1)))


def meetings(seed: int, months: Sequence[Month]) -> list[Meeting]:
    """The meetings of these months: each Themenbereich about every second month, none in the months of the lockdown."""
    found = []
    for month in months:
        for number, theme in enumerate(THEMES, start=1):
            rng = stream(seed, "termin", theme, month)
            if (month.number + number) % 2 or rng.random() < 0.12 or month.month == 7:
                continue
            day = dt.date(month.year, month.month, rng.randint(2, 26))
            cancelled = _NO_MEETINGS[0] <= month <= _NO_MEETINGS[1] or rng.random() < 0.06
            found.append(Meeting(f"T-{month.year}-{month.month:02d}-{number}", theme, day, cancelled))
    return found


def _meeting_row(rng: random.Random, meeting: Meeting, stand: dt.date) -> Row:
    state = "geplant" if meeting.day > stand else "abgesagt" if meeting.cancelled else "stattgefunden"
    return {
        "termin_id": meeting.number,
        "tb_id": spell(rng, THEMES, meeting.theme, 0.2),
        "datum": day_text(meeting.day, "lang"),
        "status": spell(rng, STATES, state),
        "protokoll": rng.choice(("ja", "ja", "nein", "x")) if state == "stattgefunden" else "",
        "Ort": "Rathaus",
    }


def _attendance(seed: int, members: Sequence[Organisation], meeting: Meeting) -> list[Row]:
    """Who came: most by their own number, the one with two spellings by either."""
    rows = []
    for org in members:
        rng = stream(seed, "teilnahme", meeting.number, org.org_id)
        twin = org.org_id in ("VE-02", "VE-90")
        comes = meeting.theme in org.themes and rng.random() < org.presence * (0.5 if twin else 1)
        if comes and not meeting.cancelled and org.is_member(meeting.day):
            persons = draw(rng, ((1, 0.6), (2, 0.28), (3, 0.09), (6, 0.03)))
            text = f"{persons} TN" if rng.random() < 0.15 else str(persons)
            rows.append({"termin_id": meeting.number, "org_id": org.org_id, "personen": text, "Organisation": org.name})
    return rows


def _meeting_lists(town: Town, span: Span) -> tuple[list[Row], list[Row]]:
    """Rows of meetings and of attendance of a span; the plan reaches two months further."""
    rng = stream(town.seed, "netztermine", span[0], span[-1])
    held = meetings(town.seed, span)
    planned = meetings(town.seed, list(months_between(span[-1].plus(1), span[-1].plus(2))))
    members = organisations(town.seed)
    rows = [_meeting_row(rng, meeting, span[-1].last) for meeting in (*held, *planned)]
    present = [row for meeting in held for row in _attendance(town.seed, members, meeting)]
    bad = (
        (mess.replaced("personen", "ca. 20 TN", "viele"), ("personen",)),
        (mess.replaced("org_id", "XX-99"), ("org_id",)),
    )
    present = mess.repeat_some(rng, mess.spoil_some(rng, present, 0.008, bad), 0.004)
    return rows, present


def _agreed(town: Town, until: Month) -> list[Row]:
    """Four or so measures a quarter since 2015; six of ten are done in time."""
    rows = []
    members = [org for org in organisations(town.seed) if org.org_id != "VE-90"]
    for month in months_between(Month(2015, 6), until):
        rng = stream(town.seed, "massnahmen", month)
        for number in range(1, draw(rng, ((1, 0.6), (2, 0.35), (3, 0.05))) + 1):
            begin = dt.date(month.year, month.month, rng.randint(1, 27))
            due = month.plus(rng.choice((3, 6, 6, 9, 12))).last
            done = due + dt.timedelta(days=round(rng.gauss(-15, 40))) if rng.random() < 0.9 else None
            done = None if done is None or done > until.last else max(done, begin)
            open_state = "aufgegeben" if due < until.plus(-6).last else rng.choice(("offen", "in_arbeit"))
            org = rng.choice([org for org in members if org.is_member(begin)])
            rows.append(
                {
                    "massnahme_id": f"NM-{month.year}-{month.month:02d}-{number}",
                    "tb_id": spell(rng, THEMES, rng.choice(list(THEMES)), 0.2),
                    "verantwortlich": org.org_id,
                    "vereinbart_am": day_text(begin, "lang"),
                    "faellig_am": day_text(due, "lang"),
                    "erledigt_am": day_text(done, "lang"),
                    "status": spell(rng, DONE, "erledigt" if done else open_state),
                    "handlungsfeld": rng.choice(_FIELDS),
                    "indikator_bezug": rng.choice(_RELATED),
                    "Maßnahme": "laut Protokoll",
                }
            )
    return rows


def network_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of members, meetings with attendance (quarters as workbooks of two sheets) and measures."""
    until, stand = town.until, town.until.last
    rng = stream(town.seed, "netzwerk", until)
    rows = [
        {
            "org_id": org.org_id,
            "name": org.name,
            "typ": spell(rng, KINDS, org.kind, 0.2),
            "mitglied_seit": day_text(org.since, "lang"),
            "mitglied_bis": day_text(org.until if org.until and org.until <= stand else None, "lang"),
            "viertel_nr": district_text(rng, org.district),
            "Ansprechpartner": "N. N.",
        }
        for org in organisations(town.seed)
        if month_of(org.since) <= until
    ]
    yield f"Netzwerk_Mitglieder_{stand}.csv", write_sheet(LAYOUT_MEMBERS, "Mitglieder des Netzwerks", stand, rows, rng)
    for span in quarter_spans(until, FIRST_DELIVERED):
        held, present = _meeting_lists(town, span)
        name, end = span_name(span), span[-1].last
        if not held:
            continue
        if len(span) > 3:
            yield f"Netzwerk_Termine_{name}.csv", write_sheet(LAYOUT_MEETINGS, "Termine", end, held, rng)
            if present:  # a list without rows is not sent
                yield f"Netzwerk_Teilnahmen_{name}.csv", write_sheet(LAYOUT_ATTENDANCE, "Teilnahmen", end, present, rng)
            continue
        first = office_sheet("Termine", LAYOUT_MEETINGS, "Termine", end, held, rng, ("datum",))
        second = office_sheet("Teilnahmen", LAYOUT_ATTENDANCE, "Teilnahmen", end, present, rng, ("personen",))
        yield f"Netzwerk_{name}.xlsx", book(first, second) if present else book(first)
    rows = mess.spoil_some(rng, _agreed(town, until), 0.01, _AGREED_SPOILERS)
    if rows:
        yield (
            f"Netzwerk_Massnahmen_{stand}.csv",
            write_sheet(LAYOUT_AGREED, "Maßnahmen des Netzwerks", stand, rows, rng),
        )
