"""Answers of the stock-flow as rows of foresight.answer, with the sentences that belong to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from etl.catalogue.scenario import Planning
from etl.foresight.series import month_number, month_text
from etl.foresight.stockflow_answers import Answers, emergency_cost
from etl.stock_inputs import Shown

if TYPE_CHECKING:
    from etl.foresee_stock import Outlook

Row = Sequence[object]
PLAN = "plan"
NOTE, CAUSE, REPLAY = "hinweis", "ursache", "rueckblick"
_LONG_STAY, _YEAR = 36, 12
# Of the courses so many must lose their room by a closure before it is named as the cause.
_SHARE_OF_CAUSE = 0.2
_NAMES = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")  # fmt: skip


@dataclass(frozen=True)
class _Answering:
    """One scenario at one Stand; months count from the Stand."""

    stand: str
    scenario: str

    def row(
        self,
        question: str,
        value: float | None,
        *,
        quantile: float | None = None,
        at: int | None = None,
        text: str | None = None,
    ) -> Row:
        """A row of foresight.answer."""
        period = None if at is None else month_text(month_number(self.stand) + at)
        return (self.stand, self.scenario, question, quantile, value, period, text)


def answer_rows(stand: str, scenario: str, said: Answers, planning: Planning, now: int) -> list[Row]:
    """The rows of one scenario: stand, scenario, question, quantile, value, period, sentence."""
    row, risk = _Answering(stand, scenario).row, float(planning.risk.value or 0)
    rows: list[Row] = []
    for quantile, month in ((0.1, said.earliest), (0.5, said.middle), (0.9, said.latest)):
        within = month <= said.months
        text = None if within else f"nicht in {said.months} Monaten"
        value = float(min(month, said.months))
        rows.append(row("monate_bis_voll", value, quantile=quantile, at=month if within else None, text=text))
    rows += [row(f"voll_binnen_{within}", round(chance, 3)) for within, chance in said.chances.items()]
    for lead, order in said.orders.items():
        left = said.months - lead - now if order is None else order - now
        rows.append(row(f"bestelltermin_{lead}", float(left), quantile=risk, at=order, text=order_text(order, now)))
        rows.append(row(f"plaetze_{lead}", float(said.needed[lead]), quantile=risk))
        rows.append(row(f"ohne_platz_{lead}", round(said.missing_months[lead], 1)))
    price = float(planning.emergency_price.value or 0)
    rows += [
        row("ohne_platz_jahr", round(said.missing_year, 1)),
        row("kosten_ohne_platz", float(round(emergency_cost(said.missing_year, price), -2))),
        row("wartende", float(round(said.waiting)), quantile=0.5, at=_YEAR),
        row("engpass", None, text=said.limit),
    ]
    return rows + [row(f"engpass_{name}", round(share, 3)) for name, share in said.short_of.items()]


def order_text(month: int | None, now: int) -> str:
    """How far the last month to order in is away; both count from the Stand, None is no need in the months reckoned."""
    if month is None:
        return "kein Termin in Sicht"
    left = month - now
    if left < 0:
        return f"verstrichen seit {-left} {'Monat' if left == -1 else 'Monaten'}"
    return "diesen Monat" if left == 0 else f"noch {left} {'Monat' if left == 1 else 'Monate'}"


def notes(con: duckdb.DuckDBPyConnection, outlook: "Outlook", said: Answers, shown: Shown) -> list[Row]:
    """What a reader must know beside the numbers, and why the places run out where that is a contract."""
    stand, base = outlook.stand, outlook.known.base
    found = [(NOTE, text) for text in _notes(outlook, shown)]
    for month, texts in _closures(con, outlook):
        if month <= said.months and _runs_out_there(outlook, month):
            found.append(
                (CAUSE, f"Ab {month_words(month_text(month_number(stand) + month))} fehlen Plätze, weil {texts}.")
            )
            break
    if base.occupied > base.usable * outlook.places[0]:
        found.append((NOTE, "Die nutzbaren Plätze sind schon belegt."))
    return [(stand, PLAN, question, None, None, None, text) for question, text in found]


def _notes(outlook: "Outlook", shown: Shown) -> Iterable[str]:
    base, model = outlook.known.base, outlook.found.model
    if not base.by_stay:
        yield "Wie lange die Menschen schon da sind, wird hier nicht gezeigt; gerechnet ist ab der Summe."
    if outlook.known.rough:
        yield "Näherung: Wann jemand für eine Wohnung bereit ist, ist nur an Umzügen zu erkennen."
    long = shown.get(("gu_bestand_dauer", outlook.stand, "ab36"))
    if long:
        yield f"{long:.0f} Personen leben {_LONG_STAY} Monate und länger dort; vielleicht sind Einträge nicht beendet."
    if model.series.known < 12:
        yield "Breit, wenig Daten: unter zwölf Monate eigener Ankünfte."
    if model.widened:
        yield "Strukturbruch vermutet – Bandbreite erweitert. Jetzt zuerst auf Bund/Land und „wie 2015“ sehen."


def _closures(con: duckdb.DuckDBPyConnection, outlook: "Outlook") -> list[tuple[int, str]]:
    """Months ahead in which sites close, with the clause that says so."""
    names = dict(con.execute("select unterkunft_id, name from core.unterkunft").fetchall())
    first = month_number(outlook.stand)
    by_month: dict[int, list[str]] = {}
    for site in outlook.sites:
        if site.closes is not None and site.closes >= first:
            by_month.setdefault(site.closes + 1 - first, []).append(
                f"der Vertrag für {names.get(site.id, site.id)} im {month_words(month_text(site.closes))} endet"
            )
    return [(month, " und ".join(texts)) for month, texts in sorted(by_month.items())]


def _runs_out_there(outlook: "Outlook", month: int) -> bool:
    """Whether many courses run out of room in that month that would have had it with the places before."""
    if month >= len(outlook.places):
        return False
    usable = outlook.known.base.usable
    occupied = outlook.outcomes[PLAN].course.occupied[:, month - 1]
    before, after = outlook.places[month - 1], outlook.places[month]
    fell = (occupied > usable * after) & (occupied <= usable * before)
    return bool(np.mean(fell) > _SHARE_OF_CAUSE)


def replay_rows(found: Sequence[tuple[str, float, Answers, float | None]], planning: Planning) -> list[Row]:
    """What would have been said at earlier Stände, and what came: their month stands in `stand`."""
    rows: list[Row] = []
    lead = planning.lead.months
    for month, places, said, came in found:
        rows.append((month, REPLAY, "plaetze", None, places, month, None))
        for within in (3, 6, 10):
            rows.append((month, REPLAY, f"voll_binnen_{within}", None, round(said.chances[within], 3), month, None))
        later = month_text(month_number(month) + lead)
        rows.append((month, REPLAY, "belegung_danach", None, came, later, None))
    return rows


def month_words(month: str) -> str:
    """ "Juni 2027" """
    year, number = divmod(month_number(month), _YEAR)
    return f"{_NAMES[number]} {year}"
