"""The last thirteen values of an indicator in the width of a card."""

import datetime as dt

from dashboard import sentences
from dashboard.charts import series
from dashboard.charts.spec import ChartSpec
from dashboard.records import Reading

POINTS = 13


def sparkline(reading: Reading, signs: series.Signs, today: dt.date) -> ChartSpec | None:
    """The spec of a card's sparkline; None where there are not two values to show."""
    points = reading.series[-POINTS:]
    drawn = [point for point in points if point.value is not None]
    if len(drawn) < 2:
        return None
    x_range = (float(drawn[0].span.last), float(drawn[-1].span.last))
    current = series.bands(reading, x_range)
    runs = series.runs(reading, points, signs)
    return ChartSpec(
        kind="sparkline",
        runs=runs,
        bands=current,
        breaks=series.breaks(reading, points),
        x_range=x_range,
        y_range=series.enclosing([mark.value for run in runs for mark in run], current),
        x_ticks=(),
        y_ticks=(),
        last=reading.state(today),
        last_label="",
        alt=f"Verlauf von {runs[0][0].text} bis {runs[-1][-1].text}",
        sentence=sentences.spoken(reading, signs, today),
    )
