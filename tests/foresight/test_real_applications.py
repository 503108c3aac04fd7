"""The forecast at the published applications for asylum 2015 to 2019, thinned to a city: numbers of the reference."""

import os
from pathlib import Path

import numpy as np
import pytest
from vorausschau_city import CITIES, city, national

from etl.foresight.arrivals import fit
from etl.foresight.backtest import Scored, backtest
from etl.foresight.series import Series

pytestmark = pytest.mark.real_data
HORIZONS = (1, 3, 6, 12)
CRPS = (0.795, 0.75, 0.745, 0.775)
INSIDE_80 = (0.82, 0.835, 0.81, 0.80)
NEAR = 0.05


@pytest.fixture(scope="module")
def records() -> list[tuple[Series, list[Scored]]]:
    country = national(Path(os.environ["KIM_REAL_DATA"]))
    cities = [city(country, number) for number in range(CITIES)]
    return [(series, [row for row in backtest(fit(series)) if row.origin >= "2016-03"]) for series in cities]


def test_the_band_is_a_quarter_better_than_a_naive_one(records: list[tuple[Series, list[Scored]]]) -> None:
    for ahead, expected in zip(HORIZONS, CRPS, strict=True):
        logs = []
        for _, rows in records:
            ours, naive = np.mean([(r.crps, r.naive_crps) for r in rows if r.horizon == ahead], axis=0)
            logs.append(np.log(ours / naive))
        assert np.exp(np.mean(logs)) == pytest.approx(expected, abs=NEAR)


def test_eight_of_ten_are_inside_and_the_break_of_2016_is_not_hidden(
    records: list[tuple[Series, list[Scored]]],
) -> None:
    for ahead, expected in zip(HORIZONS, INSIDE_80, strict=True):
        hits = [(row.hit80, row.origin) for _, rows in records for row in rows if row.horizon == ahead]
        assert np.mean([hit for hit, _ in hits]) == pytest.approx(expected, abs=NEAR)
        assert np.mean([hit for hit, origin in hits if origin >= "2017"]) > 0.8
    late = [row.hit80 for _, rows in records for row in rows if row.horizon == 12 and row.origin < "2017"]
    assert np.mean(late) < 0.5


def test_the_alarm_is_rare_in_quiet_years(records: list[tuple[Series, list[Scored]]]) -> None:
    for series, _ in records:
        alarms = [at for at in fit(series).alarms if series.month(at) >= "2016"]
        assert len(alarms) / 4 <= 1
