"""Commands of disclosure control: audit a release, compute the views that audiences are offered."""

from pathlib import Path
from typing import Annotated

import duckdb
import typer

from etl import publish
from etl.catalogue.load import load_catalogue
from etl.disclosure.audit import audit_json, audit_release, audit_text
from etl.disclosure.choose_views import settle_views, views_yaml
from etl.disclosure.export import relations_file, write_export
from etl.disclosure.places import read_sites
from etl.figures import Figures, read_figures
from etl.home import Home, locked
from etl.options import DEFAULT_HOME, HomeOption, JsonOption
from etl.pipeline import CODE, Clock

CATALOGUE, REFERENCE = CODE / "data" / "catalogue", CODE / "data" / "reference"
NOT_PASSED = 2


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(audit)
    app.command()(views)


def audit(
    release: Annotated[str | None, typer.Argument(metavar="[AUSGABE]", help="ohne Angabe: die aktuelle")] = None,
    also: Annotated[list[str] | None, typer.Option("--also", metavar="ÄLTERE", help="mit Wissen aus dieser")] = None,
    home: HomeOption = DEFAULT_HOME,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="DIR", help="Tabellen für ein fremdes Programm")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Prüfen, ob sich in einer Ausgabe eine nicht gezeigte Zahl eingrenzen lässt."""
    place = Home(home).require()
    folder = _release(place, release or publish.current(place))
    older = [_release(place, name) for name in also or ()]
    audiences = sorted(path.stem for path in folder.glob("*.duckdb"))
    links = load_catalogue(CATALOGUE, REFERENCE).links
    audits = [audit_release(folder, name, older, links) for name in audiences]
    for name in audiences if export else ():
        write_export(folder, name, export or folder)
    typer.echo(audit_json(audits) if as_json else audit_text(audits))
    if not all(item.passed for item in audits):
        raise typer.Exit(NOT_PASSED)


def views(
    home: HomeOption = DEFAULT_HOME,
    out: Annotated[Path, typer.Option("--out", metavar="DATEI", help="Zieldatei")] = CATALOGUE / "views.yaml",
) -> None:
    """Errechnen, welche Aufgliederung welcher Sicht angeboten wird; einmal im Jahr, nicht für jede Ausgabe."""
    place = Home(home).require()
    catalogue = load_catalogue(CATALOGUE, REFERENCE)
    with locked(place), duckdb.connect(str(place.workshop), read_only=True) as con:
        figures = read_figures(con)
        sites = read_sites(con)
    known = tuple(value for value in figures.values if value.indicator_id in catalogue.indicators)
    chosen = settle_views(Figures(figures.cells, known), catalogue, sites)
    out.write_text(views_yaml(chosen, f"{Clock.real().today:%d.%m.%Y}"), encoding="utf-8")
    typer.echo(f"{len(chosen)} Aufgliederungen geschrieben nach {out}")


def _release(home: Home, release_id: str | None) -> Path:
    if release_id is None:
        raise typer.BadParameter("Es gibt noch keine Ausgabe.")
    folder = home.releases / release_id
    if not folder.is_dir():
        raise typer.BadParameter(f"Die Ausgabe „{release_id}“ gibt es nicht.")
    audiences = sorted(path.stem for path in folder.glob("*.duckdb"))
    if missing := [name for name in audiences if not (folder / relations_file(name)).is_file()]:
        raise typer.BadParameter(
            f"Die Ausgabe „{release_id}“ nennt keine Zusammenhänge ({', '.join(missing)}); "
            "sie entstand ohne Gegensperrung."
        )
    return folder
