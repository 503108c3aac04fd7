"""What leadership writes itself: comments on indicators and measures with an owner, and the ZIP they came in."""

import random
from collections.abc import Iterator, Sequence

from etl.example import mess
from etl.example.forms import Span, month_spans, packed, span_name
from etl.example.months import Month, months_between
from etl.example.sheet import Layout, Row, columns, day_text, month_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import stream
from etl.example.town import Town

_FIRST_COMMENT, _FIRST_MEASURE = Month(2019, 1), Month(2021, 1)
_PUT_OFF = 15
ROLES = {
    "beauftragte": ("Beauftragte", "Beauftragte für Integration"),
    "umzug_betreuung": ("Leitung Umzugs- und Betreuungsmanagement", "UBM"),
    "koordination": ("Integrationskoordination",),
    "bildung": ("Fachbereich Bildung", "FB Bildung"),
    "finanzen": ("Fachbereich Finanzen",),
    "oberbuergermeister": ("Oberbürgermeister", "OB"),
}
READERS = {"leitung": ("Leitung", "intern"), "rat": ("Rat", "öffentlich")}
PROGRESS = {
    "offen": ("offen",),
    "in_arbeit": ("in Arbeit", "läuft"),
    "erledigt": ("erledigt",),
    "verschoben": ("verschoben",),
}
# Indicator, role, cause, done, recommended.
COMMENTS: Sequence[tuple[str, str, str, str, str]] = (
    (
        "gu_auslastung",
        "umzug_betreuung",
        "Mehr Ankünfte als im Planungsblatt angenommen; ein Haus ist wegen Bauarbeiten nur teilweise nutzbar.",
        "Freie Plätze der anderen Häuser werden wöchentlich abgestimmt.",
        "Den Abschluss der Bauarbeiten abwarten und die Reserve bis dahin halten.",
    ),
    (
        "gu_verweildauer_med",
        "umzug_betreuung",
        "Für große Familien fehlen Wohnungen mit vier und mehr Zimmern.",
        "Die Gesellschaften wurden um größere Wohnungen gebeten.",
        "Genossenschaften in die Vereinbarung aufnehmen.",
    ),
    (
        "ueberfuehrungsquote",
        "umzug_betreuung",
        "Anträge bleiben an der Angemessenheitsgrenze der Kosten der Unterkunft hängen.",
        "Mit dem Jobcenter ist ein fester Ansprechpartner vereinbart.",
        "Die Grenze bei der nächsten Fortschreibung prüfen.",
    ),
    (
        "netz_mo_beteiligung",
        "koordination",
        "Termine lagen am Vormittag, wenn Ehrenamtliche arbeiten.",
        "Die Sitzungen beginnen seit diesem Quartal um 17 Uhr.",
        "Im nächsten Halbjahr auswerten, ob mehr Organisationen kommen.",
    ),
    (
        "sfo_deckung",
        "bildung",
        "Zum Halbjahr kamen Kinder mit Sprachförderbedarf an Schulen ohne städtische Mittel.",
        "Die Schulen wurden über den Antrag informiert.",
        "Die Mittel zum neuen Schuljahr nach Bedarf verteilen.",
    ),
    (
        "budgetausschoepfung",
        "finanzen",
        "Die Erstattung des Landes kam ein Quartal später als geplant.",
        "Die Abrechnung liegt dem Land vollständig vor.",
        "Im Budgetbericht nach Leistungszeitraum ausweisen.",
    ),
    (
        "omb_fristquote",
        "beauftragte",
        "Stellungnahmen der Fachbereiche brauchten länger als die Frist.",
        "Für Rückfragen gilt jetzt eine Frist von zehn Arbeitstagen.",
        "Die Frist in die Dienstanweisung aufnehmen.",
    ),
)
MEASURES: Sequence[tuple[str, str, str]] = (
    (
        "Rahmenvereinbarung um größere Wohnungen erweitern",
        "umzug_betreuung",
        "gu_verweildauer_med, bereitstellung_tage",
    ),
    ("Ausschreibung einer Unterkunft vorbereiten", "umzug_betreuung", "gu_reichweite, handlungsfenster"),
    (
        "Verfahren zur Überführung mit dem Jobcenter abstimmen",
        "umzug_betreuung",
        "ueberfuehrungsquote,ueberfuehrung_monate",
    ),
    ("Sprachförderung nach Bedarf verteilen", "bildung", "sfo_deckung, sfo_raumpassung"),
    ("Migrantenorganisationen zu Abendterminen einladen", "koordination", "netz_mo_beteiligung, netz_aktivitaet"),
    ("Erstattung des Landes quartalsweise abrechnen", "finanzen", "erstattungsquote"),
    ("Kitaplätze in den Neubauvierteln abstimmen", "bildung", "kita_quote_3_6"),
    ("Frist für Stellungnahmen in Ombudsfällen festlegen", "beauftragte", "omb_fristquote"),
)
LAYOUT_COMMENTS = Layout(
    columns(
        kennzahl="Kennzahl",
        monat="Monat",
        ursache="Ursache",
        veranlasst="veranlasst",
        empfehlung="Empfehlung",
        rolle="Rolle",
        sicht="Sicht",
    ),
    "utf-8-sig",
)
LAYOUT_MEASURES = Layout(
    columns(
        massnahme_id="Nr.",
        titel="Maßnahme",
        rolle="verantwortliche Rolle",
        faellig="fällig am",
        status="Status",
        kennzahlen="Kennzahlen",
        sicht="Sicht",
    ),
    "utf-8-sig",
)


def _comments(town: Town, span: Span) -> bytes:
    """Each month two or three indicators are commented."""
    rng = stream(town.seed, "kommentarliste", span[0], span[-1])
    rows: list[Row] = []
    for month in span:
        chance = stream(town.seed, "kommentare", month)
        for indicator, role, cause, done, advice in chance.sample(COMMENTS, chance.choice((2, 2, 3))):
            rows.append(
                {
                    "kennzahl": indicator,
                    "monat": month_text(month, month.number),
                    "ursache": cause,
                    "veranlasst": done,
                    "empfehlung": advice if chance.random() < 0.9 else "",
                    "rolle": spell(rng, ROLES, role, 0.3),
                    "sicht": spell(rng, READERS, chance.choice(("leitung", "rat", "rat")), 0.2),
                }
            )
    bad = (
        (mess.replaced("kennzahl", "Auslastung GU"), ("kennzahl",)),
        (mess.replaced("sicht", "alle?"), ("sicht",)),
        (
            mess.replaced("ursache", "Betroffen sind nur zwei Familien.", "Rückfrage bei Frau Muster läuft."),
            ("ursache",),
        ),
    )
    rows = mess.spoil_some(rng, rows, 0.1, bad)
    return write_sheet(LAYOUT_COMMENTS, "Kommentare", span[-1].last, rows, rng)


def _measure(rng: random.Random, number: int, month: Month, until: Month) -> Row:
    title, role, indicators = MEASURES[number % len(MEASURES)]
    planned = month.plus(rng.choice((6, 9, 12)))
    late = rng.choice(("erledigt", "erledigt", "erledigt", "verschoben"))
    state = late if planned <= until else rng.choice(("offen", "in_arbeit", "in_arbeit"))
    # What was put off got a later day; where that has passed as well, it is done by now.
    put_off = planned.plus(_PUT_OFF) if state == "verschoben" else planned
    state = "erledigt" if put_off <= until else state
    due = put_off.last
    return {
        "massnahme_id": f"S-{month.year}-{month.month:02d}",
        "titel": title,
        "rolle": spell(rng, ROLES, role, 0.2),
        "faellig": day_text(due, "lang"),
        "status": spell(rng, PROGRESS, state),
        "kennzahlen": indicators,
        "sicht": spell(rng, READERS, rng.choice(("leitung", "rat")), 0.2),
    }


def _measures(town: Town) -> bytes | None:
    months = [month for month in months_between(_FIRST_MEASURE, town.until) if month.month % 2]
    rows = [_measure(stream(town.seed, "steuerung", m), n, m, town.until) for n, m in enumerate(months)]
    rng = stream(town.seed, "steuerungsliste", town.until)
    return write_sheet(LAYOUT_MEASURES, "Maßnahmen der Steuerung", town.until.last, rows, rng) if rows else None


def steering_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of comments by month; the last month comes in one ZIP with the list of measures."""
    measures = _measures(town)
    for span in month_spans(town.until, _FIRST_COMMENT):
        name, content = f"Kommentare_{span_name(span)}", _comments(town, span)
        if span[-1] == town.until and measures is not None:
            members = [(f"BEISPIEL_{name}.csv", content), (f"BEISPIEL_Massnahmen_{town.until}.csv", measures)]
            yield f"Steuerung_{town.until}.zip", packed(members)
        else:
            yield f"{name}.csv", content
