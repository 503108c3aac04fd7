"""Deliveries of the contract tests: rows of text cells in a file, with the source that explains them."""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.catalogue.source import Source
from etl.intake.raw import RawTable

Rows = Sequence[Sequence[str]]


def source_of(columns: Mapping[str, Mapping[str, Any]], **changes: Any) -> Source:
    """A source with the given columns; headings and meaning are filled in."""
    declared = {
        key: {"headings": [f"Spalte {key}"], "meaning": f"Bedeutung {key}", **column} for key, column in columns.items()
    }
    plain: dict[str, Any] = {
        "id": "probe",
        "title": "Probe",
        "office": "Fachamt",
        "contact": "Sachgebiet",
        "description": "Lieferung der Tests",
        "rhythm": "monatlich",
        "due_days": 10,
        "delivery": "snapshot",
        "file": {"format": "liste", "stand": {"where": "kopf"}},
        "key": [next(iter(columns))],
        "max_rejected_share": 1.0,
        "columns": declared,
    }
    return Source.model_validate({**plain, **changes})


def raw_table(path: Path, source: Source, rows: Rows, *, quoted: bool = True, **changes: Any) -> RawTable:
    """The rows written to `path` as intake would leave them; `cells` defaults to all columns in order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if quoted:
            csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        else:
            file.writelines(";".join(row) + "\n" for row in rows)
    plain: dict[str, Any] = {
        "source": source,
        "path": path,
        "delimiter": ";",
        "quoted": quoted,
        "cells": tuple(source.columns),
        "first_row": 2,
        "data_as_of": dt.date(2026, 10, 31),
    }
    return RawTable(**{**plain, **changes})
