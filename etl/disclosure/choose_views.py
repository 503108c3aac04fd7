"""Which views an audience is offered: computed once a year from the data of two years and written to the catalogue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Cadence
from etl.catalogue.period import cadence_of, last_day
from etl.catalogue.view import View
from etl.disclosure.linking import Kind, kinds
from etl.disclosure.note import WITHHELD
from etl.disclosure.offers import Dims, dims_of, every_cell
from etl.disclosure.places import AREA, DISTRICT, LONGER, fits, hierarchy
from etl.disclosure.protect import protect_all
from etl.figures import Cell, Coordinates, Figures

MONTHS = 24
MOST_STEPS = 4
MOST_WITHHELD = Decimal("0.06")
FINEST_SHARE, OTHER_SHARE = Decimal("0.60"), Decimal("0.75")


def choose_views(figures: Figures, catalogue: Catalogue, sites: Mapping[str, str | None]) -> tuple[View, ...]:
    """For every breakdown of a protected measure the finest period in which enough of its cells reach the minimum.

    Enough is 60 % for the first audience and 75 % for the others, over the last 24 months. Where Stadtviertel are
    offered to an audience the merged areas are not.
    """
    known = kinds(catalogue)
    cells = every_cell(figures, catalogue, hierarchy(catalogue, sites))
    grouped: dict[tuple[str, Dims], list[Cell]] = {}
    for cell in cells:
        if known[cell.measure].protected and dims_of(cell.at):
            grouped.setdefault((cell.measure, dims_of(cell.at)), []).append(cell)
    views = [_view(catalogue, known[key[0]], key, listed) for key, listed in sorted(grouped.items())]
    return tuple(_one_level(views))


def settle_views(figures: Figures, catalogue: Catalogue, sites: Mapping[str, str | None]) -> tuple[View, ...]:
    """The views of `choose_views`, each coarsened until at most 6 % of its value has to be withheld.

    Cover cells cost more in some views than in others; what they cost is known only once a pattern is chosen.
    """
    views = choose_views(figures, catalogue, sites)
    true = {(c.measure, c.at): c.value for c in every_cell(figures, catalogue, hierarchy(catalogue, sites))}
    for _ in range(MOST_STEPS):
        shown = protect_all(figures, replace(catalogue, views=views), sites, {})
        costly = {name: _costly(part.figures.cells, true) for name, part in shown.items()}
        coarser = tuple(_coarsened(view, costly, kinds(catalogue)[view.measure]) for view in views)
        if coarser == views:
            break
        views = coarser
    return views


def _costly(cells: Iterable[Cell], true: Mapping[tuple[str, Coordinates], Decimal | None]) -> set[tuple[str, Dims]]:
    """Views of which too much of the value is withheld."""
    total: dict[tuple[str, Dims], Decimal] = defaultdict(Decimal)
    hidden: dict[tuple[str, Dims], Decimal] = defaultdict(Decimal)
    for cell in cells:
        value = true.get((cell.measure, cell.at)) or Decimal(0)
        total[(cell.measure, dims_of(cell.at))] += value
        if cell.mark == WITHHELD:
            hidden[(cell.measure, dims_of(cell.at))] += value
    return {view for view, value in hidden.items() if value > MOST_WITHHELD * total[view]}


def _coarsened(view: View, costly: Mapping[str, set[tuple[str, Dims]]], kind: Kind) -> View:
    """The view one step coarser for the audiences it is too costly for."""
    steps = (*_steps(kind), "nie")
    grain = {
        name: steps[steps.index(step) + 1] if step != "nie" and (view.measure, view.dims) in costly[name] else step
        for name, step in view.grain.items()
    }
    return View.model_validate({**view.model_dump(), "grain": grain})


def views_yaml(views: Iterable[View], today: str) -> str:
    """The text of data/catalogue/views.yaml."""
    lines = [
        "# Welche Aufgliederung welcher Sicht angeboten wird und in welchem Zeitraum frühestens (nie: gar nicht).",
        "# share: Anteil der Zahlen ungleich null, die die Mindestfallzahl erreichen, in den letzten 24 Monaten.",
        "# Muss in einer Aufgliederung mehr als 6 % der Summe verdeckt werden, wird sie gröber angeboten.",
        f"# Errechnet am {today} mit „python -m etl views“; gilt, bis es neu errechnet und beschlossen wird.",
    ]
    rows: list[str] = []
    for view in views:
        grain = ", ".join(f"{audience}: {grain}" for audience, grain in view.grain.items())
        share = ", ".join(f"{audience}: {share}" for audience, share in view.share.items())
        place = f"measure: {view.measure}, dims: [{', '.join(view.dims)}]"
        rows.append(f"- {{{place}, grain: {{{grain}}}, share: {{{share}}}}}")
    return "\n".join([*lines, *(rows or ["[]"])]) + "\n"


def _view(catalogue: Catalogue, kind: Kind, key: tuple[str, Dims], cells: Sequence[Cell]) -> View:
    latest = max(last_day(cell.period) for cell in cells)
    begin = latest.replace(day=1, year=latest.year - MONTHS // 12)
    recent = [cell for cell in cells if last_day(cell.period) > begin]
    grain: dict[str, str] = {}
    share: dict[str, Decimal] = {}
    for number, audience in enumerate(catalogue.city.rights.audiences):
        needed = FINEST_SHARE if number == 0 else OTHER_SHARE
        grain[audience.id] = "nie"
        for step in _steps(kind):
            reached = _share(recent, kind, step, audience.k)
            if reached is None:
                continue
            share[audience.id] = reached
            if reached >= needed:
                grain[audience.id] = step
                break
    return View.model_validate({"measure": key[0], "dims": key[1], "grain": grain, "share": share})


def _steps(kind: Kind) -> tuple[Cadence, ...]:
    """Periods from the finest in which a measure is reckoned to the year; a distinct count has no longer ones."""
    if kind.stock:
        return ("monat", "quartal", "jahr")
    if kind.distinct:
        return (kind.cadence,)
    steps: list[Cadence] = [kind.cadence]
    while (longer := LONGER.get(steps[-1])) is not None:
        steps.append(longer)
    return tuple(steps)


def _share(cells: Iterable[Cell], kind: Kind, grain: Cadence, k: int) -> Decimal | None:
    """Share of the cells other than zero that reach k, in exactly this period; None where there are none."""
    values = [
        cell.value
        for cell in cells
        if cell.value and (fits(cell.period, grain, stock=True) if kind.stock else cadence_of(cell.period) == grain)
    ]
    if not values:
        return None
    return (Decimal(sum(1 for value in values if value >= k)) / len(values)).quantize(Decimal("0.01"))


def _one_level(views: Sequence[View]) -> Iterable[View]:
    """Merged areas only for audiences that are not offered the same by Stadtviertel."""
    fine = {(view.measure, view.dims): view.grain for view in views}
    for view in views:
        districts = fine.get((view.measure, tuple(DISTRICT if dim == AREA else dim for dim in view.dims)), {})
        if AREA not in view.dims:
            yield view
            continue
        grain = {name: "nie" if districts.get(name, "nie") != "nie" else step for name, step in view.grain.items()}
        yield View.model_validate({**view.model_dump(), "grain": grain})
