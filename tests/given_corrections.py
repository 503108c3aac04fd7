"""Corrections as a city declares them, for the lists of the small city."""

import datetime as dt
from typing import Any

PLACES: dict[str, Any] = {
    "kind": "zelle",
    "key": {"unterkunft_id": "GU-01", "monat": dt.date(2026, 3, 1)},
    "column": "plaetze_gesperrt",
    "action": "set",
    "expects": 2,
    "value": 5,
    "reason": "Das Dach ist undicht, gemeldet per Mail",
    "since": dt.date(2026, 3, 1),
}
TWIN: dict[str, Any] = {
    "kind": "schreibweise",
    "column": "unterkunft_id",
    "spelling": "GU-02",
    "holds": "GU-01",
    "reason": "GU-02 ist die zweite Nummer desselben Hauses",
    "since": dt.date(2026, 1, 1),
}
