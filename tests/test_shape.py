"""The shape of the code: small files, small functions, a sentence on top of each, and no drawers for odds and ends."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision.paths import ROOT

MAX_FILE, MAX_FUNCTION, MAX_PAGE = 300, 40, 80
FOLDERS = ("etl", "dashboard", "tests", ".ci")
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "functions", "tools"}
SENTENCE = re.compile(r"(\S+ ){2,}\S+[.:!?]")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(suffix: str, *folders: str) -> list[Path]:
    """Every file with this suffix below the folders, in order, caches left out."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if "__pycache__" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def too_long(path: Path, limit: int) -> bool:
    return len(path.read_text(encoding="utf-8").splitlines()) > limit


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Name and length in lines, docstring and decorators included, of each function in a module."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def first_sentence(text: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((text or "").strip().partition("\n\n")[0].split())


PYTHON = files(".py", *FOLDERS)
SQL = files(".sql", "etl")
PAGES = [path for path in files(".py", "dashboard/pages") if path.name != "__init__.py"]


def test_there_is_something_to_look_at() -> None:
    for folder in FOLDERS:
        assert any(path.is_relative_to(ROOT / folder) for path in PYTHON), folder
    assert SQL


def test_no_python_file_is_longer_than_300_lines() -> None:
    assert [name(path) for path in PYTHON if too_long(path, MAX_FILE)] == []


def test_no_style_or_script_of_our_own_is_longer_than_300_lines() -> None:
    ours = [path for suffix in (".css", ".js") for path in files(suffix, "assets")]
    ours = [path for path in ours if "vendor" not in path.parts and path.name != "00-bootstrap.min.css"]
    assert [name(path) for path in [*ours, *SQL] if too_long(path, MAX_FILE)] == []


def test_no_page_is_longer_than_80_lines() -> None:
    assert [name(path) for path in PAGES if too_long(path, MAX_PAGE)] == []


def test_no_function_is_longer_than_40_lines() -> None:
    found = [
        f"{name(path)}: {function} has {lines} lines"
        for path in PYTHON
        for function, lines in functions(ast.parse(path.read_text(encoding="utf-8")))
        if lines > MAX_FUNCTION
    ]
    assert found == []


def test_every_module_opens_with_a_sentence() -> None:
    docstrings = {name(path): ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in PYTHON}
    assert [path for path, text in docstrings.items() if not SENTENCE.fullmatch(first_sentence(text))] == []


def test_every_sql_file_opens_with_a_remark() -> None:
    first = {name(path): path.read_text(encoding="utf-8").splitlines()[:1] for path in SQL}
    assert [path for path, lines in first.items() if not lines or not re.match(r"-- \S.*\S$", lines[0])] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    parts = {path: {*path.relative_to(ROOT).parts[:-1], path.stem} for path in PYTHON}
    assert [name(path) for path, words in parts.items() if words & FORBIDDEN] == []


def test_test_files_have_names_of_their_own() -> None:
    """Without __init__.py in tests pytest tells test modules apart by their file name alone."""
    tests = [path.name for path in files(".py", "tests") if path.name.startswith("test_")]
    assert sorted(tests) == sorted(set(tests))
    assert [name(path) for path in files(".py", "tests") if path.name == "__init__.py"] == []


def test_the_code_names_no_place_of_one_machine() -> None:
    places = re.compile(r"/(?:home|root|work|Users)/\w")
    texts = {name(path): path.read_text(encoding="utf-8") for path in [*PYTHON, *SQL]}
    assert [path for path, text in texts.items() if places.search(text)] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [("def f():\n    return 1\n", 2), ("@a\n@b\ndef f():\n\n    return 1\n", 5), ("class A:\n  def f(self): ...\n", 1)],
)
def test_the_length_of_a_function_counts_its_decorators(source: str, lines: int) -> None:
    assert [length for _, length in functions(ast.parse(source))] == [lines]
