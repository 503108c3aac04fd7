"""The budget report of the invented city as SAP exports it, and the posts of the Dienstleistungszentrum."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from etl.example import mess
from etl.example.forms import Span, book, money, month_spans, office_sheet, quarter_spans, quarter_text, sap, span_name
from etl.example.housing_lists import rent
from etl.example.months import Month, month_of, months_between
from etl.example.plan import BEGIN, FIRST_DELIVERED, between
from etl.example.sheet import Layout, Row, columns, write_sheet
from etl.example.spellings import spell
from etl.example.streams import stream
from etl.example.town import Town

UNITS = {
    "beauftragte": ("Beauftragte", "Integrationsbeauftragte"),
    "koordination": ("Integrationskoordination",),
    "umzug_betreuung": ("Umzugs- und Betreuungsmanagement", "UBM"),
    "sachspenden": ("Sachspendenkoordination",),
}
# Full-time equivalents of the Umzugs- und Betreuungsmanagement, founded with eleven.
POSTS: Sequence[tuple[Month, int]] = (
    (Month(2015, 6), 11),
    (Month(2015, 10), 16),
    (Month(2016, 4), 26),
    (Month(2018, 1), 19),
    (Month(2019, 1), 15),
    (Month(2022, 4), 24),
    (Month(2024, 1), 21),
    (Month(2026, 1), 19),
)
FOUNDED = Month(2015, 6)
# Of those housed, the share for whom the state pays: fewer as more of them have left the entitlement.
ENTITLED: Sequence[tuple[int, float]] = ((2012, 0.92), (2018, 0.85), (2019, 0.76), (2022, 0.74))
# EUR per person and year that the state pays; published for 2015 and 2016, invented after.
REFUND: Sequence[tuple[int, int]] = (
    (2012, 7_600),
    (2015, 8_600),
    (2016, 10_470),
    (2019, 10_900),
    (2022, 11_600),
    (2024, 12_300),
)
_TRANSLATION = 500_000  # EUR a year from 2024 on, published
_PER_POST = 5_150
_BENEFIT = 420


class Line(NamedTuple):
    """One account of the report: PSP-Element, Sachkonto, name."""

    psp: str
    account: str
    name: str


HOUSING = Line("1.31301.01", "52710000", "Betreiber Unterkünfte")
BENEFITS = Line("1.31301.01", "53320000", "Leistungen an Untergebrachte")
REFUNDS = Line("1.31301.01", "44811000", "Erstattung Land AufnG")
RENTS = Line("1.31301.02", "52310000", "Mieten Kontingentwohnungen")
STAFF = Line("1.31301.03", "50120000", "Personalaufwand Betreuung")
SUPPORT = Line("1.24301.05", "53180000", "Zuschüsse Sprachförderung")
TRANSLATION = Line("1.24301.06", "54310000", "Sprachmittlung")
NETWORK = Line("1.11107.01", "54310000", "Netzwerk und Veranstaltungen")
VOLUNTEERS = Line("1.11107.02", "53180000", "Zuschuss Koordinierungsstelle")
LAYOUT = Layout(
    columns(
        "Belegtext",
        psp_element="PSP-Element",
        sachkonto="Sachkonto",
        bezeichnung="Bezeichnung",
        jahr="Jahr",
        periode="Periode",
        leistungszeitraum="Leistungszeitraum",
        ansatz="Ansatz",
        fortg_ansatz="fortg. Ansatz",
        ist="Ist",
        obligo="Obligo",
    )
)
LAYOUT_POSTS = Layout(
    columns("Bemerkung", monat="Monat", einheit="Einheit", vzae_soll="VZÄ Soll", vzae_besetzt="VZÄ besetzt")
)
_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.replaced("psp_element", "1.99999.99"), ("psp_element",)),
    (mess.replaced("periode", "17", "00"), ("periode",)),
    (mess.replaced("ist", "#WERT!", "1.234.56"), ("ist",)),
)
Amounts = Mapping[Line, Mapping[Month, float]]


def housed(town: Town) -> dict[Month, int]:
    """Persons at sites and in flats of the city at each month's end."""
    change: dict[Month, int] = {}
    for stay in town.stays:
        begin = month_of(stay.begin)
        change[begin] = change.get(begin, 0) + stay.household.size
        if stay.end is not None:
            end = month_of(stay.end)
            change[end] = change.get(end, 0) - stay.household.size
    result, living = {}, 0
    for month in months_between(BEGIN, town.until):
        living += change.get(month, 0)
        result[month] = living
    return result


def _known(values: Sequence[tuple[int, float]], year: int) -> float:
    return [value for since, value in values if since <= year][-1]


def _rents(town: Town) -> dict[Month, float]:
    months: dict[Month, float] = {}
    for flat in town.flats:
        both = sum(rent(town.seed, flat))
        for month in months_between(
            month_of(flat.rented_from), min(town.until, month_of(flat.rented_until or town.until.last))
        ):
            months[month] = months.get(month, 0.0) + both
    return months


def amounts(town: Town) -> Amounts:
    """EUR of each account and month, income with a minus; what the state pays stands in the month it is paid."""
    living, rents = housed(town), _rents(town)
    months = list(months_between(BEGIN, town.until))
    result: dict[Line, dict[Month, float]] = {
        HOUSING: {m: sum(s.approved(m) * (s.price or 0) * m.days for s in town.sites) for m in months},
        BENEFITS: {m: living[m] * _BENEFIT * stream(town.seed, "leistungen", m).uniform(0.95, 1.05) for m in months},
        RENTS: {m: rents.get(m, 0.0) for m in months},
        STAFF: {m: posts(town.seed, "umzug_betreuung", m)[1] * _PER_POST for m in months if m >= FOUNDED},
        NETWORK: {m: stream(town.seed, "netz", m).uniform(900, 5200) for m in months if m >= FOUNDED},
        VOLUNTEERS: {m: 48_000 / 4 for m in months if m.month in (2, 5, 8, 11)},
        TRANSLATION: {
            m: _TRANSLATION / 12 * stream(town.seed, "sprachmittlung", m).uniform(0.85, 1.1)
            for m in months
            if m.year >= 2024
        },
    }
    result[SUPPORT] = {m: _support(m) for m in months if m.month in (4, 10) and m >= Month(2015, 10)}
    result[REFUNDS] = {}
    for month in months:
        if month.month % 3 == 2 and month.plus(-4) in living:
            quarter = [living[month.plus(-back)] for back in (2, 3, 4) if month.plus(-back) in living]
            year, persons = month.plus(-2).year, sum(quarter) / len(quarter)
            result[REFUNDS][month] = -persons * _known(ENTITLED, year) * _known(REFUND, year) / 4
    return result


def _support(month: Month) -> float:
    """Grants are paid in April and October; those of a calendar year add up to the plan of its schools."""
    year = {2015: 120_000, 2016: 190_000, 2017: 240_000, 2018: 290_000, 2019: 290_000, 2020: 270_000, 2021: 270_000}
    return year.get(month.year, 340_000 if month.year < 2024 else 380_000) * (0.55 if month.month == 4 else 0.45)


def planned(town: Town, line: Line, booked: Mapping[Month, float], year: int) -> float:
    """The Ansatz of a year: fixed sums where the council decided them, else a little off the year before."""
    if line == TRANSLATION:
        return float(_TRANSLATION) if year >= 2024 else 0.0
    if line == SUPPORT:
        return _support(Month(year, 4)) + _support(Month(year, 10)) if year >= 2015 else 0.0
    if line == STAFF:
        return between(POSTS, Month(year, 1)) * _PER_POST * 12 if year > FOUNDED.year else 0.0
    before = sum(amount for month, amount in booked.items() if month.year == year - 1)
    return round(before * stream(town.seed, "ansatz", line, year).uniform(0.95, 1.12), -3)


def _row(town: Town, line: Line, booked: Mapping[Month, float], month: Month, period: int, form: int) -> Row:
    """One line of the report; the Ansatz stands in the first period, a supplement in the seventh."""
    plan = planned(town, line, booked, month.year)
    rng = stream(town.seed, "haushalt", line, month, period)
    actual = booked.get(month, 0.0) if period <= 12 else booked.get(month, 0.0) * rng.uniform(0.002, 0.01)
    supplement = plan * 0.06 if period == 7 and stream(town.seed, "nachtrag", line, month.year).random() < 0.3 else 0.0
    orders = {9: 0.02, 12: -0.02}.get(period, 0.0) * plan
    service = month.plus(-3) if line == REFUNDS else month
    columns_ = {
        "ansatz": plan if period == 1 else 0.0,
        "fortg_ansatz": plan if period == 1 else supplement,
        "ist": actual,
        "obligo": orders if plan > 0 else 0.0,
    }
    return {
        "psp_element": line.psp,
        "sachkonto": line.account,
        "bezeichnung": line.name,
        "jahr": str(month.year),
        "periode": str(period),
        "leistungszeitraum": quarter_text(service),
        **{name: sap(amount) if form == 0 else money(amount) for name, amount in columns_.items()},
        "Belegtext": "Sammelbuchung",
    }


def _report(town: Town, booked: Amounts, span: Span, form: int) -> list[Row]:
    """The rows of a span: after December two closing periods."""
    rows = []
    for month in span:
        periods = (month.month, 13, 14) if month.month == 12 else (month.month,)
        for period in periods:
            for line, months in booked.items():
                if planned(town, line, months, month.year) or months.get(month):
                    rows.append(_row(town, line, months, month, period, form))
    return rows


def _with_subtotals(rows: Sequence[Row]) -> list[Row]:
    """Below each period a line with an asterisk, and the headings again as on every printed page."""
    printed: list[Row] = []
    for number, row in enumerate(rows):
        printed.append(row)
        if number + 1 == len(rows) or rows[number + 1]["periode"] != row["periode"]:
            printed.append({"psp_element": f"* Zwischensumme Periode {row['periode']}", "ist": row["ist"]})
            printed.append(dict(LAYOUT.headings))
    return printed


def _is_small(row: Row) -> bool:
    """Bookings of the network and of volunteers: where a large one is refused, a whole quarter has no cost."""
    return row["psp_element"] in {NETWORK.psp, VOLUNTEERS.psp}


def _budget(town: Town, booked: Amounts, span: Span) -> tuple[str, bytes]:
    rng = stream(town.seed, "haushaltsliste", span[0], span[-1])
    yearly = len(span) > 1
    rows, share = _report(town, booked, span, 0 if yearly else 1), 0.06 if yearly else 0.01
    rows = mess.spoil_some(rng, rows, share, _SPOILERS, _is_small)
    name, title, stand = f"Haushalt_{span_name(span)}", "Budgetbericht", span[-1].last
    if yearly:
        return f"{name}.csv", write_sheet(LAYOUT, title, stand, _with_subtotals(rows), rng)
    typed = ("jahr", "periode", "ansatz", "fortg_ansatz", "ist", "obligo")
    return f"{name}.xlsx", book(office_sheet("Bericht", LAYOUT, title, stand, rows, rng, typed))


def posts(seed: int, unit: str, month: Month) -> tuple[float, float]:
    """Full-time equivalents planned and filled of a unit in a month."""
    known = [count for since, count in POSTS if since <= month]
    plan = float(known[-1] if known else 0) if unit == "umzug_betreuung" else {"koordination": 2.0}.get(unit, 1.0)
    rng = stream(seed, "stellen", unit, month)
    if unit != "umzug_betreuung" or month == FOUNDED:
        return plan, plan if rng.random() < 0.95 else plan * 0.75
    return plan, round(plan * rng.uniform(0.84, 1.0) * 4) / 4


def _posts(town: Town, span: Span) -> bytes:
    rng: random.Random = stream(town.seed, "stellenliste", span[0], span[-1])
    rows = []
    for month in span:
        for unit in UNITS:
            plan, filled = posts(town.seed, unit, month)
            cells = [f"{value:.2f}".replace(".", ",") for value in (plan, filled)]
            rows.append(
                {
                    "monat": f"{month.month:02d}/{month.year}",
                    "einheit": spell(rng, UNITS, unit, 0.3),
                    "vzae_soll": cells[0],
                    "vzae_besetzt": f"{cells[1]} VZÄ" if rng.random() < 0.1 else cells[1],
                }
            )
    bad = ((mess.swapped("vzae_soll", "monat"), ("monat",)),)
    return write_sheet(LAYOUT_POSTS, "Stellen", span[-1].last, mess.spoil_some(rng, rows, 0.006, bad), rng)


def budget_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the budget report by month and of the posts by quarter."""
    booked = amounts(town)
    for span in month_spans(town.until, FIRST_DELIVERED):
        yield _budget(town, booked, span)
    for span in quarter_spans(town.until, Month(2015, 7)):
        yield f"Stellen_{span_name(span)}.csv", _posts(town, span)
