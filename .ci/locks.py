"""Writes the lock files anew from pyproject.toml and package.json: every package with its hashes, no host in it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from provision.paths import ROOT
from provision.say import SetupError, say, stop

# What is locked into which file, and the constraints it is held to.
PYTHON_LOCKS = {
    "requirements.lock": ["-c", ".ci/constraints.txt", "--extra", "test", "pyproject.toml"],
    "requirements.compat.lock": ["-c", ".ci/constraints.compat.txt", "--extra", "test", "pyproject.toml"],
    "requirements.lake.lock": ["-c", ".ci/constraints.txt", "--extra", "lake", "pyproject.toml"],
    "requirements.bench.lock": ["-c", ".ci/constraints.txt", "--extra", "bench", "pyproject.toml"],
    "requirements.node.lock": [".ci/node.in"],
}
COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
PLAIN = ["--no-header", "--no-annotate", "--upgrade"]


def lock_python(uv: str) -> None:
    """Write the Python lock files with uv."""
    for target, inputs in PYTHON_LOCKS.items():
        say(f"{target} …")
        _do([uv, *COMPILE, *PLAIN, *inputs, "-o", target])


def lock_npm(npm: str) -> None:
    """Write package-lock.json; what it says of sponsors is left out, so that no address is recorded."""
    say("package-lock.json …")
    _do([npm, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"])
    without_funding(ROOT / "package-lock.json")


def without_funding(file: Path) -> None:
    """Take the `funding` entries out of a package-lock.json."""
    lock = json.loads(file.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Lock everything; returns 0, or 1 with a sentence when a tool is missing or fails."""
    uv, npm = shutil.which("uv"), shutil.which("npm")
    try:
        if uv is None or npm is None:
            raise SetupError(
                "Zum Erneuern der Sperrdateien braucht es uv und npm auf dem PATH (z. B. „pipx install uv“)."
            )
        lock_python(uv)
        lock_npm(npm)
    except SetupError as error:
        return stop(error)
    return 0


def _do(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise SetupError(f"„{Path(command[0]).name}“ ist gescheitert; der Grund steht darüber.")


if __name__ == "__main__":
    sys.exit(main())
