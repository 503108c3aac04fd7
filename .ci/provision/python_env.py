"""Makes a virtual environment in the checkout and installs one lock file into it, with pip and with hashes."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from provision.paths import fingerprint, is_current
from provision.say import SetupError, say

Way = tuple[str, Callable[[Path], bool]]


def ready(root: Path, lock: str = "requirements.lock", name: str = ".venv") -> Path:
    """Return the python of environment `name` under `root` with everything in `lock` installed.

    Does nothing when the stamp of the lock file is current. Raises SetupError with what to type.
    """
    venv = root / name
    python = venv / "bin" / "python"
    if not works(venv):
        if venv.exists():
            say(f"{name} passt nicht mehr zu diesem Ordner oder diesem Python und wird neu angelegt.")
            shutil.rmtree(venv)
        create(venv)
    install(root / lock, venv)
    return python


def works(venv: Path) -> bool:
    """Whether the environment has a python that starts and has pip, and was made in this very place."""
    python, pip = venv / "bin" / "python", venv / "bin" / "pip"
    if not (python.exists() and pip.exists()):
        return False
    # An environment that was moved still starts, but its programs begin with the path of the old place.
    start = pip.read_bytes()[:1000]
    here = any(os.fsencode(place / "bin") in start for place in (venv.absolute(), venv.resolve()))
    return here and subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def create(venv: Path) -> None:
    """Make the environment by the first way that works; raise SetupError with the apt line when none does."""
    for label, way in ways():
        if way(venv) and works(venv):
            say(f"Python-Umgebung {venv.name} angelegt ({label}, Python {sys.version.split()[0]}).")
            return
        shutil.rmtree(venv, ignore_errors=True)
    raise SetupError(
        "Python kann hier keine Umgebung anlegen, weil das Paket mit „ensurepip“ fehlt.\n"
        f"Bitte eingeben:  {apt_line()}\nund danach noch einmal denselben Befehl."
    )


def ways() -> list[Way]:
    """The ways to make an environment that this machine has, in the order in which they are tried."""
    found: list[Way] = []
    if importlib.util.find_spec("ensurepip") is not None:
        found.append(("venv", lambda venv: _run(sys.executable, "-m", "venv", str(venv))))
    if importlib.util.find_spec("virtualenv") is not None:
        found.append(("virtualenv", lambda venv: _run(sys.executable, "-m", "virtualenv", "-q", str(venv))))
    elif virtualenv := shutil.which("virtualenv"):
        found.append(("virtualenv", lambda venv: _run(virtualenv, "-q", "-p", sys.executable, str(venv))))
    if uv := shutil.which("uv"):
        found.append(("uv", lambda venv: _run(uv, "venv", "-q", "--seed", "-p", sys.executable, str(venv))))
    return found


def apt_line() -> str:
    """The command that brings what `python -m venv` needs on Debian and Ubuntu, for the running Python."""
    return f"sudo apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv"


def install(lock: Path, venv: Path) -> None:
    """Install the lock file with pip and compile bytecode, unless the stamp in the environment is current."""
    python = venv / "bin" / "python"
    stamp = venv / f".{lock.name}.stamp"
    value = fingerprint([lock], _version(python))
    if is_current(stamp, value):
        return
    say(f"Pakete aus {lock.name} werden installiert …")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # The lock holds every package with its hash, so pip need not resolve; bytecode is made below on all cores.
    done = subprocess.run([*pip, "--no-compile", "--no-deps", "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode != 0:
        raise SetupError(
            f"pip konnte {lock.name} nicht installieren; der Grund steht darüber.\n"
            "Hinter einem Proxy oder einem eigenen Paketspiegel hilft „pip config“ (index-url, cert, proxy)."
        )
    # Some packages carry templates that are no valid Python: compiling those fails and does not matter.
    subprocess.run([python, "-m", "compileall", "-q", "-j", "0", venv / "lib"], capture_output=True, check=False)
    stamp.write_text(value + "\n")


def _version(python: Path) -> str:
    command = [str(python), "-c", "import sys; print(sys.version)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _run(*command: str) -> bool:
    # Quiet on purpose: a way that fails is followed by the next one, and the last word is the apt line.
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
