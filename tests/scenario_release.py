"""The small release of the tests with what the page Szenarien needs: a start, courses of arrivals, places, answers."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import paper_release
import release_fixture as fixture

from etl.catalogue.load import load_catalogue
from etl.catalogue.scenario import Planning

STAND = "2026-10"
MONTHS = tuple(f"{2026 + m // 12}-{m % 12 + 1:02d}" for m in range(10, 34))
COURSES, ARRIVING = 300, 95.0
CLASSES = {0: 180.0, 3: 130.0, 6: 110.0, 12: 70.0, 24: 40.0, 36: 20.0}
CAUSE = "Ab Juli 2027 fehlen Plätze, weil der Vertrag für GU 02 Süd im Juni 2027 endet."
NOTE = "Wie lange die Menschen schon da sind, wird hier nicht gezeigt; gerechnet ist ab der Summe."


def planning() -> Planning:
    """The assumptions as the catalogue declares them."""
    found = load_catalogue(fixture.ROOT / "data" / "catalogue", fixture.ROOT / "data" / "reference").planning
    assert found is not None
    return found


def publish(home: Path) -> None:
    """Publish the release with its papers; leadership sees cohorts, the council only how many there are in all."""
    paper_release.publish(home)
    for audience in fixture.K:
        with duckdb.connect(str(home / "releases" / fixture.FIRST / f"{audience}.duckdb")) as con:
            con.begin()
            body = planning().model_dump_json()
            fixture.insert(con, "meta.document", {"kind": "scenario", "id": "planung", "body": body})
            for table, row in (*_start(audience), *_ahead(), *_told(audience)):
                fixture.insert(con, f"foresight.{table}", {"stand": STAND, **row})
            fixture.insert(con, "foresight.backtest", _tested())
            arrivals = fixture.indicator("ankuenfte", "Angekommene Personen", sources=["zuweisungen"])
            fixture.insert(con, "meta.indicator", arrivals)
            fixture.insert(con, "mart.value", fixture.value("ankuenfte", STAND, ARRIVING, status=None))
            con.commit()


def _start(audience: str) -> list[tuple[str, dict[str, Any]]]:
    classes = CLASSES if audience == "leitung" else {None: sum(CLASSES.values())}
    rows: list[tuple[str, dict[str, Any]]] = [
        ("start", {"quantity": "gu", "age_months": age, "value": persons}) for age, persons in classes.items()
    ]
    pace = {"wartend": 60.0, "in_wohnungen": 300.0, "anteil_gu": 0.6, "wohnungen": 4.5, "personen_je_wohnung": 2.1,
            "nutzbar": 0.95}  # fmt: skip
    rows += [("start", {"quantity": name, "value": value}) for name, value in pace.items()]
    by_age = [(name, age) for name in ("auszug", "bereit") for age in range(37)]
    rates = [*((name, age, 0.04) for name, age in by_age), ("auszug_bereit", 0, 0.02), ("ueberfuehrung", 0, 0.013)]
    for name, age, value in [*rates, ("auszug_wohnung", 0, 0.02)]:
        rows.append(("hazard", {"transition": name, "age_months": age, "value": value}))
    return rows


def _ahead() -> list[tuple[str, dict[str, Any]]]:
    draws = np.random.default_rng(5).poisson(ARRIVING, (len(MONTHS), COURSES))
    rows: list[tuple[str, dict[str, Any]]] = [
        ("draw", {"quantity": "zugang", "period": month, "counts": counts.tolist()})
        for month, counts in zip(MONTHS, draws, strict=True)
    ]
    for month in (STAND, *MONTHS):
        places = 760.0 if month < "2027-07" else 660.0
        rows.append(("capacity", {"period": month, "quantity": "plaetze", "value": places}))
    rows += [("capacity", {"period": STAND, "quantity": f"platz:{n}", "value": v}) for n, v in
             (("gu_01", 400.0), ("gu_02", 100.0), ("gu_03", 260.0))]  # fmt: skip
    rows.append(("capacity", {"period": "2027-07", "quantity": "schliessung:gu_02", "value": -100.0}))
    for name, factor in (("plan", 1.0), ("hoch", 1.4), ("niedrig", 0.7)):
        rows += [("path", {"scenario": name, "quantity": "faktor", "period": m, "quantile": 0.5, "value": factor})
                 for m in MONTHS]  # fmt: skip
    return rows


def _told(audience: str) -> list[tuple[str, dict[str, Any]]]:
    said = [("ursache", CAUSE), *([] if audience == "leitung" else [("hinweis", NOTE)])]
    rows: list[tuple[str, dict[str, Any]]] = [
        ("answer", {"scenario": "plan", "question": question, "sentence": text}) for question, text in said
    ]
    full = (("monate_bis_voll", 0.1, 2.0, "2026-12"), ("monate_bis_voll", 0.5, 7.0, "2027-05"),
            ("monate_bis_voll", 0.9, 24.0, None), ("bestelltermin_6", 0.2, -5.0, "2026-06"))  # fmt: skip
    for question, quantile, value, period in full:
        row = {"scenario": "plan", "question": question, "quantile": quantile, "value": value, "period": period}
        rows.append(("answer", row))
    for month, share, came in (("2014-06", 0.1, 473.0), ("2014-11", 0.55, 517.0), ("2015-07", 0.4, 1286.0)):
        for question, value in (("plaetze", 670.0), ("voll_binnen_6", share), ("belegung_danach", came)):
            rows.append(("answer", {"stand": month, "scenario": "rueckblick", "question": question, "value": value}))
    return rows


def _tested() -> dict[str, Any]:
    row = {"series": "ankuenfte", "kind": "rueckrechnung", "origin": "2026-07", "period": STAND, "horizon": 3}
    row |= {"q025": 50.0, "q10": 60.0, "q25": 70.0, "q50": 80.0, "q75": 90.0, "q90": 100.0, "q975": 120.0}
    return row | {"actual": 140.0, "hit50": False, "hit80": False, "hit95": False, "crps": 40.0}
