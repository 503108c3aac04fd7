"""The forecast of any monthly series from outside, so that others can test the model that the cockpit uses."""

import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from etl.foresee import notes
from etl.foresight.arrivals import MODEL_VERSION, TESTED_HORIZON, Fit, Forecast, fit, forecast, forecast_of, status_of
from etl.foresight.backtest import Scored, backtest
from etl.foresight.counts import LEVELS
from etl.foresight.readings import gaps, looks_like_stock
from etl.foresight.series import NoSeries
from etl.options import JsonOption
from etl.series_file import Read, read_series

LONGEST = 24
_SHOWN = (0.1, 0.25, 0.5, 0.75, 0.9)
SeriesOption = Annotated[Path, typer.Option("--series", metavar="DATEI", help="CSV mit den Spalten monat;wert")]
HorizonOption = Annotated[int, typer.Option("--horizon", min=1, max=LONGEST, help="Monate voraus; geprüft bis 12")]
BacktestOption = Annotated[
    bool, typer.Option("--backtest", help="dazu, was in jedem früheren Monat gesagt worden wäre")
]
StockOption = Annotated[Path | None, typer.Option("--stock", metavar="DATEI", help="Bestand zum Vergleich, ebenso")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("forecast")(forecast_command)


def forecast_command(
    series: SeriesOption,
    horizon: HorizonOption = TESTED_HORIZON,
    with_backtest: BacktestOption = False,
    stock: StockOption = None,
    as_json: JsonOption = False,
) -> None:
    """Eine Monatsreihe vorausschätzen, mit Bandbreite; auf Wunsch für jeden früheren Monat neben dem, was kam."""
    try:
        read = read_series(series)
        if stock and looks_like_stock(read.series, read_series(stock).series):
            raise NoSeries(
                "Die Reihe geht mit dem Bestand und ist etwa gleich groß: Sie ist wohl ein Bestand. Vorausgeschätzt "
                "werden nur Zugänge."
            )
    except NoSeries as error:
        raise typer.BadParameter(str(error)) from error
    model = None if status_of(read.series) == "keine_aussage" else fit(read.series)
    said = forecast_of(model, horizon) if model else forecast(read.series, horizon)
    tested = backtest(model, horizon) if with_backtest and model else []
    if as_json:
        record = forecast_json(read, said, model)
        typer.echo(
            json.dumps({**record, "backtest": [tested_json(row) for row in tested]} if with_backtest else record)
        )
    else:
        typer.echo(forecast_text(read, said, model, tested))


def forecast_json(read: Read, said: Forecast, model: Fit | None) -> dict[str, Any]:
    """The forecast as a record: quantiles .025 to .975 by horizon, named as in the release."""
    return {
        "model_version": MODEL_VERSION,
        "status": said.status,
        "origin": said.origin,
        "months": read.series.known,
        "alarm": said.alarm,
        "gaps": list(gaps(read.series)),
        "notes": _all_notes(read, said, model),
        "forecast": [
            {"horizon": ahead, "period": month, "tested": ahead <= TESTED_HORIZON, "quantiles": _named(band)}
            for ahead, (month, band) in enumerate(zip(said.months, said.quantiles, strict=False), 1)
        ],
    }


def tested_json(row: Scored) -> dict[str, Any]:
    """One origin and horizon with what came."""
    return {
        "origin": row.origin,
        "period": row.period,
        "horizon": row.horizon,
        "quantiles": _named(row.quantiles),
        "actual": row.actual,
        "hit50": row.hit50,
        "hit80": row.hit80,
        "hit95": row.hit95,
        "crps": row.crps,
        "naive_crps": row.naive_crps if np.isfinite(row.naive_crps) else None,
        "recent_naive_crps": row.recent_naive_crps if np.isfinite(row.recent_naive_crps) else None,
    }


def forecast_text(read: Read, said: Forecast, model: Fit | None, tested: list[Scored]) -> str:
    """The forecast for people: one line a month, then what must be known of it, then how good it was."""
    lines = []
    if said.months:
        lines.append(f"Ursprung {said.origin}, {read.series.known} Monate eigene Daten")
        lines.append("Monat     " + "".join(f"{level * 100:>6.0f} %" for level in _SHOWN))
        at = [int(np.argmin(np.abs(LEVELS - level))) for level in _SHOWN]
        for month, band in zip(said.months, said.quantiles, strict=True):
            lines.append(f"{month}   " + "".join(f"{band[position]:>8.0f}" for position in at))
    lines += _all_notes(read, said, model)
    for ahead in sorted({row.horizon for row in tested}):
        rows = [row for row in tested if row.horizon == ahead]
        inside = sum(row.hit80 for row in rows)
        lines.append(f"{ahead} Monate voraus: {inside} von {len(rows)} Werten lagen im 80-%-Bereich.")
    return "\n".join(lines)


def _all_notes(read: Read, said: Forecast, model: Fit | None) -> list[str]:
    beyond = ["Über zwölf Monate hinaus: Szenario, nicht geprüft."] if len(said.months) > TESTED_HORIZON else []
    return [*read.notes, *notes(read.series, model), *beyond]


def _named(band: np.ndarray) -> dict[str, float]:
    return {f"{level:.3f}": float(value) for level, value in zip(LEVELS, band, strict=True)}
