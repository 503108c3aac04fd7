"""Courses of the arrivals that go through Gemeinschaftsunterkünfte after a Stand, and scenarios of them."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from etl.catalogue.scenario import Factor, Model, Official, Planning, Profile, Scenario, factors, official_persons
from etl.foresight.arrivals import FEWEST_MONTHS, Fit, TooShort, fit, fitted_paths
from etl.foresight.series import Series, month_number, month_text
from etl.foresight.stockflow import Floats

ALL = "ankuenfte"
MONTHS, PATHS = 24, 2000
YEAR = 12


@dataclass(frozen=True)
class Courses:
    """Arrivals (paths, months) after the Stand, the twelve months up to it (nan: not shown), and the model behind."""

    ahead: Floats
    recent: Floats
    model: Fit


def inflow(series: Mapping[str, Series], apart: Iterable[str]) -> Series | None:
    """All arrivals without the ways that lead past GU; None where none are shown.

    A way of which a month is withheld is not taken off: the difference would be missing where the sum is known.
    """
    whole = series.get(ALL)
    if whole is None:
        return None
    counts = whole.counts.copy()
    for way in apart:
        part = series.get(way)
        if part is None or not np.isfinite(part.counts).all():
            continue
        begin = month_number(part.first) - month_number(whole.first)
        counts[begin : begin + len(part)] = np.maximum(0.0, counts[begin : begin + len(part)] - part.counts)
    return Series(whole.first, counts, whole.breaks)


def until(series: Series, month: str) -> Series | None:
    """The series as it stood at the end of a month; None before it began."""
    length = month_number(month) - month_number(series.first) + 1
    if length < 1:
        return None
    return Series(series.first, series.counts[:length], frozenset(at for at in series.breaks if at < length))


def fitted(series: Series) -> Fit | None:
    """The filtered series; None where it is too short to say anything."""
    try:
        return fit(series)
    except TooShort:
        return None


def as_of(model: Fit, month: str) -> Fit | None:
    """The same model as it stood at the end of an earlier month; None where it had nothing to say yet.

    One pass over the whole series has the states of all months, and none of them knows of later ones.
    """
    then = until(model.series, month)
    return replace(model, series=then) if then is not None and then.known >= FEWEST_MONTHS else None


def courses(model: Fit, stand: str, paths: int = PATHS) -> Courses:
    """Courses of the 24 months after the Stand; months that have been counted since are what was counted."""
    series = model.series
    first, last = month_number(stand) + 1, month_number(series.last)
    wanted = max(1, first + MONTHS - 1 - last)
    drawn = fitted_paths(model, wanted, paths)
    ahead = np.empty((paths, MONTHS))
    for month in range(MONTHS):
        at = first + month - last - 1
        known = series.counts[first + month - month_number(series.first)] if at < 0 else math.nan
        ahead[:, month] = drawn[:, max(at, 0)] if math.isnan(known) else known
    return Courses(ahead, recent(series, stand), model)


def recent(series: Series, stand: str) -> Floats:
    """The counts of the twelve months up to the Stand; nan where nothing is shown."""
    begin = month_number(series.first)
    numbers = range(month_number(stand) - YEAR + 1, month_number(stand) + 1)
    known = [series.counts[n - begin] if 0 <= n - begin < len(series) else math.nan for n in numbers]
    return np.array(known)


def multiples(scenario: Scenario, found: Courses, series: Mapping[str, Series], stand: str) -> tuple[float, ...] | None:
    """The arrivals of each month of a scenario as multiples of the mean course; None where nothing can be said."""
    if isinstance(scenario, Model):
        return (1.0,) * MONTHS
    if isinstance(scenario, Factor | Profile):
        return factors(scenario, MONTHS)
    return _official(scenario, found, series, stand)


def _official(scenario: Official, found: Courses, series: Mapping[str, Series], stand: str) -> tuple[float, ...] | None:
    """What the state expects, beside what it has assigned lately: all arrivals through GU go along with it."""
    assigned = series.get("zuweisung")
    if assigned is None:
        return None
    last_year = recent(assigned, stand)
    if not np.isfinite(last_year).any() or np.nanmean(last_year) <= 0:
        return None
    number = month_number(stand) + 1
    first = dt.date(number // YEAR, number % YEAR + 1, 1)
    this_year = last_year[YEAR - (first.month - 1) :] if first.month > 1 else np.zeros(0)
    expected = np.array(official_persons(scenario, first, MONTHS, float(np.nansum(this_year))))
    pace = np.nanmean(found.recent) / np.nanmean(last_year)
    mean = np.maximum(found.ahead.mean(axis=0), 0.1)
    return tuple(float(value) for value in np.round(expected * pace / mean, 4))


def months_ahead(stand: str) -> tuple[str, ...]:
    """The months after the Stand as JJJJ-MM."""
    return tuple(month_text(month_number(stand) + ahead) for ahead in range(1, MONTHS + 1))


def leads(planning: Planning) -> tuple[int, ...]:
    """The lead times in months, shortest first."""
    return tuple(sorted(lead.months for lead in planning.leads))
