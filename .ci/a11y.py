"""Looks at every page of a home with axe-core in every scheme, width and language, and writes docs/a11y.json."""

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from provision.browser import advice, find_browser, launch_arguments
from provision.paths import ROOT
from provision.say import SetupError, say, stop
from provision.vendor import AXE
from views import LANGUAGES, PAGES, SCHEMES, WIDTHS, served

TARGET = ROOT / "docs" / "a11y.json"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Finding = tuple[str, str, str]


def look(browser: Browser, address: str, source: str) -> tuple[int, Counter[Finding], str]:
    """Views looked at, places that break a rule by (rule, help, path), and the version of axe-core."""
    views, found, version = 0, Counter[Finding](), ""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            for path in PAGES.values():
                for language in LANGUAGES:
                    page.goto(f"{address}{path}?lang={language}")
                    page.locator("main h1").wait_for()
                    page.evaluate(source)
                    result: dict[str, Any] = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
                    views, version = views + 1, str(result["testEngine"]["version"])
                    for one in result["violations"]:
                        found[(one["id"], one["help"], path)] += len(one["nodes"])
            context.close()
    return views, found, version


def report(views: int, found: Counter[Finding], version: str) -> dict[str, Any]:
    """What the declaration on accessibility is written from (dashboard/accessibility.py)."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "commit": commit.stdout.strip(),
        "axe": version,
        "pages": list(PAGES.values()),
        "views": views,
        "widths": list(WIDTHS),
        "languages": list(LANGUAGES),
        "findings": [
            {"rule": rule, "help": text, "path": path, "count": count}
            for (rule, text, path), count in sorted(found.items())
        ],
    }


def main(arguments: list[str]) -> int:
    """Look at the pages of the home named first; returns 1 when a rule is broken or nothing could be looked at."""
    program = find_browser()
    try:
        if program is None:
            raise SetupError(f"Es fand sich kein Browser.\n{advice()}")
        with served(Path(arguments[0])) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, headless=True, args=launch_arguments())
            views, found, version = look(browser, address, (ROOT / AXE).read_text(encoding="utf-8"))
            browser.close()
    except SetupError as error:
        return stop(error)
    TARGET.write_text(json.dumps(report(views, found, version), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for (rule, text, path), count in sorted(found.items()):
        say(f"{path}: {rule} ({text}), {count} Stellen")
    say(f"{views} Ansichten geprüft, {found.total()} Verstöße; geschrieben: {TARGET.relative_to(ROOT)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
