"""Invented rows of the three official statistics, for this city and another one, as if they had been accepted."""

import datetime as dt
import itertools

import duckdb
import numpy as np
from small_city import whole_catalogue

CITY, ELSEWHERE = whole_catalogue().city.ags[:5], "15003"
DAYS = (dt.date(2022, 12, 31), dt.date(2024, 12, 31))
STATUS = ("anerkannt", "anerkannt_befristet", "offen", "ohne", "ausreisepflichtig_geduldet")
SEEKERS = tuple(itertools.product((CITY, ELSEWHERE), DAYS, STATUS, ("m", "w"), ("SYR", "AFG", "UKR")))
WORKERS = tuple(
    itertools.product((CITY, ELSEWHERE), DAYS, ("insgesamt", "auslaendisch", "deutsch"), ("insgesamt", "m", "w"))
)
PEOPLE = tuple(itertools.product((CITY, ELSEWHERE), DAYS, ("insgesamt", "m", "w"), ("zensus_2011", "zensus_2022")))
LISTS = (
    ("schutzsuchende_12531", "kreis, stichtag, schutzstatus, geschlecht, staat_code, schutzsuchende", SEEKERS),
    ("beschaeftigte_13111", "kreis, stichtag, nationalitaet, geschlecht, beschaeftigte", WORKERS),
    ("einwohner_12411", "kreis, stichtag, geschlecht, basis, einwohner", PEOPLE),
)


def deliver(con: duckdb.DuckDBPyConnection) -> None:
    """Put the rows into the stage tables of an open workshop."""
    numbers = np.random.default_rng(11)
    for source, columns, places in LISTS:
        con.execute(
            "insert into meta.load values (?, ?, 'x', 'x', now(), ?, 1, 1, 0, 0, 'uebernommen', null, null)",
            [source, source, max(DAYS)],
        )
        for number, place in enumerate(places, start=1):
            cells = [source, number, *place, int(numbers.integers(1, 400)) * 5]
            marks = ", ".join("?" * len(cells))
            con.execute(f'insert into stage."{source}" (load_id, row_number, {columns}) values ({marks})', cells)
