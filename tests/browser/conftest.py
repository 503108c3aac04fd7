"""A real browser for the tests of this folder, and the source text of axe-core."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from provision.browser import advice, find_browser, launch_arguments
from provision.paths import ROOT
from provision.vendor import AXE


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium-like browser a worker; a missing one fails the test, because green means that a browser ran."""
    program = find_browser()
    if program is None:
        pytest.fail(f"Es fand sich kein Browser.\n{advice()}", pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, headless=True, args=launch_arguments())
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe.min.js, to be evaluated in a page; it is never served."""
    return (ROOT / AXE).read_text(encoding="utf-8")
