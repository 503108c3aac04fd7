"""Commands around the offices: what is due, blank lists, reading again, removing what was kept long enough."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.deliveries import Expected, expected
from etl.home import Home
from etl.options import DEFAULT_HOME, IMPOSSIBLE, HomeOption, JsonOption
from etl.pipeline import CODE, Clock
from etl.progress import progress_bar
from etl.purge import Purged, purge, rules
from etl.replay import replay
from etl.template import NoTemplate, template
from etl.wording import count, number, run_json, run_text


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("deliveries")(deliveries_command)
    app.command("template")(template_command)
    app.command("replay")(replay_command)
    app.command("purge")(purge_command)


def deliveries_command(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Sagen, welche Lieferung von wem fällig ist und seit wann."""
    found = expected(Home(home).require(), _catalogue(), Clock.real().today)
    if as_json:
        _print_json([{**asdict(item), "state": item.state} for item in found])
    else:
        typer.echo("\n".join(map(expected_line, found)))


def template_command(
    source_id: Annotated[str, typer.Argument(metavar="LIEFERUNG", help="Kennung, zum Beispiel belegungen")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DATEI", help="Ziel; ohne Angabe <Kennung>.xlsx")] = None,
) -> None:
    """Eine leere Arbeitsmappe mit Anleitung für ein Amt schreiben."""
    catalogue = _catalogue()
    source = catalogue.sources.get(source_id)
    if source is None:
        raise typer.BadParameter(f"Die Lieferung „{source_id}“ gibt es nicht. Es gibt: {', '.join(catalogue.sources)}")
    target = out or Path(f"{source_id}.xlsx")
    if target.exists():
        raise typer.BadParameter(f"{target} gibt es schon; bitte einen anderen Namen angeben.")
    try:
        target.write_bytes(template(source, catalogue))
    except NoTemplate as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"Vorlage für „{source.title}“ geschrieben: {target}")


def replay_command(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Alle Lieferungen aus dem Archiv neu lesen, zum Beispiel nach einer Änderung am Katalog."""
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        result = replay(Home(home).require(), _catalogue(), Clock.real(), progress)
    if as_json:
        _print_json(run_json(result))
    else:
        typer.echo(run_text(result))
    if result.impossible:
        raise typer.Exit(IMPOSSIBLE)


def purge_command(
    home: HomeOption = DEFAULT_HOME,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="nur sagen, was gelöscht würde")] = False,
    as_json: JsonOption = False,
) -> None:
    """Alles löschen, dessen Aufbewahrungsfrist vorbei ist; Ausgaben bleiben."""
    catalogue = _catalogue()
    result = purge(Home(home).require(), catalogue, Clock.real().today, dry_run=dry_run)
    if as_json:
        _print_json({**asdict(result), "dry_run": dry_run, "rules": rules(catalogue)})
    else:
        typer.echo("\n".join(("Aufbewahrung:", *(f"  {rule}" for rule in rules(catalogue)), "")))
        typer.echo(purged_text(result, dry_run))


def expected_line(item: Expected) -> str:
    """One line for a source: state, name, office, Stand and due day."""
    if item.data_as_of is None or item.due is None:
        return f"noch nie      {item.title}: von {item.office} ({item.contact}) liegt noch nichts vor"
    since = f"Stand {item.data_as_of:%d.%m.%Y}, fällig bis {item.due:%d.%m.%Y}"
    if item.state == "aktuell":
        return f"aktuell       {item.title}: {item.office}, {since}"
    late = f"seit {count(item.days_late, 'Tag', 'Tagen')}"
    return f"überfällig    {item.title}: {item.office} ({item.contact}), {since}, {late}"


def purged_text(result: Purged, dry_run: bool) -> str:
    """What was removed, or would be."""
    verb = "Würde löschen" if dry_run else "Gelöscht"
    if not (result.archived or result.quarantined or result.rows or result.inbox):
        return "Keine Aufbewahrungsfrist ist abgelaufen, es gibt nichts zu löschen."
    lines = [
        f"{verb}: {count(result.archived, 'Datei', 'Dateien')} im Archiv ({number(result.archived_bytes)} Byte), "
        f"{count(result.inbox, 'Datei', 'Dateien')} im Eingang, "
        f"{count(result.quarantined, 'Datei', 'Dateien')} mit zurückgewiesenen Zeilen."
    ]
    lines += [f"{verb}: {count(rows, 'Zeile', 'Zeilen')} in {source}" for source, rows in sorted(result.rows.items())]
    return "\n".join(lines)


def _catalogue() -> Catalogue:
    return load_catalogue(CODE / "data" / "catalogue", CODE / "data" / "reference")


def _print_json(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
