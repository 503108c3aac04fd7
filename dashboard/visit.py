"""One look at one page: the release shown, the day, and who is looking."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from dash.development.base_component import Component

from dashboard.access import Access
from dashboard.filters import Filter
from dashboard.records import Snapshot


@dataclass(frozen=True)
class Visit:
    """What a page is made from; `argument` is the variable part of its address, empty for most pages.

    `shown` holds only what could be said at the end of the chosen period, and `today` is the day that is looked from:
    the present one, the last day of a chosen period, or the day on which a chosen older release appeared.
    """

    home: Path
    access: Access
    shown: Snapshot
    today: dt.date
    argument: str = ""
    filter: Filter = field(default_factory=Filter)


@dataclass(frozen=True)
class Page:
    """What a page makes: its title for window and history, and its content."""

    title: str
    content: list[Component]
