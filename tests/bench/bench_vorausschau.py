"""Die Prognose der Ankünfte gegen einfache Verfahren: Band, Treffer, oberes Ende, nach Vorlauf und Ursprungsjahr.

Aufruf: `KIM_REAL_DATA=ORDNER python tests/bench/bench_vorausschau.py`. Aus den Asylanträgen der Jahre 2015 bis 2019
(`bamf/`) werden sechs ausgedünnte Städte und sechs, in die Haushalte kommen; die Seite docs/foresight.md wird neu
geschrieben, die Zusammenfassung ausgegeben.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

# One core, so that the processor time of the process is that of the work; numpy reads it when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "foresight"), str(ROOT / "tests" / "bench")]

from halle_2015 import TOTALS, halle  # noqa: E402 - found on the path set above
from test_replay_2015 import RISK, full_within  # noqa: E402
from vorausschau_city import CITIES, SHARE, city, national  # noqa: E402
from vorausschau_stock import against_the_lever, apart, lost, under_a_limit  # noqa: E402

from etl.foresight.arrivals import fit, fitted_paths, paths  # noqa: E402
from etl.foresight.backtest import Scored, backtest  # noqa: E402
from etl.foresight.counts import LEVELS  # noqa: E402
from etl.foresight.scores import crps, naive_quantiles, pinball  # noqa: E402
from etl.foresight.series import Series  # noqa: E402

PAGE = ROOT / "docs" / "foresight.md"
HORIZONS = (1, 3, 6, 12)
FIRST_ORIGIN = "2016-03"
AT90 = int(np.argmin(np.abs(LEVELS - 0.9)))
# Section 3.1 of the reference, columns DEV of grid-RW: the middle of what two seeds gave.
REFERENCE = {"CRPS": (0.795, 0.75, 0.745, 0.775), "80 %": (0.82, 0.835, 0.81, 0.80)}
Record = tuple[Series, list[Scored]]


def record(number: int) -> Record:
    """One city and its backtest from the first origin on."""
    series = city(national(Path(os.environ["KIM_REAL_DATA"])), number)
    return series, [row for row in backtest(fit(series)) if row.origin >= FIRST_ORIGIN]


def german(value: float, decimals: int = 2) -> str:
    """A number with decimal comma; a dash for none."""
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−") if np.isfinite(value) else "–"


def line(name: str, cells: Iterable[float], decimals: int = 2) -> str:
    return f"| {name} | {' | '.join(german(cell, decimals) for cell in cells)} |"


def table(head: Sequence[str], rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}", *rows])


def ratio(records: Sequence[Record], score: Callable[[Scored], float], ahead: int) -> float:
    """Geometric mean over cities of the mean score of the model by that of a naive band."""
    logs = []
    for _, rows in records:
        chosen = [row for row in rows if row.horizon == ahead]
        logs.append(np.log(np.mean([row.crps for row in chosen]) / np.mean([score(row) for row in chosen])))
    return float(np.exp(np.mean(logs)))


def share(records: Sequence[Record], hit: Callable[[Scored], bool], ahead: int, years: str = "") -> float:
    """Share of all forecasts that were right, over all cities; of origins whose year is in `years`, if given."""
    chosen = [
        row for _, rows in records for row in rows if row.horizon == ahead and row.origin[:4] in (years or row.origin)
    ]
    return float(np.mean([hit(row) for row in chosen])) if chosen else float("nan")


def upper(records: Sequence[Record], ahead: int) -> float:
    """The loss at the .9 quantile against the good naive band, geometric mean over cities."""
    logs = []
    for series, rows in records:
        chosen = [row for row in rows if row.horizon == ahead]
        first = int(series.first[:4]) * 12 + int(series.first[5:])
        losses = []
        for row in chosen:
            at = int(row.origin[:4]) * 12 + int(row.origin[5:]) - first
            naive = naive_quantiles(series.counts[: at + 1], ahead, 24)[-1]
            losses.append([pinball(q, np.array(row.actual))[AT90] for q in (row.quantiles, naive)])
        ours, naive_loss = np.mean(losses, axis=0)
        logs.append(np.log(ours / naive_loss))
    return float(np.exp(np.mean(logs)))


def by_horizon(records: Sequence[Record]) -> dict[str, list[float]]:
    """Every measure of the page at the four horizons."""
    return {
        "CRPS / einfach": [ratio(records, lambda row: row.naive_crps, h) for h in HORIZONS],
        "CRPS / gut einfach": [ratio(records, lambda row: row.recent_naive_crps, h) for h in HORIZONS],
        "Treffer 50 %": [share(records, lambda row: row.hit50, h) for h in HORIZONS],
        "Treffer 80 %": [share(records, lambda row: row.hit80, h) for h in HORIZONS],
        "Treffer 95 %": [share(records, lambda row: row.hit95, h) for h in HORIZONS],
        "unter dem 90-%-Wert": [share(records, lambda row: row.actual <= row.quantiles[AT90], h) for h in HORIZONS],
        "oberes Ende / gut einfach": [upper(records, h) for h in HORIZONS],
    }


def by_year(records: Sequence[Record]) -> list[str]:
    """Share inside 80 % by year of the origin; one row a year, with breaks left in."""
    years = sorted({row.origin[:4] for _, rows in records for row in rows})
    return [line(year, (share(records, lambda row: row.hit80, h, year) for h in HORIZONS)) for year in years]


def seed_noise(series: Series) -> tuple[float, float]:
    """Largest change of CRPS (share) and of a probability over eight seeds with 4,000 paths, 12 months ahead."""
    model = fit(series)
    drawn = [fitted_paths(model, 12, 4000, seed) for seed in range(8)]
    scores = np.array([crps(np.quantile(d[:, 11], LEVELS), series.counts[-20:]).mean() for d in drawn])
    mark = np.median(drawn[0].sum(axis=1))
    chances = np.array([(d.sum(axis=1) > mark).mean() for d in drawn])
    return float(np.abs(scores / scores.mean() - 1).max()), float(np.abs(chances - chances.mean()).max())


def timing(series: Series) -> tuple[float, float, float]:
    """Milliseconds of processor time at the 95th percentile of 20: fit, 2,000 paths of 24 months, fit and backtest."""
    model = fit(series)
    steps: tuple[Callable[[], object], ...] = (
        lambda: fit(series),
        lambda: fitted_paths(model, 24, 2000),
        lambda: backtest(fit(series)),
    )
    found = []
    for step in steps:
        times = []
        for _ in range(20):
            begin = time.process_time()
            step()
            times.append((time.process_time() - begin) * 1000)
        found.append(float(np.percentile(times, 95)))
    return found[0], found[1], found[2]


def replay() -> tuple[np.ndarray, str, float]:
    """2015 as data to the end of 2014 saw it (q10, q50, q90, q97,5 of the year), and the first alarm of 2015."""
    year = paths(halle("2014-12"), 12, 4000).sum(axis=1)
    model = fit(halle("2015-12"))
    fired = [model.series.month(at) for at in model.alarms if model.series.month(at) >= "2015"]
    return np.quantile(year, [0.1, 0.5, 0.9, 0.975]), fired[0] if fired else "nie", float(len(fired))


def first_warning() -> str:
    """The first month from June 2014 on at which 800 places are full within six months in 20 of 100 cases."""
    months = [f"{year}-{month:02d}" for year in (2014, 2015) for month in range(1, 13)][5:]
    return next((month for month in months if full_within(month, 800, 14, 6) >= RISK), "nie")


def acceptance(records: Sequence[Record], found: dict[str, list[float]]) -> list[str]:
    """Rows 8 to 14 of the reference's acceptance table, each with the word whether it passes."""
    inside = found["Treffer 80 %"]
    before = [share(records, lambda row: row.hit80, h, "2016") for h in HORIZONS]
    score, chance = seed_noise(records[0][0])
    fitting, drawing, testing = timing(records[0][0])
    year, alarm, _ = replay()
    alarms = [len([a for a in fit(s).alarms if s.month(a) >= "2016"]) / 4 for s, _ in records]
    near, missing, against = apart(), lost(), against_the_lever()
    warned, said_early = first_warning(), not year[0] <= TOTALS[2015] <= year[2]
    ways, worst, mean = under_a_limit()
    stock = f"{german(100 * near.mean, 1)} %, {german(100 * near.high, 1)} %, {german(near.chance, 3)}, {near.months}"
    alike = near.mean <= 0.01 and near.high <= 0.03 and near.chance <= 0.03 and near.months <= 1
    said = ", ".join(german(value) for value in inside)
    broken = ", ".join(german(value) for value in before)
    return [
        row("8", "80-%-Bereich, Bruch inbegriffen", "mindestens 0,75",
            f"{said}; Ursprünge 2016: {broken}", min(inside) >= 0.75),
        row("9", "anderer Startwert, 4.000 Wege", "CRPS ±1 %, P ±0,01",
            f"Quantile 0 % (gezogen: {german(100 * score, 1)} %), P {german(chance, 3)}", chance <= 0.01),
        row("10", "Plätze gegen Rechnung Person für Person, 3 × 1.000 Läufe",
            "Mittel 1 %, 90-%-Wert 3 %, P 0,03, 1 Monat", stock, alike),
        row("11", "niemand geht verloren; ein Hebel hilft nie und schadet zugleich", "unter 0,01 Personen; 0 Wege",
            f"{german(missing, 3)}; {against} (mehr Wohnungen bei voller Höchstzahl: im Mittel {german(mean, 1)} "
            f"Personen, auf {ways} Wegen zeitweise mehr, höchstens {german(worst, 2)})",
            missing < 0.01 and against == 0),
        row("12", "2.000 × 24 Wege / Schätzung / Rückrechnung", "unter 50 / 80 / 1.500 ms",
            f"{drawing:.0f} / {fitting:.0f} / {testing:.0f} ms", drawing < 50 and fitting < 80 and testing < 1500),
        row("13", "800 Plätze: P(voll in 6 Monaten) erreicht 20 %; 2014 behauptet 2.706 nicht in 8 von 10 Fällen",
            "bis 2015-01; außerhalb von 80 %",
            f"{warned}; {year[0]:.0f} bis {year[2]:.0f}, 97,5 %: {year[3]:.0f}", warned <= "2015-01" and said_early),
        row("14", "Bruchalarm", "bis 2015-08; höchstens 1 Monat im Jahr",
            f"{alarm}; {german(min(alarms))} bis {german(max(alarms))} im Jahr",
            alarm <= "2015-08" and max(alarms) <= 1),
    ]  # fmt: skip


def row(number: str, test: str, limit: str, measured: str, passed: bool) -> str:
    return f"| {number} | {test} | {limit} | {measured} | {'ja' if passed else 'nein'} |"


def main() -> None:
    """Write docs/foresight.md and print the table by horizon."""
    if not os.environ.get("KIM_REAL_DATA"):
        print("Nicht gemessen: KIM_REAL_DATA nennt keinen Ordner mit echten Dateien.")
        return
    records = [record(number) for number in range(CITIES)]
    found = by_horizon(records)
    head = ("", *(f"{h} Mon." for h in HORIZONS))
    summary = table(head, (line(name, cells) for name, cells in found.items()))
    off = max(
        float(np.abs(np.subtract(found[name], REFERENCE[key])).max())
        for name, key in (("CRPS / einfach", "CRPS"), ("Treffer 80 %", "80 %"))
    )
    from vorausschau_page import page

    PAGE.write_text(
        page(summary, table(head, by_year(records)), acceptance(records, found), off, SHARE), encoding="utf-8"
    )
    print(summary)
    print(f"\nGrößte Abweichung von der Vorlage (Spalten DEV): {german(off, 3)}.")


if __name__ == "__main__":
    main()
