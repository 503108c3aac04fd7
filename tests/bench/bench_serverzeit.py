"""Die Zeit des Servers für jede Seite, verglichen mit der bloßen DuckDB-Abfrage derselben Zeilen und JSON.

„Dieselben Zeilen“ sind alle, die die Seite liest, wenn nichts von der Ausgabe im Speicher ist: jede Abfrage von
`dashboard.warehouse` wird mitgeschrieben und dann auf einer offenen, warmen Verbindung mit `json.dumps` wiederholt. Von
Werten und Definitionen zählen nur die Kennzahlen, die die Seite zeigt, auch wenn der Server einmal alle zusammen liest.
Der Server ist warm. „Neu“ setzt die Seite ganz neu zusammen, als hätte sie an diesem Tag noch niemand gesehen;
„wieder“ ist die Antwort an alle danach. Gemessen ab dem Aufruf der Anwendung (WSGI) bis zur gepackten Antwort, ohne
Netz, jeweils die beste von mehreren Runden, die sich abwechseln.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from flask.testing import FlaskClient
from processes import german, home

from dashboard import routes, warehouse
from dashboard.app import create_app
from dashboard.kept import Kept
from dashboard.records import Reading, Snapshot
from dashboard.warming import asking

ROUNDS = 9
TWICE = 2.0
MORE = tuple(f"/kennzahl/{name}" for name in ("gu_auslastung", "gu_verweildauer_med", "gu_auslastung?compare=ziel"))
# The pages that show all indicators, and how warehouse reads them all at once.
EVERY = ("/", "/katalog", "/methodik", "/daten")
VALUES = "from mart.value where dim1 is null"
DEFINITIONS = "select * from meta.indicator order by rowid"
Query = tuple[str, list[object]]


def paths() -> list[str]:
    """Every page of navigation and footer, and some indicators."""
    return [entry.path for entry in (*routes.navigation(), *routes.foot())] + list(MORE)


def split(address: str) -> tuple[str, str]:
    """Path and query of an address."""
    path, mark, query = address.partition("?")
    return path, mark + query


def forget() -> None:
    """Drop what warehouse remembers of releases."""
    for name in ("_snapshot", "_breakdown", "_history", "remarks", "operations", "reference"):
        getattr(warehouse, name).cache_clear()


def queries(work: Callable[[], object], *, every: bool) -> list[Query]:
    """Every query that `work` sends when nothing is remembered; of the indicators only those it asks for."""
    found: list[Query] = []
    asked: set[str] = set()
    plain, reading = warehouse._rows, Snapshot.reading

    def watched(path: Path, release_id: str, sql: str, values: Any = ()) -> list[dict[str, Any]]:
        rows = plain(path, release_id, sql, values)  # an older release may not have every table; then nothing is read
        found.append((sql, list(values)))
        return rows

    def noticed(self: Snapshot, indicator_id: str) -> Reading | None:
        asked.add(indicator_id)
        return reading(self, indicator_id)

    forget()
    warehouse._rows, Snapshot.reading = watched, noticed  # type: ignore[assignment, method-assign]
    try:
        work()
    finally:
        warehouse._rows, Snapshot.reading = plain, reading  # type: ignore[method-assign]
    return found if every else [_narrowed(sql, values, sorted(asked)) for sql, values in found]


def _narrowed(sql: str, values: list[object], asked: list[str]) -> Query:
    if sql.endswith(VALUES):
        return f"{sql} and list_contains(?, indicator_id)", [asked]
    if sql == DEFINITIONS:
        return sql.replace("order by", "where list_contains(?, id) order by"), [asked]
    return sql, values


def bare(cursor: duckdb.DuckDBPyConnection, asked: list[Query]) -> int:
    """The same rows as JSON; returns how many they are."""
    rows = [cursor.execute(sql, values).fetchall() for sql, values in asked]
    json.dumps(rows, default=str)
    return sum(map(len, rows))


def asks(client: FlaskClient, path: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """Asking for a page as everyone after the first does, and as if nobody had asked before."""
    body, get = asking(*split(path)), Kept.get

    def again() -> None:
        answer = client.post("/_dash-update-component", json=body, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, path

    def anew() -> None:
        Kept.get = lambda self, key: None  # type: ignore[method-assign]
        try:
            again()
        finally:
            Kept.get = get  # type: ignore[method-assign]

    return again, anew


def best(works: list[Callable[[], object]]) -> list[float]:
    """The shortest time of each, in milliseconds; they take turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            begin = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begin)
    return [1000 * min(taken) for taken in times]


def main() -> None:
    """Print one table row per page."""
    place = home()
    client = create_app(place, "lokal").server.test_client()
    path_of_file = (place / "releases" / warehouse.current_id(place) / "leitung.duckdb").resolve()
    cursor = warehouse._connection(path_of_file).cursor()
    print("| Seite | Zeilen | DuckDB und JSON | neu | Verhältnis | wieder | Verhältnis |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    worst = (0.0, 0.0)
    for path in paths():
        again, anew = asks(client, path)
        asked = queries(anew, every=path in EVERY)
        again()
        count = bare(cursor, asked)
        alone, first, later = best([lambda asked=asked: bare(cursor, asked), anew, again])  # type: ignore[misc]
        worst = (max(worst[0], first / alone), max(worst[1], later / alone))
        cells = [german(count), f"{german(alone, 1)} ms", f"{german(first, 1)} ms", german(first / alone, 2)]
        cells += [f"{german(later, 1)} ms", german(later / alone, 2)]
        print(f"| `{path}` | {' | '.join(cells)} |", flush=True)
    print(f"\nZiel: höchstens das {german(TWICE)}-Fache. ", end="")
    print(f"Größtes Verhältnis: neu {german(worst[0], 2)}, wieder {german(worst[1], 2)}.")


if __name__ == "__main__":
    main()
