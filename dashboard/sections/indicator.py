"""The parts of an indicator's page: how it compares, where it differs, what was said and done, where it comes from."""

from dash import html
from dash.development.base_component import Component

from dashboard import comparison, formatting, formulas, sentences, warehouse
from dashboard.charts.multiples import multiples
from dashboard.charts.render.multiples import panels
from dashboard.components.chart_frame import chart_frame
from dashboard.components.coarser import coarser
from dashboard.components.drawing import drawing
from dashboard.components.figure import breakdown_tables
from dashboard.components.picture import NOT_OFFERED, grid_table, source
from dashboard.components.table import Cell, Column, table
from dashboard.records import Point, Reading
from dashboard.remarks import Action, Comment
from dashboard.shelf import Shelf
from dashboard.visit import Visit

COMMENTS, ACTIONS = 4, 6
OFF_TARGET = ("act", "watch")


def views(reading: Reading | None, visit: Visit) -> tuple[tuple[str, str], ...]:
    """The breakdowns of an indicator as choices (value in the address, words); the first is the default."""
    if reading is None:
        return ()
    titles = visit.shown.dimensions
    return tuple(
        (",".join(dims), "nach " + formatting.listed(titles.get(dim, dim.capitalize()) for dim in dims))
        for dims in reading.indicator.breakdowns
    )


def compared(reading: Reading, visit: Visit) -> Component | None:
    """The latest value beside the period before, the year before, its target and cities of similar size."""
    now, indicator, shown = reading.latest, reading.indicator, visit.shown
    if now is None or now.value is None:
        return None
    signs = shown.signs()
    rows: list[list[Cell]] = []
    for name, point in (("Vorperiode", reading.previous), ("Vorjahr", comparison.year_before(reading))):
        rows.append([name, *_beside(reading, now, point, visit)])
    threshold = reading.threshold
    aim = formatting.target(threshold, indicator.decimals, indicator.unit) if threshold else "kein Ziel festgelegt"
    rows.append(["Ziel", aim, sentences.miss(reading) or ("im Ziel" if threshold else "–")])
    rows.append(["ähnliche Städte", "–", _peers(reading, visit)])
    stand = sentences.stand(indicator, now)
    caption = f"Verglichen mit: {sentences.value_text(indicator, now, signs)}, Stand {stand}"
    return table(caption, [Column("Vergleich"), Column("Wert dort"), Column("Abstand")], rows)


def _beside(reading: Reading, now: Point, point: Point | None, visit: Visit) -> tuple[Cell, Cell]:
    if point is None or point.value is None:
        return "–", "kein Wert, mit dem verglichen werden darf"
    if any(point.period < b.period <= now.period for b in reading.indicator.breaks):
        return "–", "dazwischen liegt ein Bruch der Reihe"
    amount, against = sentences.against(reading, now, point)
    value = sentences.value_text(reading.indicator, point, visit.shown.signs())
    return f"{value} ({sentences.stand(reading.indicator, point)})", f"{amount} {against}"


def _peers(reading: Reading, visit: Visit) -> str:
    where = (visit.home, visit.access.audience.id, visit.shown.info.id)
    cities, features = (warehouse.reference(*where, name) for name in ("vergleich", "vergleich_merkmal"))
    found = comparison.peers(cities, features, visit.shown)
    return found.get(reading.indicator.id, "Für diese Kennzahl gibt es keinen Städtevergleich.")


def breakdown(reading: Reading, visit: Visit) -> list[Component]:
    """The chosen breakdown: small multiples where there is a course, and the table of the latest values."""
    choices = [value for value, _ in views(reading, visit)]
    if not choices or reading.latest is None:
        return []
    chosen = visit.filter.show if visit.filter.show in choices else choices[0]
    dims = tuple(chosen.split(","))
    shelf = Shelf(visit)
    audience = visit.access.audience.id
    history = shelf.history(reading.indicator.id, *dims)
    if not history:
        return [html.Div(html.P(NOT_OFFERED), className="panel")] if reading.latest.value is not None else []
    period = history[-1].period
    latest = warehouse.breakdown(visit.home, audience, visit.shown.info.id, reading.indicator.id, period)
    points = tuple(p for p in latest if tuple(dim for dim, _ in p.members) == dims)
    parts: list[Component] = []
    if len(dims) == 1 and (drawn := _multiples(reading, dims[0], shelf)) is not None:
        parts.append(drawn)
    parts += [html.Div([found, coarser(reading, points, visit.shown, shelf.printed)], className="panel stack")
              for found in breakdown_tables(reading, points, visit.shown)]  # fmt: skip
    return parts


def _multiples(reading: Reading, dim: str, shelf: Shelf) -> Component | None:
    visit = shelf.visit
    history = shelf.history(reading.indicator.id, dim)
    last = max((p.span.last for p in history), default=0)
    series: dict[str, list[Point]] = {}
    for point in sorted(history, key=lambda p: p.span.last):
        series.setdefault(point.members[0][1], []).append(point)
    order = [member for breakdown, member in visit.shown.members if breakdown == dim]
    names = sorted(series, key=lambda m: (order.index(m) if m in order else len(order), m))
    title = visit.shown.dimensions.get(dim, dim.capitalize())
    labelled = {shelf.label(dim, m): series[m] for m in names if series[m][-1].span.last == last}
    spec = multiples(reading, labelled, title, visit.shown.signs(), visit.today)
    if spec is None:
        return None
    drawn = html.Div([drawing(panel) for panel in panels(spec)], className="multiples")
    return chart_frame(
        spec.told.finding,
        spec.told.subtitle,
        [drawn],
        spec.told.sentence,
        source((reading,), visit.shown),
        grid_table(spec.told.grid, visit.shown),
        key="Linie = Wert, Fläche oder grüne Linie = Ziel.",
    )


def said(reading: Reading, visit: Visit) -> Component | None:
    """What the office wrote about the value, newest first, and the measures with owner and day."""
    found = warehouse.remarks(visit.home, visit.access.audience.id, visit.shown.info.id).on(reading.indicator.id)
    last = reading.latest.span.last if reading.latest else 0
    comments = [c for c in found.comments if Point(c.period, None).span.last <= last]
    parts: list[Component] = []
    if comments:
        parts += [html.H2("Einordnung des Amtes"), _comment(comments[0])]
        if older := comments[1:COMMENTS]:
            inner = [html.Summary("Frühere Einordnungen"), *(_comment(c) for c in older)]
            parts.append(html.Details(inner, className="more"))
    elif reading.state(visit.today) in OFF_TARGET:
        parts += [html.H2("Einordnung des Amtes"), html.P("Zu diesem Wert liegt noch keine Einordnung vor.")]
    if found.actions:
        parts += [
            html.H2("Maßnahmen"),
            html.Ul([_action(a, visit) for a in found.actions[:ACTIONS]], className="actions"),
        ]
        if (more := len(found.actions) - ACTIONS) > 0:
            parts.append(html.P(formatting.counted(more, "ältere Maßnahme", "ältere Maßnahmen"), className="micro"))
    elif reading.state(visit.today) in OFF_TARGET:
        parts += [html.H2("Maßnahmen"), html.P("Zu dieser Kennzahl steht hier noch keine Maßnahme.")]
    return html.Section(parts, className="panel stack", **{"aria-label": "Einordnung und Maßnahmen"}) if parts else None


def _comment(comment: Comment) -> Component:
    told = (("Ursache", comment.cause), ("Veranlasst", comment.done), ("Empfehlung", comment.recommendation))
    facts = [html.Div([html.Dt(name), html.Dd(text or "–")]) for name, text in told]
    who = html.P(f"{comment.role}, zu {formatting.period(comment.period)}", className="micro")
    return html.Div([html.Dl(facts, className="facts"), who])


def _action(action: Action, visit: Visit) -> Component:
    due = f"fällig am {formatting.day(action.due)}" if action.due else "ohne Frist"
    late = action.overdue(visit.today)
    words = f"{action.status}, {due}" + (" – Frist abgelaufen" if late else "")
    return html.Li([html.B(action.title), html.P(words), html.P(f"Zuständig: {action.owner_role}", className="micro")])


def origin(reading: Reading, visit: Visit) -> Component:
    """The formula with its numbers, the deliveries behind the value and as of when they speak."""
    indicator, point, shown = reading.indicator, reading.latest, visit.shown
    parts: list[Component] = [html.H2("Herkunft der Zahl"), html.P(formulas.words(indicator.formula, shown.titles()))]
    if point is not None and point.value is not None and (basis := sentences.basis(indicator, point)):
        value = sentences.value_text(indicator, point, shown.signs())
        parts.append(html.P(["Mit den Zahlen: ", html.B(f"{basis.removeprefix('Basis: ')} ergibt {value}")]))
    named = {s.id: s for s in shown.sources}
    items = []
    for source_id in indicator.sources:
        if (state := named.get(source_id)) is not None:
            stand = formatting.day(state.data_as_of) if state.data_as_of else "liegt noch nicht vor"
            items.append(html.Li([html.A(state.title, href="/daten"), f", {state.office}, Datenstand {stand}"]))
    parts += [html.Ul(items, className="plain"), html.P(f"Ausgabe {shown.info.id}", className="micro")]
    return html.Section(parts, className="panel stack", **{"aria-label": "Herkunft der Zahl"})
