"""Commands of the analysts: init, example, check, run, releases, rollback (others: office_commands)."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from etl import care_commands, forecast_command, office_commands, publish, trouble, usage, wording
from etl import explain as explanation
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import CatalogueInvalid, load_catalogue
from etl.disclosure import commands as disclosure_commands
from etl.dryrun import dry_run
from etl.formula_trial import checked_catalogue
from etl.home import Home, HomeBusy, NoHome
from etl.home import init as init_home
from etl.options import DEFAULT_HOME, IMPOSSIBLE, HomeOption, JsonOption
from etl.pipeline import CODE, Clock
from etl.pipeline import run as run_pipeline
from etl.progress import progress_bar
from etl.workshop import WorkshopBroken

WRONG_USAGE = 1
app = typer.Typer(
    help="Lieferungen der Ämter prüfen, laden und als Ausgabe veröffentlichen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
disclosure_commands.register(app)


office_commands.register(app)
care_commands.register(app)
forecast_command.register(app)


def the_catalogue() -> Catalogue:
    """The catalogue beside the code."""
    return load_catalogue(CODE / "data" / "catalogue", CODE / "data" / "reference")


@app.command()
def init(home: Annotated[Path, typer.Argument(metavar="HOME", help="neues Verzeichnis")]) -> None:
    """Eine Einrichtung anlegen: Verzeichnisse und Schlüssel. Vorhandenes bleibt, wie es ist."""
    created = init_home(home)
    print(
        f"Eingerichtet: {created.root}\nLieferungen gehören nach {created.inbox}, dann: python -m etl run --home {home}"
    )


@app.command()
def example(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Ziel der Beispieldateien")],
    seed: Annotated[int, typer.Option("--seed", help="andere Zahl, andere erfundene Stadt")] = 1,
    until: Annotated[str | None, typer.Option("--until", metavar="JJJJ-MM", help="letzter Monat")] = None,
    scale: Annotated[float, typer.Option("--scale", min=0.01, help="Vielfaches der Personen")] = 1.0,
) -> None:
    """Erfundene Lieferungen in den Formen der Ämter schreiben; fehlerhafte liegen in DIR/fehlerhaft."""
    from etl.example.write import write_example

    try:
        paths = write_example(out, seed=seed, until=until, scale=scale, today=Clock.real().today)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    print(f"{len(paths)} Beispieldateien geschrieben nach {out}")
    if until and until < ALL_FIGURES_FROM:
        print(
            f"Vor {ALL_FIGURES_FROM[:4]} reichen die Listen noch nicht für jede Kennzahl; run nennt sie und "
            'veröffentlicht mit Begründung: --accept "kurzes Beispiel"'
        )


# Until then some figures have no period that is over: forecasts to compare, a school year that is accounted for.
ALL_FIGURES_FROM = "2017-01"


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="DATEI…", help="Dateien, die geprüft werden")] = None,
    catalogue: Annotated[bool, typer.Option("--catalogue", help="den Katalog statt Lieferungen prüfen")] = False,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Lieferungen prüfen, ohne etwas zu laden; oder den Katalog, alle Fehler auf einmal."""
    if catalogue:
        sound = checked_catalogue(CODE / "data" / "catalogue", CODE / "data" / "reference")
        print(wording.catalogue_text(sound))
        return
    if not files:
        raise typer.BadParameter("Es fehlt: DATEI… oder --catalogue")
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise typer.BadParameter(f"Keine Datei: {', '.join(missing)}")
    results = dry_run(files, Home(home), the_catalogue(), Clock.real())
    if as_json:
        _print_json([wording.loaded_json(item) for item in results])
    else:
        print("\n\n".join(wording.checked_text(item) for item in results))
    if any(item.loaded.report.outcome == "abgelehnt" for item in results):
        raise typer.Exit(IMPOSSIBLE)


@app.command()
def run(
    home: HomeOption = DEFAULT_HOME,
    inbox: Annotated[Path | None, typer.Option("--inbox", metavar="DIR", help="Ordner der Lieferungen")] = None,
    accept: Annotated[
        str | None, typer.Option("--accept", metavar="GRUND", help="trotz Zweifeln veröffentlichen, mit diesem Grund")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Lieferungen laden, Kennzahlen rechnen und eine Ausgabe veröffentlichen."""
    place = Home(home)
    if inbox and not place.exists() and not (home.exists() and any(home.iterdir())):
        place = init_home(home)
    place.require()
    source = inbox or place.inbox
    if not source.is_dir():
        raise typer.BadParameter(f"Der Ordner {source} fehlt.")
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        result = run_pipeline(place, source, the_catalogue(), Clock.real(), progress, accept)
    if as_json:
        _print_json(wording.run_json(result))
    else:
        print(wording.run_text(result))
    if result.impossible:
        raise typer.Exit(IMPOSSIBLE)


@app.command()
def releases(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Alle Ausgaben nennen, die neueste zuletzt."""
    place = Home(home).require()
    audience = the_catalogue().city.rights.audiences[0].id
    current = publish.current(place)
    rows = []
    for release_id in sorted({i for i in publish.history(place) if (place.releases / i).is_dir()}):
        rows.append({**publish.describe(place.releases / release_id, audience), "current": release_id == current})
    if as_json:
        _print_json(rows)
    else:
        print(wording.releases_text(rows))


@app.command()
def rollback(
    release_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="ohne Angabe: die vorige")] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Eine ältere Ausgabe wieder zur aktuellen machen; gelöscht wird nichts."""
    place = Home(home).require()
    try:
        chosen = publish.rollback(place, release_id)
    except publish.NoSuchRelease as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        _print_json({"current": chosen})
    else:
        print(f"Aktuelle Ausgabe ist jetzt {chosen}.")


@app.command()
def explain(
    indicator: Annotated[str, typer.Argument(metavar="KENNZAHL", help="zum Beispiel gu_auslastung")],
    period: Annotated[str | None, typer.Option("--period", metavar="ZEITRAUM", help="zum Beispiel 2026-10")] = None,
    member: Annotated[str | None, typer.Option("--member", help="Ausprägung, zum Beispiel GU-01")] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Sagen, woher eine Zahl kommt."""
    place = Home(home).require()
    current = publish.current(place)
    if current is None:
        raise typer.BadParameter("Es gibt noch keine Ausgabe.")
    catalogue = the_catalogue()
    audience = catalogue.city.rights.audiences[0].id
    snapshots = [source.id for source in catalogue.sources.values() if source.delivery == "snapshot"]
    try:
        found = explanation.explain(place.releases, current, audience, indicator, period, member, snapshots)
    except explanation.NothingToExplain as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        _print_json(explanation.explain_json(found))
    else:
        print(explanation.explain_text(found))


def _print_json(content: Any) -> None:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)

    print(json.dumps(content, ensure_ascii=False, indent=2, default=plain))


def main() -> int:
    """Run a command; wrong usage is 1, no release possible 2, and bad input never ends in a traceback."""
    try:
        code = app(standalone_mode=False)
    except typer.Exit as error:
        return error.exit_code
    except typer.TyperException as error:
        print(usage.sentence(error), file=sys.stderr)
        return WRONG_USAGE
    except (NoHome, typer.Abort) as error:
        print(f"Fehler: {error or 'abgebrochen'}", file=sys.stderr)
        return WRONG_USAGE
    except CatalogueInvalid as error:
        print(f"Der Katalog hat Fehler:\n{error}", file=sys.stderr)
        return IMPOSSIBLE
    except (HomeBusy, WorkshopBroken) as error:
        print(f"Fehler: {error}", file=sys.stderr)
        return IMPOSSIBLE
    except (OSError, MemoryError, duckdb.Error) as error:
        print(f"Fehler: {trouble.sentence(error)}", file=sys.stderr)
        return IMPOSSIBLE
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    raise SystemExit(main())
