"""The stock-flow again, person by person with dice: slow, obvious, and written without looking at the fast one."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.foresight.stockflow import AGES, OFFER_MONTHS, Rates, Start, Supply

Floats = NDArray[np.float64]


@dataclass
class Town:
    """One path: persons in GU that are not ready (their months of stay), how many are ready, how many in flats."""

    stays: NDArray[np.int64]
    waiting: int
    housed: int
    offers: deque[float]


def walk(entering: NDArray[np.int64], start: Start, rates: Rates, supply: Supply, seed: int) -> Floats:
    """Persons in GU (months), persons waiting (months) and in flats (months) on one path, as rows."""
    dice = np.random.default_rng(seed)
    stays = np.repeat(np.arange(AGES), np.round(start.cohorts).astype(int))
    town = Town(stays, round(start.waiting), round(start.in_flats), deque([0.0] * OFFER_MONTHS, maxlen=OFFER_MONTHS))
    rows = []
    for month, came in enumerate(entering):
        _month(town, int(came), month, rates, supply, dice)
        rows.append((len(town.stays) + town.waiting, town.waiting, town.housed))
        town.stays = np.minimum(town.stays + 1, AGES - 1)
    return np.array(rows, dtype=np.float64).T


def _month(town: Town, came: int, month: int, rates: Rates, supply: Supply, dice: np.random.Generator) -> None:
    stays = np.append(town.stays, np.zeros(came, dtype=np.int64))
    stays = stays[dice.random(len(stays)) >= rates.leaving[stays]]
    gone = int((dice.random(town.waiting) < rates.leaving_ready).sum())
    ready = dice.random(len(stays)) < rates.ready[stays]
    town.stays = stays[~ready]
    town.waiting += int(ready.sum()) - gone
    stayed = int((dice.random(town.housed) >= rates.transfer).sum())
    town.housed = int((dice.random(stayed) >= rates.leaving_flats).sum())
    town.offers.append(supply.flats[month] * supply.household)
    room = max(0.0, float(supply.most_in_flats[month]) - town.housed)
    # A person moves whole; the part of a place that is left over waits for the next month with the newest offer.
    moving = int(min(town.waiting, sum(town.offers) + 1e-9, room))
    rest = float(moving)
    for at, places in enumerate(town.offers):
        used = min(places, rest)
        town.offers[at] -= used
        rest -= used
    town.waiting -= moving
    town.housed += moving
