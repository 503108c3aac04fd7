"""20 Personen klicken alle zwei Sekunden, gleich nach dem Start des Servers: wie lange eine Antwort dauert.

Der Server läuft wie bei `make run` (ein Prozess, acht Threads), die Personen in einem eigenen Prozess, jede mit einer
eigenen offenen Verbindung. Ein Klick ist die Anfrage, die der Browser dabei sendet; die Dauer reicht bis zum letzten
Byte der gepackten Antwort. Jeder zweite Klick führt zu einer Seite der Navigation, die übrigen zu Kennzahlen,
Zeiträumen und Vergleichen, die im ersten Teil meist noch niemand gesehen hat („neu“). Zuletzt werden alle Ansichten
einzeln noch einmal geholt und müssen Byte für Byte dieselben sein.
Aufruf: `python tests/bench/bench_last.py [Datenverzeichnis]`.
"""

import http.client
import itertools
import json
import random
import statistics
import threading
import time
from dataclasses import dataclass, field

from bench_serverzeit import split
from processes import cockpit, free_port, german, home, running

from dashboard import routes, warehouse
from dashboard.warming import asking

PEOPLE, EVERY, CLICKS = 20, 2.0, 15
TARGET = 100
HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}


@dataclass
class Person:
    """One person with a way through the pages; `answers` are (path, seconds, status, body)."""

    way: list[str]
    pause: float
    answers: list[tuple[str, float, int, bytes]] = field(default_factory=list)

    def walk(self, port: int) -> None:
        """Click every two seconds, never faster, whatever an answer takes."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        begin = time.perf_counter() + self.pause
        for number, path in enumerate(self.way):
            time.sleep(max(0.0, begin + number * EVERY - time.perf_counter()))
            self.answers.append(ask(line, path))
        line.close()


def ask(line: http.client.HTTPConnection, path: str) -> tuple[str, float, int, bytes]:
    """One click: path, seconds, status, body."""
    body = json.dumps(asking(*split(path)))
    start = time.perf_counter()
    line.request("POST", "/_dash-update-component", body, HEADERS)
    answer = line.getresponse()
    content = answer.read()
    return path, time.perf_counter() - start, answer.status, content


def views(indicators: list[str], months: list[str]) -> list[str]:
    """Addresses as people reach them: every page and indicator, many with a period or another comparison."""
    pages = [entry.path for entry in (*routes.navigation(), *routes.foot())]
    pages += [f"/kennzahl/{name}" for name in indicators]
    queries = ["", "", *(f"?period={month}" for month in months), "?compare=vorjahr", "?compare=ziel"]
    return [page + query for page, query in itertools.product(pages, queries)]


def people(offered: list[str]) -> list[Person]:
    """Twenty ways; every second click is a page of the navigation, the others are whatever can be chosen."""
    chance = random.Random(1)
    plain = [entry.path for entry in routes.navigation()]
    ways = [[chance.choice(plain if n % 2 == 0 else offered) for n in range(CLICKS)] for _ in range(PEOPLE)]
    return [Person(way, chance.uniform(0, EVERY)) for way in ways]


def walked(crowd: list[Person], port: int) -> list[tuple[str, float, int, bytes]]:
    """All answers once everyone has gone their way."""
    threads = [threading.Thread(target=person.walk, args=(port,)) for person in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for person in crowd for answer in person.answers]


def row(name: str, seconds: list[float]) -> str:
    """One row of the table."""
    times = sorted(1000 * s for s in seconds)
    marks = [statistics.median(times), times[int(0.95 * (len(times) - 1))], times[-1]]
    return f"| {name} | {german(len(times))} | {' | '.join(f'{german(t, 1)} ms' for t in marks)} |"


def wrong(answers: list[tuple[str, float, int, bytes]], port: int) -> int:
    """How many answers are not the ones that are given without any load."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    right = {path: ask(line, path)[3] for path in {answer[0] for answer in answers}}
    line.close()
    return sum(status != 200 or body != right[path] for path, _, status, body in answers)


def main() -> None:
    """Print the table."""
    place = home()
    shown = warehouse.snapshot(place, "leitung")
    indicators = [reading.indicator.id for reading in shown.readings if reading.indicator.listed]
    assert shown.months is not None
    months = [f"{m // 12}-{m % 12 + 1:02d}" for m in range(shown.months[1] - 3, shown.months[1])]
    crowd, port = people(views(indicators, months)), free_port()
    with running(cockpit(place, port), port, "/healthz"):
        answers = walked(crowd, port)
        faults = wrong(answers, port)
        later = walked([Person(person.way, person.pause) for person in crowd[:PEOPLE]], port)
        faults += wrong(later, port)
    print(f"| {PEOPLE} Personen, ein Klick alle {german(EVERY)} s | Klicks | mittlere | 95 % unter | längste |")
    print("|---|---:|---:|---:|---:|")
    print(row("gleich nach dem Start, neu", [seconds for _, seconds, _, _ in answers]))
    print(row("dieselben Wege noch einmal", [seconds for _, seconds, _, _ in later]))
    print(f"\nZiel: 95 % unter {TARGET} ms. Verschiedene Ansichten: {german(len({a[0] for a in answers}))}, ", end="")
    print(f"falsche Antworten: {german(faults)}.")


if __name__ == "__main__":
    main()
