"""The forecasts of a release: reckoned for each audience from the counts it may see, remembered as they were issued."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence

import duckdb
import numpy as np

from etl.catalogue.access import Audience
from etl.catalogue.catalogue import Catalogue
from etl.figures import Figures
from etl.foresight.arrivals import MODEL_VERSION, Fit, Forecast, TooShort, fit, fitted_quantiles, forecast_of, status_of
from etl.foresight.backtest import Scored, backtest, origins_of, scored
from etl.foresight.counts import LEVELS
from etl.foresight.readings import gaps, quiet_since
from etl.foresight.series import Series, month_number, month_text
from etl.release_tables import Identity, Row, Tables

# Series -> the measure of its counts. Ways that are small by themselves are one series.
MEASURES = {
    "ankuenfte": "ankuenfte",
    "zuweisung": "zuweisungen",
    "p24_direkt": "ankuenfte_p24",
    "uebrige": "ankuenfte_uebrige",
}
SOURCE = "zuweisungen"
SMALLEST_MEAN = 5.0
SMALL = "Unter fünf Personen im Monat oder zu oft nicht gezeigt: Eine Prognose wäre eine über einzelne Menschen."
_YEAR = 12
# Of earlier forecasts the release keeps what a band and its text need.
_KEPT_LEVELS = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
_BANDS = tuple(int(np.argmin(np.abs(LEVELS - level))) for level in (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975))


def foresee(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, audience: Audience, figures: Figures, identity: Identity
) -> Tables:
    """The tables foresight.forecast, series and backtest for one audience; what is issued now is remembered.

    Everything is reckoned from the counts that this audience is shown: a withheld count is a month without a value, so
    no quantile can tell of it. Series of fewer than five persons a month have no forecast.
    """
    found = arrival_series(con, catalogue, figures)
    stand = _stand(con)
    said, tested, states = [], [], []
    for name, series in found.items():
        model = None if is_small(series) else fitted(series)
        states.append(_state(name, series, model))
        past = _issued(con, audience.id, name)
        tested += [_tested(name, "ausgegeben", row) for row in _came_true(past, series)]
        said += [row for row in _frozen(past, name) if row[2] != series.last]
        if model:
            issued = forecast_of(model)
            said += _said(stand, name, issued, identity.release_id)
            _remember(con, audience.id, stand, name, issued, identity)
            tested += [_tested(name, "rueckrechnung", row) for row in backtest(model)]
    return {"foresight.forecast": said, "foresight.series": states, "foresight.backtest": tested}


def fitted(series: Series) -> Fit | None:
    """The filtered series; None where it is too short."""
    try:
        return fit(series)
    except TooShort:
        return None


def arrival_series(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, figures: Figures) -> Mapping[str, Series]:
    """Arrivals on all ways and by way, each from its first month with anybody in it; months without delivery missing.

    `figures` are what an audience is shown.
    """
    shown: dict[str, dict[str, float]] = {measure: {} for measure in MEASURES.values()}
    for cell in figures.cells:
        if cell.measure in shown and cell.dim1 is None:
            shown[cell.measure][cell.period] = math.nan if cell.value is None else float(cell.value)
    delivered, day = _delivered_months(con), _stand(con)
    found: dict[str, Series] = {}
    for name, measure in MEASURES.items():
        indicator = catalogue.indicators.get(measure)
        if day is None or indicator is None:
            continue
        marked = {month_number(mark.period) for mark in indicator.breaks if mark.period in delivered}
        series = _series(shown[measure], delivered, dt.date.fromisoformat(day), marked)
        if series is not None:
            found[name] = series
    return found


def _series(counts: Mapping[str, float], delivered: frozenset[str], stand: dt.date, marked: set[int]) -> Series | None:
    """The complete months up to the Stand; a month that has only begun is nowhere published."""
    last = month_number(f"{stand:%Y-%m}") - ((stand + dt.timedelta(days=1)).day > 1)
    known = {month_number(month): counts[month] for month in delivered & counts.keys()}
    some = [number for number, count in known.items() if count != 0 and number <= last]
    if not some:
        return None
    first = min(some)
    values = np.array([known.get(number, math.nan) for number in range(first, last + 1)])
    return Series(month_text(first), values, frozenset(at - first for at in marked if first < at <= last))


def is_small(series: Series) -> bool:
    """Whether so few arrive (or are shown) that a forecast would be one of single persons."""
    recent = series.counts[-_YEAR:]
    known = recent[np.isfinite(recent)]
    return 3 * len(known) < 2 * len(recent) or float(known.mean()) < SMALLEST_MEAN


def _delivered_months(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Months of which the list says something: somebody arrived, or a delivery has its Stand in them."""
    rows = con.execute(
        "select strftime(ankunft_ist, '%Y-%m') from core.zuweisung union"
        " select strftime(data_as_of, '%Y-%m') from meta.load where source_id = ? and outcome = 'uebernommen'",
        [SOURCE],
    ).fetchall()
    return frozenset(row[0] for row in rows)


def _stand(con: duckdb.DuckDBPyConnection) -> str | None:
    row = con.execute("select data_as_of from core.stand where source_id = ?", [SOURCE]).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _state(name: str, series: Series, model: Fit | None) -> Row:
    """One row of foresight.series."""
    status = status_of(series) if model else "keine_aussage"
    origins = origins_of(series)
    return (
        name,
        status,
        series.last,
        series.known,
        series.month(origins[0]) if origins and model else None,
        series.month(model.alarms[-1]) if model and model.widened else None,
        list(gaps(series)),
        [*([SMALL] if is_small(series) else []), *notes(series, model)],
    )


def notes(series: Series, model: Fit | None) -> tuple[str, ...]:
    """What a reader must know of a forecast, in German sentences."""
    said = []
    if series.known < 3:
        said.append("Keine eigene Erfahrung: Unter drei Monaten eigener Daten gibt es keine Prognose, nur Annahmen.")
    elif status_of(series) == "wenig_daten":
        said.append("Breit, wenig Daten: unter zwölf Monate eigener Erfahrung.")
    if model and model.widened:
        month = series.month(model.alarms[-1])
        said.append(f"Strukturbruch vermutet ({month}): Bandbreite erweitert. Kein Modell sieht ihn vorher.")
    if model and not np.nansum(series.counts):
        most = int(fitted_quantiles(model, _YEAR)[-1, -1])
        said.append(f"In allen Monaten kam niemand: voraussichtlich 0 bis {most} Personen im Monat.")
    if quiet := quiet_since(series):
        said.append(f"Seit {quiet} kommt nach der Liste niemand mehr an. Fehlt eine Lieferung?")
    if series.begun:
        said.append("Der erste Monat hat schon begonnen; was bisher kam, ist vorläufig.")
    return tuple(said)


def _said(stand: str | None, name: str, issued: Forecast, release_id: str) -> list[Row]:
    return [
        (stand, name, issued.origin, month, ahead + 1, level, value, 0, 0, MODEL_VERSION, release_id)
        for ahead, month in enumerate(issued.months)
        for level, value in zip(LEVELS.round(3).tolist(), issued.quantiles[ahead].tolist(), strict=True)
    ]


def _remember(
    con: duckdb.DuckDBPyConnection, audience: str, stand: str | None, name: str, issued: Forecast, identity: Identity
) -> None:
    """Write the forecast into the workshop; it counts once its release stands in HISTORY."""
    rows = _said(stand, name, issued, identity.release_id)
    columns: list[Sequence[object]] = [[row[at] for row in rows] for at in (3, 4, 5, 6)]
    con.execute(
        "insert into foresight.issued select ?, ?, ?, ?, unnest(cast(? as text[])), unnest(cast(? as integer[])),"
        " unnest(cast(? as decimal(4, 3)[])), unnest(cast(? as double[])), ?, ?, ?",
        [audience, name, stand, issued.origin, *columns, MODEL_VERSION, identity.release_id, identity.published_at],
    )


def forget_unissued(con: duckdb.DuckDBPyConnection, history: Sequence[str]) -> None:
    """Drop forecasts of builds that never became current; the others are never changed, whatever is rolled back."""
    con.execute(
        "delete from foresight.issued where release_id not in (select unnest(cast(? as text[])))", [list(history)]
    )


Issued = Mapping[tuple[str, int], tuple[Row, np.ndarray]]


def _issued(con: duckdb.DuckDBPyConnection, audience: str, name: str) -> Issued:
    """By origin and horizon what was issued first for it: its row (stand to release) and the 39 quantiles."""
    rows = con.execute(
        "select stand, origin, period, horizon, model_version, release_id, list(value order by quantile)"
        " from (from foresight.issued where audience = ? and series = ?"
        " qualify release_id = min(release_id) over (partition by origin)) group by all order by origin, horizon",
        [audience, name],
    ).fetchall()
    return {(row[1], row[3]): (row[:6], np.array(row[6])) for row in rows}


def _frozen(past: Issued, name: str) -> list[Row]:
    """Earlier forecasts as rows of foresight.forecast, with nine quantiles each."""
    at = [int(np.argmin(np.abs(LEVELS - level))) for level in _KEPT_LEVELS]
    return [
        (row[0], name, row[1], row[2], row[3], level, float(band[position]), 0, 0, row[4], row[5])
        for row, band in past.values()
        for level, position in zip(_KEPT_LEVELS, at, strict=True)
    ]


def _came_true(past: Issued, series: Series) -> list[Scored]:
    """Issued forecasts of months of which is known by now what came."""
    found = []
    for (origin, ahead), (row, band) in past.items():
        start, at = (month_number(str(month)) - month_number(series.first) for month in (origin, row[2]))
        if start >= 0 and at < len(series) and math.isfinite(series.counts[at]):
            found.append(scored(series, start, ahead, band))
    return found


def _tested(name: str, kind: str, row: Scored) -> Row:
    bands = tuple(float(row.quantiles[at]) for at in _BANDS)
    naive, recent = (score if math.isfinite(score) else None for score in (row.naive_crps, row.recent_naive_crps))
    hits = (row.hit50, row.hit80, row.hit95)
    return (name, kind, row.origin, row.period, row.horizon, *bands, row.actual, *hits, row.crps, naive, recent)
