"""The options that many commands have in common, and the home they work on unless told otherwise."""

from pathlib import Path
from typing import Annotated

import typer

from etl.pipeline import CODE

HomeOption = Annotated[Path, typer.Option("--home", metavar="DIR", help="Verzeichnis der Einrichtung")]
JsonOption = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")]
DEFAULT_HOME = CODE / "data" / "demo"
IMPOSSIBLE = 2
