"""Takes pictures of the pages of a home, light and dark, wide and narrow, and as printed, into docs/screenshots."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from provision.browser import advice, find_browser, launch_arguments
from provision.paths import ROOT
from provision.say import SetupError, say, stop
from views import PAGES, SCHEMES, WIDTHS, served

TARGET = ROOT / "docs" / "screenshots"
# Long pages are cut: the pictures show how a page begins, and all of them together stay a few megabytes.
TALLEST, COLOURS, PRINTED = 2000, 128, "1"


def take(browser: Browser, address: str, folder: Path) -> list[Path]:
    """Take every page in both colour schemes and widths, and once for print; returns the files."""
    taken = []
    for name, path in PAGES.items():
        for scheme in SCHEMES:
            for width in WIDTHS:
                target = folder / f"{name}-{'hell' if scheme == 'light' else 'dunkel'}-{width}.png"
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE")
                page.goto(address + path)
                page.locator("main h1").wait_for()
                page.evaluate("document.fonts.ready")
                _write(page.screenshot(full_page=True), target)
                if (scheme, width) == ("light", WIDTHS[-1]):
                    page.pdf(path=folder / f"{name}-druck.pdf", format="A4", print_background=True,
                             page_ranges=PRINTED)  # fmt: skip
                page.close()
                taken.append(target)
    return taken


def _write(picture: bytes, target: Path) -> None:
    """Cut to a sensible height, with few colours; also those of small marks must stay, so they are chosen by range."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    cut = whole.crop((0, 0, whole.width, min(whole.height, TALLEST)))
    cut.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)


def main(arguments: list[str]) -> int:
    """Take the pictures of the home named first; returns 0, or 1 with a sentence."""
    program = find_browser()
    try:
        if program is None:
            raise SetupError(f"Es fand sich kein Browser.\n{advice()}")
        TARGET.mkdir(parents=True, exist_ok=True)
        with served(Path(arguments[0])) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, headless=True, args=launch_arguments())
            for file in take(browser, address, TARGET):
                say(f"{file.relative_to(ROOT)}")
            browser.close()
    except SetupError as error:
        return stop(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
