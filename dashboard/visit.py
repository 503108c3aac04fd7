"""One look at one page: the release shown, the day, and who is looking."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dash.development.base_component import Component

from dashboard.access import Access
from dashboard.records import Snapshot


@dataclass(frozen=True)
class Visit:
    """What a page is made from; `argument` is the variable part of its address, empty for most pages."""

    home: Path
    access: Access
    shown: Snapshot
    today: dt.date
    argument: str = ""


@dataclass(frozen=True)
class Page:
    """What a page makes: its title for window and history, and its content."""

    title: str
    content: list[Component]
