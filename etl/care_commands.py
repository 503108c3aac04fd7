"""Commands of those who keep an installation running: doctor, backup, restore."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from etl.backup import BackedUp, BackupRefused, backup, restore
from etl.catalogue.load import load_catalogue
from etl.doctor import Finding, look_over, mend_all
from etl.home import Home
from etl.options import DEFAULT_HOME, IMPOSSIBLE, HomeOption, JsonOption
from etl.pipeline import CODE, Clock
from etl.rebuild import NothingToRebuildFrom
from etl.wording import count, number

_MARKS = {"gut": "gut      ", "hinweis": "Hinweis  ", "fehler": "Fehler   "}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("doctor")(doctor_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)


def doctor_command(
    home: HomeOption = DEFAULT_HOME,
    mend: Annotated[bool, typer.Option("--mend", help="beheben, was sich ohne Verlust beheben lässt")] = False,
    as_json: JsonOption = False,
) -> None:
    """Nachsehen, ob eine Einrichtung gesund ist; ohne --mend wird nichts verändert."""
    catalogue = load_catalogue(CODE / "data" / "catalogue", CODE / "data" / "reference")
    place, clock = Home(home).require(), Clock.real()
    try:
        done = mend_all(place, catalogue, clock) if mend else []
    except NothingToRebuildFrom as error:
        done = [str(error)]
    findings = list(look_over(place, catalogue, clock))
    if as_json:
        found = [{key: value for key, value in asdict(item).items() if key != "mend"} for item in findings]
        typer.echo(json.dumps({"done": done, "findings": found}, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join([*done, *map(finding_line, findings), _verdict(findings)]))
    if any(item.state == "fehler" for item in findings):
        raise typer.Exit(IMPOSSIBLE)


def backup_command(
    target: Annotated[Path, typer.Argument(metavar="DATEI", help="neue Datei, zum Beispiel kim-2026-11-25.tar")],
    home: HomeOption = DEFAULT_HOME,
    with_key: Annotated[bool, typer.Option("--with-key", help="auch den Schlüssel der Kennungen aufnehmen")] = False,
    as_json: JsonOption = False,
) -> None:
    """Alles außer dem Eingang in eine Datei sichern; das Dashboard läuft weiter."""
    try:
        made = backup(Home(home).require(), target, Clock.real().now, with_key=with_key)
    except BackupRefused as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        typer.echo(json.dumps(asdict(made), ensure_ascii=False, indent=2))
        return
    typer.echo(f"Gesichert nach {target}: {_contents(made)}.")
    if not made.with_key:
        typer.echo(f"Der Schlüssel fehlt darin; bitte getrennt und sicher aufbewahren: {Home(home).secret_key}")


def restore_command(
    source: Annotated[Path, typer.Argument(metavar="DATEI", help="die Sicherung")],
    home: Annotated[Path, typer.Option("--home", metavar="DIR", help="neuer Ordner der Einrichtung")],
    key: Annotated[Path | None, typer.Option("--key", metavar="DATEI", help="Datei mit dem Schlüssel")] = None,
    as_json: JsonOption = False,
) -> None:
    """Eine Sicherung in einen neuen Ordner zurückholen; jede Datei wird vorher geprüft."""
    if not source.is_file():
        raise typer.BadParameter(f"Keine Datei: {source}")
    try:
        made = restore(source, home, key)
    except BackupRefused as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        typer.echo(json.dumps(asdict(made), ensure_ascii=False, indent=2))
        return
    typer.echo(f"Zurückgeholt nach {home}: {_contents(made)}.")
    typer.echo(f"Nachsehen: python -m etl doctor --home {home}")


def finding_line(item: Finding) -> str:
    """One line for a thing looked at, with what to do about it."""
    advice = f"\n           → {item.advice}" if item.advice else ""
    return f"{_MARKS[item.state]}  {item.subject}: {item.seen}{advice}"


def _verdict(findings: list[Finding]) -> str:
    wrong = sum(item.state == "fehler" for item in findings)
    if not wrong:
        return "Die Einrichtung ist in Ordnung."
    by_itself = sum(item.state == "fehler" and item.mend is not None for item in findings)
    found = f"{count(wrong, 'Fehler', 'Fehler')}, davon ohne Verlust zu beheben: {number(by_itself)}."
    return f"{found} Beheben: python -m etl doctor --mend" if by_itself else found


def _contents(made: BackedUp) -> str:
    release = f"Ausgabe {made.release}" if made.release else "noch keine Ausgabe"
    return f"{count(made.files, 'Datei', 'Dateien')}, {number(made.size)} Byte, {release}"
