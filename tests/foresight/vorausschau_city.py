"""Twelve cities made from the asylum applications of a country: its share thinned out, or arriving in households."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from etl.foresight.series import Series

FILE = "bamf/antraege_monat_staat_2015_2019.csv"
SHARE = 0.0034
CITIES = 12
# Households of 1 to 6 persons, and how far the share itself swings from month to month.
_HOUSEHOLDS = np.array([0.60, 0.13, 0.11, 0.09, 0.04, 0.03])
_SWING = 0.04


def national(folder: Path) -> NDArray[np.int64]:
    """First applications of all nationalities, January 2015 to December 2019, month by month."""
    found: Counter[str] = Counter()
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["monat"]] += int(row["erstantraege"] or 0)
    return np.array([found[month] for month in sorted(found)])


def city(country: NDArray[np.int64], number: int) -> Series:
    """City 0 to 5: every person comes here with the same small chance; 6 to 11: whole households do."""
    rng = np.random.default_rng(number if number < CITIES // 2 else number + 4)
    if number < CITIES // 2:
        return Series("2015-01", rng.binomial(country, SHARE).astype(np.float64))
    sizes = np.arange(1, len(_HOUSEHOLDS) + 1)
    counts = []
    for month in country:
        expected = month * SHARE * rng.gamma(_SWING**-2, _SWING**2)
        households = rng.poisson(expected / (sizes @ _HOUSEHOLDS))
        counts.append(float(rng.choice(sizes, households, p=_HOUSEHOLDS).sum()))
    return Series("2015-01", np.array(counts))
