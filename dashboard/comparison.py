"""What a value is compared with: the period before, the year before, its target, cities of similar size; pure."""

from collections.abc import Mapping
from statistics import median

from dashboard import formatting, sentences
from dashboard.filters import Compare
from dashboard.records import Point, Reading, Snapshot
from dashboard.remarks import Table

WORDS: dict[Compare, str] = {
    "vorperiode": "Vorperiode",
    "vorjahr": "Vorjahr",
    "ziel": "Ziel",
    "staedte": "ähnliche Städte",
}
YEAR = 12
_YES = "ja"


def compared(reading: Reading, shown: Snapshot) -> tuple[str, str] | None:
    """The comparison in two parts, amount and what it is against: ("2,1 Punkte mehr", "als im September")."""
    if reading.latest is None or reading.latest.value is None:
        return None
    match shown.compare:
        case "vorjahr":
            return _year_before(reading)
        case "ziel":
            return _target(reading)
        case "staedte":
            return "", shown.peers.get(reading.indicator.id, "Für diese Kennzahl gibt es keinen Städtevergleich.")
    return sentences.change(reading)


def year_before(reading: Reading) -> Point | None:
    """The value of the same month, quarter or year twelve months before the latest one, with value or without."""
    if (now := reading.latest) is None:
        return None
    wanted = (now.span.last - YEAR, now.span.kind)
    return next((p for p in reading.series if (p.span.last, p.span.kind) == wanted), None)


def _year_before(reading: Reading) -> tuple[str, str]:
    now, before = reading.latest, year_before(reading)
    assert now is not None
    assert now.value is not None
    if before is None or before.value is None:
        return "", "Kein Vergleich: Für das Vorjahr gibt es keinen Wert."
    if any(before.period < b.period <= now.period for b in reading.indicator.breaks):
        return "", "Kein Vergleich: dazwischen liegt ein Bruch der Reihe."
    return sentences.against(reading, now, before)


def _target(reading: Reading) -> tuple[str, str]:
    point, threshold, indicator = reading.latest, reading.threshold, reading.indicator
    assert point is not None
    assert point.value is not None
    if threshold is None:
        return "", "Für diese Kennzahl ist kein Ziel festgelegt."
    missed = sentences.side(reading, point)
    aim = formatting.target(threshold, indicator.decimals, indicator.unit)
    if missed is None:
        return "im Ziel", f"({aim})"
    bound = threshold.on_track.max if missed == "über" else threshold.on_track.min
    assert bound is not None
    places = max(sentences.decimals(indicator, point), -int(bound.normalize().as_tuple().exponent))
    amount, word = formatting.difference(point.value, float(bound), places, indicator.unit)
    return "knapp" if word == "wie" else amount.rsplit(" ", 1)[0], f"{missed} dem Ziel ({aim})"


def peers(cities: Table | None, features: Table | None, shown: Snapshot) -> dict[str, str]:
    """Indicator -> how it stands beside cities of similar size, or why it may not be compared with them."""
    if cities is None or features is None:
        return {}
    found = {}
    for feature in features.records():
        reading = shown.reading(str(feature["kennzahl"])) if feature["kennzahl"] else None
        if reading is not None:
            found[reading.indicator.id] = _beside(reading, feature, cities, shown.city.kreis)
    return found


def _beside(reading: Reading, feature: Mapping[str, object], cities: Table, own: str) -> str:
    """Like with like: the indicator only under the same definition, else the city's own value of the feature."""
    rows = [row for row in cities.records() if row["merkmal"] == feature["merkmal"] and row["wert"] is not None]
    same = feature["gleiche_definition"] == _YES
    refusal = "" if same else f"Kein Vergleich dieser Kennzahl mit ähnlichen Städten: {feature['hinweis']}."
    if not rows:
        return refusal or "Für diese Kennzahl liegen keine Werte ähnlicher Städte vor."
    year = max(int(str(row["jahr"])) for row in rows)
    value_of = {str(row["kreis"]): float(str(row["wert"])) for row in rows if int(str(row["jahr"])) == year}
    mine = value_of.pop(own, None)
    unit = reading.indicator.unit if same else str(feature["einheit"])
    middle = formatting.quantity(median(value_of.values()), reading.indicator.decimals, unit)
    beside = f"{len(value_of)} Städten ähnlicher Größe {year}: {middle}"
    if same:
        return f"Mittlerer Wert von {beside}."
    if mine is None:
        return refusal
    own_text = formatting.quantity(mine, reading.indicator.decimals, unit)
    return f"{refusal} Nach der Definition des Merkmals „{feature['titel']}“: {own_text}, mittlerer Wert von {beside}."
