"""What setup puts into assets/: files that Dash loads in the right order, fonts that are there, and no foreign host."""

import json
import re
import subprocess
from pathlib import Path

import plotly
import pytest

from provision import vendor
from provision.paths import ROOT
from provision.say import SetupError


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Packages with the files that setup copies, each one holding its own name."""
    folder = tmp_path / "node_modules"
    for source in (*vendor.COPIES, vendor.BOOTSTRAP, vendor.LOCALE):
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text(source)
    (folder / vendor.BOOTSTRAP).write_text("a{color:red}\n/*# sourceMappingURL=bootstrap.min.css.map */")
    (tmp_path / vendor.AXE).parent.mkdir(parents=True)
    (tmp_path / vendor.AXE).write_text("axe")
    return folder


def test_everything_is_copied_and_leftovers_go(node_modules: Path, tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    (assets / "vendor").mkdir(parents=True)
    (assets / "vendor" / "alt.js").write_text("old")
    (assets / "10-own.css").write_text("own")
    vendor.fill(node_modules, assets)
    there = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    assert there == {*vendor.targets(), "10-own.css"}
    assert (assets / vendor.TARGET_BOOTSTRAP).read_text() == "a{color:red}\n"


def test_dash_loads_bootstrap_first_and_plotly_before_its_locale() -> None:
    # Dash sorts the folders, then the files in each; only names ending in css or js are loaded.
    loaded = [name for name in vendor.targets() if name.endswith(("css", "js"))]
    ours = [path.name for path in (ROOT / "assets").glob("*.css")] or ["05-fonts.css"]
    ordered = sorted({*loaded, *ours}, key=lambda name: (name.rpartition("/")[0], name))
    assert ordered[0] == vendor.TARGET_BOOTSTRAP
    assert [name for name in ordered if "/" in name] == [
        "vendor/10-plotly-cartesian.min.js",
        "vendor/20-plotly-locale-de.js",
    ]


def test_every_font_that_the_style_names_is_copied() -> None:
    style = (ROOT / "assets" / "05-fonts.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("([^"]+)"\)', style))
    assert named == {name for name in vendor.targets() if name.endswith(".woff2")}
    assert style.count("font-display: swap") == style.count("@font-face") == len(named)


def test_plotly_js_is_the_version_that_plotly_py_speaks() -> None:
    own = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")[:500]
    (version,) = re.findall(r"plotly\.js v(\d+\.\d+\.\d+)", own)
    assert json.loads((ROOT / "package.json").read_text())["dependencies"]["plotly.js-cartesian-dist-min"] == version


def test_every_npm_package_is_pinned_and_locked() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in entry for path, entry in locked.items() if path)


def test_setup_fetches_once(node_modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[Path] = []
    monkeypatch.setattr(vendor, "install_packages", fetched.append)
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    vendor.ready(tmp_path)
    vendor.ready(tmp_path)
    assert fetched == [tmp_path]
    (tmp_path / "package-lock.json").write_text("{ }")
    vendor.ready(tmp_path)
    (tmp_path / "assets" / vendor.TARGET_BOOTSTRAP).unlink()
    vendor.ready(tmp_path)
    assert len(fetched) == 3


@pytest.mark.parametrize(
    ("own_npm", "own_works", "wheel_works", "expected"),
    [
        ("/usr/bin/npm", True, True, ["/usr/bin/npm"]),
        ("/usr/bin/npm", False, True, ["/usr/bin/npm", "wheel"]),
        (None, False, True, ["wheel"]),
        (None, False, False, ["wheel"]),
    ],
)
def test_npm_of_the_machine_else_of_the_wheel(
    own_npm: str | None, own_works: bool, wheel_works: bool, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command[0])
        assert command[1:3] == ["ci", "--ignore-scripts"]
        good = wheel_works if command[0] == "wheel" else own_works
        return subprocess.CompletedProcess(command, 0 if good else 1)

    monkeypatch.setattr(vendor.shutil, "which", lambda name: own_npm)
    monkeypatch.setattr(vendor, "_wheel_npm", lambda root: (["wheel"], {}))
    monkeypatch.setattr(subprocess, "run", run)
    if wheel_works:
        vendor.install_packages(ROOT)
    else:
        with pytest.raises(SetupError, match="npm-Pakete"):
            vendor.install_packages(ROOT)
    assert asked == expected
