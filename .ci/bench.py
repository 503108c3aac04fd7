"""Runs the measurements in tests/bench; their tables go to docs/benchmarks.md with commit, date and machine."""

import ast
import datetime as dt
import os
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from provision import python_env
from provision.paths import ROOT
from provision.say import SetupError, say, stop

PAGE = ROOT / "docs" / "benchmarks.md"
PACKAGES = ("duckdb", "pandas", "numpy", "dash", "plotly")
COMPARES = "bench_seiten"
HEAD = "# Messungen\n\nErzeugt von `make bench`; gemessen, nie bewertet.\n"


def scripts(only: str | None) -> list[Path]:
    """The measurements in order of their names; `only` is the part of the file name behind bench_."""
    return sorted((ROOT / "tests" / "bench").glob(f"bench_{only or '*'}.py"))


def machine() -> str:
    """One German line on processor, memory, system and versions; no name of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} Kerne ({processor()}), {memory:.0f} GiB, {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, {versions}"
    )


def processor() -> str:
    """The model of the processor, or its architecture where the system does not tell."""
    listing = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", listing.read_text(), re.MULTILINE) if listing.exists() else None
    return found.group(1).strip() if found else platform.machine()


def commit() -> str:
    """The short id of the checked-out commit, with a word when files differ from it; a dash without git."""
    git = ["git", "describe", "--always", "--dirty= mit Änderungen"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "–"


def measure(script: Path) -> str:
    """Run one script and return its section of the page: title, circumstances, table. Raises SetupError."""
    title = (ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or script.stem).partition("\n")[0]
    say(f"{script.name}: {title}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / ".ci")])}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise SetupError(f"{script.name} ist gescheitert; der Grund steht darüber.")
    say(done.stdout)
    stamp = f"Commit {commit()}, {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {machine()}."
    return f"## {script.stem.removeprefix('bench_')}\n\n{title}\n\n{stamp}\n\n{done.stdout.strip()}\n"


def prepare(found: list[Path]) -> None:
    """Make the environment of what is only compared with; where it cannot be had, the comparison is left out."""
    if not any(script.stem == COMPARES for script in found):
        return
    try:
        python_env.ready(ROOT, "requirements.bench.lock", ".venv-bench")
    except SetupError as error:
        say(f"{error}\nGemessen wird ohne Streamlit.")


def merge(page: str, sections: list[str]) -> str:
    """The page with `sections` in the place of those of the same name; other sections stay as they were."""
    kept = {section.partition("\n")[0]: section for section in re.split(r"^(?=## )", page, flags=re.MULTILINE)[1:]}
    kept.update({section.partition("\n")[0]: section for section in sections})
    return HEAD + "".join(f"\n{kept[title].strip()}\n" for title in sorted(kept))


def main(arguments: list[str]) -> int:
    """Measure everything, or the one named; returns 0, or 1 with a sentence."""
    found = scripts(arguments[0] if arguments else None)
    try:
        if not found:
            raise SetupError("In tests/bench liegt keine Messung dieses Namens.")
        prepare(found)
        sections = [measure(script) for script in found]
    except SetupError as error:
        return stop(error)
    PAGE.parent.mkdir(exist_ok=True)
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(merge(before, sections), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
