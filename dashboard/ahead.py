"""What a release reckons ahead: start, courses and answers of the stock-flow, and how good forecasts were."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import warehouse
from dashboard.visit import Visit
from etl.catalogue.scenario import Planning, Scenario

PLAN, REPLAY = "plan", "rueckblick"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """One answer of a release; what a question has no use for is empty."""

    stand: str
    scenario: str
    question: str
    quantile: float | None
    value: float | None
    period: str | None
    sentence: str | None


@dataclass(frozen=True)
class Closing:
    """An Unterkunft whose contract ends: the first month without it, and its net places."""

    site: str
    month: str
    places: float


@dataclass(frozen=True)
class Test:
    """A forecast of arrivals beside what came; `issued` says that it was published then and not reckoned afterwards."""

    issued: bool
    origin: str
    period: str
    horizon: int
    low80: float
    middle: float
    high80: float
    actual: float
    hit: bool


@dataclass(frozen=True)
class Ahead:
    """Everything of one release. `months` are those ahead of the Stand, `places` net places from the Stand on,
    `draws` arrivals by month and course, `factors` multiples of the forecast by scenario and month."""

    stand: str
    planning: Planning
    months: tuple[str, ...]
    start: tuple[tuple[str, int | None, float], ...]
    hazard: tuple[tuple[str, int, float], ...]
    places: tuple[float, ...]
    sites: Mapping[str, float]
    closings: tuple[Closing, ...]
    draws: tuple[tuple[int, ...], ...]
    factors: Mapping[str, tuple[float, ...]]
    bands: Mapping[tuple[str, str], Mapping[str, Mapping[float, float]]]
    answers: tuple[Answer, ...]
    tests: tuple[Test, ...]

    def scenario(self, scenario_id: str) -> Scenario:
        """The assumption of that id."""
        return next(s for s in self.planning.scenarios if s.id == scenario_id)

    def said(self, question: str, scenario: str = PLAN, quantile: float | None = None) -> Answer | None:
        """The answer to a question; the first one where the quantile is left open."""
        for answer in self.answers:
            if (answer.scenario, answer.question) == (scenario, question) and quantile in (None, answer.quantile):
                return answer
        return None

    def texts(self, question: str) -> tuple[str, ...]:
        """The sentences under a question."""
        return tuple(a.sentence for a in self.answers if a.question == question and a.sentence)


@dataclass(frozen=True)
class Until:
    """When the places are full by the forecast, in months after the Stand: in few, half and most of the cases.

    A month behind `months`, the number reckoned, means not within them; `order` is the last month to order in with the
    lead time `lead`, None where none is near.
    """

    stand: str
    earliest: int
    middle: int
    latest: int
    months: int
    lead: int
    order: str | None


@dataclass(frozen=True)
class NothingAhead:
    """Why a release has no stock-flow, in German sentences."""

    reasons: tuple[str, ...]


def ahead_of(visit: Visit) -> Ahead | NothingAhead:
    """What the shown release reckons ahead for this audience, read once. Raises NoRelease or BrokenRelease."""
    return _ahead(visit.home, visit.access.audience.id, visit.shown.info.id)


@lru_cache(maxsize=8)
def _ahead(home: Path, audience: str, release_id: str) -> Ahead | NothingAhead:
    def read(table: str) -> Rows:
        return warehouse.ahead(home, audience, release_id, table)

    planned = warehouse.documents(home, audience, release_id, "scenario")
    try:
        answers, draws = tuple(_answer(row) for row in read("answer")), read("draw")
    except warehouse.BrokenRelease as error:
        if error.cause != "CatalogException":
            raise
        return NothingAhead(("Diese Ausgabe ist älter als die Vorausschau; die nächste enthält sie.",))
    if not planned or not draws:
        said = tuple(a.sentence for a in answers if a.question == "hinweis" and a.sentence)
        return NothingAhead(said or ("Diese Ausgabe enthält keine Vorausschau auf die Plätze.",))
    months = tuple(row["period"] for row in draws)
    capacity = read("capacity")
    return Ahead(
        stand=draws[0]["stand"],
        planning=Planning.model_validate_json(planned[0]),
        months=months,
        start=tuple((row["quantity"], row["age_months"], row["value"]) for row in read("start")),
        hazard=tuple((row["transition"], row["age_months"], row["value"]) for row in read("hazard")),
        places=tuple(row["value"] for row in capacity if row["quantity"] == "plaetze"),
        sites={_site(row): row["value"] for row in capacity if row["quantity"].startswith("platz:")},
        closings=tuple(
            Closing(_site(row), row["period"], -row["value"])
            for row in capacity
            if row["quantity"].startswith("schliessung:")
        ),
        draws=tuple(tuple(row["counts"]) for row in draws),
        answers=answers,
        tests=tuple(_test(row) for row in read("backtest") if row["series"] == "ankuenfte"),
        **_paths(read("path")),
    )


def until_of(visit: Visit) -> Until | None:
    """When the places of the shown release are full, read once; None where it does not say. Raises BrokenRelease."""
    return _until(visit.home, visit.access.audience.id, visit.shown.info.id)


@lru_cache(maxsize=8)
def _until(home: Path, audience: str, release_id: str) -> Until | None:
    planned = warehouse.documents(home, audience, release_id, "scenario")
    try:
        answers = [_answer(row) for row in warehouse.ahead(home, audience, release_id, "answer")]
    except warehouse.BrokenRelease as error:
        if error.cause != "CatalogException":
            raise
        return None
    plan = {(a.question, a.quantile): a for a in answers if a.scenario == PLAN}
    full = [plan.get(("monate_bis_voll", level)) for level in (0.1, 0.5, 0.9)]
    lead = Planning.model_validate_json(planned[0]).lead.months if planned else 0
    order = next((a for (question, _), a in plan.items() if question == f"bestelltermin_{lead}"), None)
    found = [(a, int(a.value)) for a in full if a is not None and a.value is not None]
    if len(found) < len(full) or order is None:
        return None
    # A month that lies behind those reckoned has none of its own; its value is their number.
    first, middle, last = (value + (answer.period is None) for answer, value in found)
    months = last - 1 if found[-1][0].period is None else last
    return Until(order.stand, first, middle, last, months, lead, order.period)


def _site(row: Mapping[str, Any]) -> str:
    return str(row["quantity"]).partition(":")[2]


def _answer(row: dict[str, Any]) -> Answer:
    level = row.pop("quantile")
    return Answer(quantile=None if level is None else float(level), **row)


def _test(row: Mapping[str, Any]) -> Test:
    return Test(
        issued=row["kind"] == "ausgegeben",
        origin=row["origin"],
        period=row["period"],
        horizon=row["horizon"],
        low80=row["q10"],
        middle=row["q50"],
        high80=row["q90"],
        actual=row["actual"],
        hit=row["hit80"],
    )


def _paths(rows: Rows) -> dict[str, Any]:
    """Factors by scenario, and quantiles by scenario and quantity, month and level."""
    factors: dict[str, list[float]] = {}
    bands: dict[tuple[str, str], dict[str, dict[float, float]]] = {}
    for row in rows:
        if row["quantity"] == "faktor":
            factors.setdefault(row["scenario"], []).append(row["value"])
        else:
            months = bands.setdefault((row["scenario"], row["quantity"]), {})
            months.setdefault(row["period"], {})[float(row["quantile"])] = row["value"]
    return {"factors": {name: tuple(values) for name, values in factors.items()}, "bands": bands}
