"""Who may import whom, where the rule is an "only"; the rules that are a "never" are contracts of import-linter."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from provision.paths import ROOT

# The only parts of the catalogue that read files; all others are types that dashboard may know too.
READERS = ("etl.catalogue.load",)
PURE = {"pydantic", "etl"} | set(sys.stdlib_module_names)


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, module: str, is_package: bool) -> set[str]:
    """Every module named in the import statements of a source text, as full names; `a.b.c` for `from a.b import c`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: -node.level + is_package or None] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def breaches(root: Path, folders: Iterable[str], allowed: Callable[[str, str], bool]) -> list[str]:
    """`module -> import` for every import below the folders that `allowed(module, import)` denies."""
    found = []
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*.py")):
        module = module_name(path, root)
        for name in sorted(imported(path.read_text(encoding="utf-8"), module, path.name == "__init__.py")):
            if not allowed(module, name):
                found.append(f"{module} -> {name}")
    return found


def within(name: str, *packages: str) -> bool:
    """Whether the name is one of the packages or lies in it; `etl.catalogue.load_units` counts as a reader as well."""
    return any(name == package or name.startswith((f"{package}.", f"{package}_")) for package in packages)


def catalogue_rule(module: str, name: str) -> bool:
    """Types import pydantic, the standard library and each other, nothing else; readers of files may do more."""
    if within(module, *READERS):
        return True
    if within(name, "etl"):
        return within(name, "etl.catalogue") and not within(name, *READERS)
    return name.partition(".")[0] in PURE


def dashboard_rule(module: str, name: str) -> bool:
    """Of etl the dashboard knows the types of the catalogue; one module each the stock-flow model and a sentence."""
    if not within(name, "etl"):
        return True
    if within(name, "etl.usage"):
        return module == "dashboard.__main__"
    if within(name, "etl.foresight.stockflow"):
        return module == "dashboard.scenario"
    return within(name, "etl.catalogue") and name != "etl.catalogue" and not within(name, *READERS)


def yaml_rule(module: str, name: str) -> bool:
    """One module of dashboard reads YAML."""
    return not within(name, "yaml") or within(module, "dashboard.settings")


def stockflow_rule(module: str, name: str) -> bool:
    """The stock-flow model is pure: numpy, the standard library without a clock, and types."""
    if module != "etl.foresight.stockflow":
        return True
    clocks = within(name, "time", "datetime", "duckdb")
    return not clocks and (within(name, "numpy", "etl.catalogue") or name.partition(".")[0] in PURE - {"etl"})


RULES = [
    (catalogue_rule, "etl/catalogue"),
    (dashboard_rule, "dashboard"),
    (yaml_rule, "dashboard"),
    (stockflow_rule, "etl/foresight"),
]


@pytest.mark.parametrize(("rule", "folder"), RULES, ids=lambda value: getattr(value, "__name__", None))
def test_the_code_keeps_the_rule(rule: Callable[[str, str], bool], folder: str) -> None:
    assert breaches(ROOT, [folder], rule) == []


@pytest.mark.parametrize(
    ("rule", "file", "line"),
    [
        (catalogue_rule, "etl/catalogue/city.py", "import yaml"),
        (catalogue_rule, "etl/catalogue/city.py", "from etl.catalogue.load import load_catalogue"),
        (catalogue_rule, "etl/catalogue/city.py", "from .load import load_catalogue"),
        (catalogue_rule, "etl/catalogue/__init__.py", "from ..contract import reasons"),
        (dashboard_rule, "dashboard/pages/lagebild.py", "from etl.catalogue import load"),
        (dashboard_rule, "dashboard/pages/lagebild.py", "import etl.workshop"),
        (dashboard_rule, "dashboard/warehouse.py", "from etl.foresight import stockflow"),
        (yaml_rule, "dashboard/access.py", "from yaml import safe_load"),
        (stockflow_rule, "etl/foresight/stockflow.py", "import datetime as dt"),
        (stockflow_rule, "etl/foresight/stockflow.py", "from etl import workshop"),
    ],
)
def test_a_breach_is_seen(rule: Callable[[str, str], bool], file: str, line: str, tmp_path: Path) -> None:
    target = tmp_path / file
    target.parent.mkdir(parents=True)
    target.write_text(f"def f() -> None:\n    {line}\n")
    assert len(breaches(tmp_path, [file.partition("/")[0]], rule)) == 1


# What each contract of import-linter must catch: a file, made anew or added to, and an import put into it.
PLANTED = {
    "etl never imports dashboard": ("etl/planted.py", "import plotly"),
    "Only dashboard.warehouse": ("dashboard/components/planted.py", "import duckdb"),
    "dashboard: app > pages": ("dashboard/formatting.py", "import dashboard.components.card"),
    "Pages never import each other": ("dashboard/pages/planted.py", "import dashboard.pages.lagebild"),
}


def test_import_linter_catches_a_breach_of_each_contract(tmp_path: Path) -> None:
    for folder in ("etl", "dashboard"):
        for path in (ROOT / folder).rglob("*.py"):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for file, line in PLANTED.values():
        with (tmp_path / file).open("a", encoding="utf-8") as planted:
            planted.write(f"\n{line}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    broken = [line for line in done.stdout.splitlines() if "BROKEN" in line]
    assert [title for title in PLANTED if not any(line.startswith(title) for line in broken)] == [], done.stdout
