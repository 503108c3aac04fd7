"""A kept scenario as an appendix of a paper, reckoned on the release of the paper's readers and on nothing else."""

import datetime as dt
from pathlib import Path

from dashboard import desk, formatting, levers
from dashboard import scenario_words as say
from dashboard.ahead import PLAN, Ahead, NothingAhead, ahead_of
from dashboard.exports.paper import Cell, Column, Finding, Grid, Run, Section
from dashboard.filters import Allowed, Filter, encode, parse
from dashboard.scenario import Model, Result, model_of
from dashboard.visit import Visit

KIND: desk.Kind = "szenario"
LEVEL, SHOWN = 1, 12
_CAUTION = "Szenarien sind Rechnungen unter Annahmen, keine Vorhersagen. Kein Modell erkennt einen Bruch vorher."


def offered(home: Path) -> tuple[tuple[str, str], ...]:
    """The kept scenarios as name on the desk and title, in the order of their names."""
    found = ((name, desk.kept(home, KIND, name)) for name in desk.names(home, KIND))
    return tuple((name, str(kept.body.get("title", name))) for name, kept in found if kept is not None)


def annex(visit: Visit, published: dt.date, name: str) -> Section:
    """The appendix; where it cannot be reckoned on this release it says so. `published` counts as the present day."""
    kept = desk.kept(visit.home, KIND, name)
    title = str(kept.body.get("title", name)) if kept is not None else name
    empty = Section(f"szenario-{name}", f"Anlage: Szenario „{title}“", LEVEL)
    ahead = ahead_of(visit)
    if isinstance(ahead, NothingAhead) or kept is None:
        reasons = (
            " ".join(ahead.reasons) if isinstance(ahead, NothingAhead) else "Es liegt nicht mehr auf dem Schreibtisch."
        )
        return _said(empty, f"Dieses Szenario lässt sich hier nicht rechnen. {reasons}")
    now = levers.months_since(ahead, published)
    chosen = Filter(**{key: str(value) for key, value in kept.body["levers"].items()})  # type: ignore[arg-type]
    _, refused = parse(encode(chosen), Allowed(levers.allowed(ahead, now, ())))
    if refused:
        return _said(empty, "Dieses Szenario nennt, was es in dieser Ausgabe nicht mehr gibt; bitte neu ablegen.")
    return _reckoned(empty, ahead, chosen, now)


def _said(empty: Section, *texts: str) -> Section:
    return Section(empty.id, empty.title, empty.level, paragraphs=tuple((Run(text),) for text in texts))


def _reckoned(empty: Section, ahead: Ahead, chosen: Filter, now: int) -> Section:
    model = model_of(ahead)
    result = model.result(levers.turned(chosen, ahead, now), now)
    nothing = model.result(levers.turned(levers.plain(chosen), ahead, now), now)
    lead = result.turned.lead
    state, word = say.order_state(result, lead, now)
    finding = Finding(state, word, f"Bestelltermin bei {lead} Monaten Vorlauf", say.lead_sentence(result, ahead, now))
    assumed = [say.assumed(ahead.scenario(result.turned.arrivals)), *ahead.texts("hinweis")]
    begun = f"Gerechnet ab Ende {say.month_at(ahead, 0)}. Engpass – {say.limit(result)}"
    grids = (_effects(result, nothing, model, chosen, now), _course(result, ahead))
    return Section(
        empty.id,
        empty.title,
        empty.level,
        paragraphs=tuple((Run(text),) for text in (begun, *assumed, _CAUTION)),
        findings=(finding,),
        grids=grids,
    )


def _effects(result: Result, nothing: Result, model: Model, chosen: Filter, now: int) -> Grid:
    """Each deed alone beside doing nothing, and all together."""
    ahead, deeds = model.ahead, levers.deeds(result.turned)
    rows: list[tuple[str, Result, Result | None]] = [("nichts tun", nothing, None)]
    for name in deeds:
        alone = model.result(levers.turned(levers.only(name, chosen), ahead, now), now)
        rows.append((f"mit {formatting.listed(say.deeds_of(alone.turned, ahead))}", alone, nothing))
    if len(deeds) > 1:
        rows.append(("alles zusammen", result, nothing))
    cells = tuple((Cell(name), *(Cell(text) for text in say.effect(done, other, ahead))) for name, done, other in rows)
    heads = (Column("Maßnahme", width=32), Column("Kosten im Jahr", figure=True, width=14),
             Column("voll in 12 Monaten", width=22), Column("Personenmonate ohne Platz", figure=True, width=16),
             Column(f"Bestelltermin bei {result.turned.lead} Monaten", width=18))  # fmt: skip
    return Grid("Was die Maßnahmen bewirken, in Klammern der Unterschied zu „nichts tun“", heads, cells)


def _course(result: Result, ahead: Ahead) -> Grid:
    """Persons and places month by month over the year that was ever tested; a band round the model alone."""
    banded = result.turned.arrivals == PLAN
    rows = []
    for at, band in enumerate(result.bands[:SHOWN], start=1):
        middle, places = round(band.persons[0.5] / 10) * 10, round(result.places[at])
        row = [Cell(say.month_at(ahead, at)), Cell(say.people(band.persons[0.5]), float(middle))]
        if banded:
            row.append(Cell(f"{say.people(band.persons[0.1])} bis {say.people(band.persons[0.9])}"))
        row += [Cell(formatting.integer(n), float(n)) for n in (places, round(places * result.usable))]
        rows.append(tuple(row))
    heads = [Column("Ende des Monats", width=24), Column("mittlerer Verlauf", figure=True, width=18)]
    heads += [Column("in 8 von 10 Fällen", width=24)] if banded else []
    heads += [Column("verfügbare Plätze", figure=True, width=17), Column("davon nutzbar", figure=True, width=17)]
    return Grid("Menschen in Gemeinschaftsunterkünften, gerundet, und Plätze", tuple(heads), tuple(rows))
