"""Installs the missing system packages of .ci/apt.txt or .ci/apt-soak.txt, where that needs no password."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from provision.browser import find_browser
from provision.say import say

PRESENT: Mapping[str, Callable[[], bool]] = {
    "chromium": lambda: find_browser() is not None,
    "poppler-utils": lambda: shutil.which("pdftotext") is not None,
    "libreoffice-writer-nogui": lambda: shutil.which("soffice") is not None,
}


def ready(root: Path, listing: str = "apt.txt") -> None:
    """Install what is missing of a list in .ci; where that cannot be done say what to type and go on."""
    missing = [name for name in names(root / ".ci" / listing) if not is_present(name)]
    if not missing:
        return
    command = "sudo apt-get install " + " ".join(missing)
    rights = privilege()
    if rights is None:
        say(f"Es fehlen Systempakete. Bitte eingeben:  {command}")
        return
    say(f"Systempakete werden installiert: {', '.join(missing)} …")
    _apt(rights, "update")
    for name in missing:
        if _is_snap_only(name) or not _apt(rights, "install", "-y", "--no-install-recommends", name):
            say(f"Das Systempaket {name} war hier nicht zu bekommen.")


def names(listing: Path) -> list[str]:
    """The package names in a file with one name a line; lines beginning with # are remarks."""
    lines = (line.strip() for line in listing.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def is_present(name: str) -> bool:
    """Whether what the package brings is already there, from whatever origin."""
    return PRESENT[name]()


def privilege() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks for no password, None where neither holds."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _is_snap_only(name: str) -> bool:
    # Ubuntu's package of this name is an empty one that would install a snap, and hang where there is no snapd.
    shown = subprocess.run(["apt-cache", "show", name], capture_output=True, text=True, check=False)
    return "snap" in shown.stdout.lower() and "transitional" in shown.stdout.lower()


def _apt(rights: list[str], *arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # sudo drops the environment, so the setting goes through env.
    prefix = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"] if rights else []
    command = [*prefix, "apt-get", "-qq", *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
