"""Commands of the dashboard: serve, handbook, briefing, open-data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard import settings
from dashboard.access import LOCAL, AccessRefused, access_for, check_host

if TYPE_CHECKING:
    from flask import Flask

cli = typer.Typer(add_completion=False, no_args_is_help=True, help="KIM-Cockpit: Ausgaben ansehen.")


@cli.callback()
def main() -> None:
    """KIM-Cockpit: Ausgaben ansehen."""


@cli.command()
def serve(
    home: Annotated[Path, typer.Option(help="Verzeichnis, dessen Ausgaben gezeigt werden.")] = Path("data/demo"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8050,
    role: Annotated[str, typer.Option(help="Rolle, für die gezeigt wird (city.yaml).")] = LOCAL,
    host: Annotated[str, typer.Option(help="Adresse, auf der angeboten wird.")] = "127.0.0.1",
) -> None:
    """Das Dashboard anbieten, bis Strg+C gedrückt wird."""
    try:
        rights = settings.read_rights(settings.city_file())
        check_host(host, access_for(rights, role), rights)
        _run(home.resolve(), port, role, host)
    except (settings.SettingsInvalid, AccessRefused) as error:
        _give_up(str(error))


@cli.command()
def handbook(
    home: Annotated[Path, typer.Option(help="Verzeichnis, aus dessen aktueller Ausgabe geschrieben wird.")] = Path(
        "data/demo"
    ),
    audience: Annotated[str, typer.Option(help="Sicht, für die geschrieben wird, zum Beispiel rat.")] = "",
    out: Annotated[Path, typer.Option(help="Verzeichnis für handbuch.html und handbuch.pdf.")] = Path("."),
) -> None:
    """Das Handbuch der Kennzahlen als HTML und PDF schreiben, allein aus der Ausgabe."""
    # Imported here: serving needs no Typst, and a wrong option is answered at once.
    from dashboard.exports.handbook import HandbookRefused, write
    from dashboard.exports.html import FontMissing
    from dashboard.exports.pdf import PdfRefused
    from dashboard.formatting import counted
    from dashboard.warehouse import BrokenRelease

    try:
        made = write(home, audience, out)
    except (HandbookRefused, FontMissing, PdfRefused, BrokenRelease) as error:
        _give_up(str(error))
    else:
        count = counted(made.indicators, "Kennzahl", "Kennzahlen")
        print(f"Handbuch der Ausgabe {made.release_id}, {count}: {made.html} und {made.pdf}")


@cli.command()
def briefing(
    paper: Annotated[str, typer.Argument(help="quartalsbericht, jahresbericht, anfrage, lagebild …")] = "",
    period: Annotated[str, typer.Option(help="Zeitraum: 2026-Q3, 2026-10 oder 2026.")] = "",
    home: Annotated[Path, typer.Option(help="Verzeichnis, aus dessen Ausgabe geschrieben wird.")] = Path("data/demo"),
    audience: Annotated[str, typer.Option(help="Sicht, für die geschrieben wird, zum Beispiel rat.")] = "rat",
    out: Annotated[Path, typer.Option(help="Verzeichnis für die Dateien.")] = Path("."),
    form: Annotated[list[str], typer.Option("--format", help="pdf, docx, xlsx, pptx; ohne Angabe alle vier.")] = [],  # noqa: B006
    release: Annotated[str, typer.Option(help="Ältere Ausgabe; ohne Angabe die aktuelle.")] = "",
    version: Annotated[int, typer.Option("--fassung", min=0, help="Freigegebene Fassung vom Schreibtisch.")] = 0,
) -> None:
    """Eine Vorlage schreiben: PDF (PDF/UA-1 und PDF/A-2a), DOCX, XLSX und PPTX mit denselben Zahlen."""
    from dashboard.exports.briefing import PaperRefused
    from dashboard.exports.paper_command import Order, write
    from dashboard.exports.paper_files import FormatUnknown
    from dashboard.exports.pdf import PdfRefused
    from dashboard.warehouse import BrokenRelease

    try:
        made = write(Order(home, paper, period, audience, out, tuple(form), release, version))
    except (PaperRefused, FormatUnknown, PdfRefused, BrokenRelease) as error:
        _give_up(str(error))
    else:
        print(f"{made.title}: {', '.join(str(path) for path in made.files)}")


@cli.command("open-data")
def open_data(
    home: Annotated[Path, typer.Option(help="Verzeichnis, aus dessen Ausgabe geschrieben wird.")] = Path("data/demo"),
    out: Annotated[Path, typer.Option(help="Verzeichnis für die Dateien.")] = Path("."),
    base: Annotated[str, typer.Option("--url", help="Adresse, unter der die Dateien stehen werden.")] = "",
) -> None:
    """Die öffentlichen Kennzahlen als CSV und Parquet schreiben, mit DCAT-AP.de-Eintrag und Datenbeschreibung."""
    from dashboard.exports.open_data import OpenDataRefused, publish
    from dashboard.warehouse import BrokenRelease

    try:
        made = publish(home, out, base)
    except (OpenDataRefused, BrokenRelease) as error:
        _give_up(str(error))
    else:
        print(f"Offene Daten der Ausgabe {made.release_id}, {made.rows} Werte: {', '.join(str(p) for p in made.files)}")


def _run(home: Path, port: int, role: str, host: str) -> None:
    # Only the worker imports Dash and DuckDB: a wrong option is answered at once, and no library crosses a fork.
    from dashboard.server import PortTaken, serve

    def make() -> "Flask":
        from dashboard.app import create_app

        server: Flask = create_app(home, role).server
        return server

    def ready() -> None:
        shown = f"[{host}]" if ":" in host else host
        print(f"Das Cockpit läuft: http://{shown}:{port}/  (beenden mit Strg+C)", flush=True)

    try:
        serve(make, host, port, ready)
    except PortTaken as error:
        _give_up(str(error))


def _give_up(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def run() -> None:
    """Entry point; wrong usage is a German sentence and ends with 1."""
    try:
        code = cli(standalone_mode=False)
    except typer.Exit as end:
        code = end.exit_code
    except typer.Abort:
        code = 1
    except typer.TyperException as error:
        # Imported here: only who mistyped waits for it.
        from etl import usage

        print(usage.sentence(error, "dashboard"), file=sys.stderr)
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    run()
