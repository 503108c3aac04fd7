"""Finds a Chromium-like browser that can be driven; used by setup, by the tests and for screenshots."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "google-chrome", "microsoft-edge")
VARIABLE = "KIM_BROWSER"
ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The browser named by KIM_BROWSER, else the first of NAMES on PATH that is no snap; None if there is none.

    A KIM_BROWSER that cannot be started is never silently replaced by another browser.
    """
    wanted = environment.get(VARIABLE)
    if wanted:
        found = shutil.which(wanted, path=environment.get("PATH"))
        return Path(found) if found else None
    for name in NAMES:
        for folder in environment.get("PATH", os.defpath).split(os.pathsep):
            found = shutil.which(name, path=folder)
            if found and not is_snap(Path(found)):
                return Path(found)
    return None


def is_snap(program: Path) -> bool:
    """Whether the program is a snap or Ubuntu's script that only says how to install one.

    A snap cannot read the folders of the tests, and the script starts nothing.
    """
    real = program.resolve()
    if "snap" in (*program.parts, *real.parts):
        return True
    with real.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and (b"/snap/" in start or b"snap install" in start)


def launch_arguments(user_id: int | None = None) -> list[str]:
    """Command-line arguments for the browser; the sandbox is given up only where root would not start with it."""
    root = (os.geteuid() if user_id is None else user_id) == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]


def advice(environment: Mapping[str, str] = os.environ) -> str:
    """What to type where no browser was found, one or two German sentences."""
    if wanted := environment.get(VARIABLE):
        return f"{VARIABLE} zeigt auf „{wanted}“, dort liegt kein ausführbares Programm. Bitte berichtigen."
    return (
        "Debian:  sudo apt-get install chromium\n"
        "Ubuntu hat nur das Snap, das hier nicht zählt: Google Chrome oder Microsoft Edge als .deb installieren,\n"
        f"oder den Weg zu einem Browser nennen:  {VARIABLE}=/pfad/zum/chrome make test"
    )
