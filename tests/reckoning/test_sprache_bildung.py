"""Language support at schools, children in Kitas and naturalisations reckoned twice."""

import datetime as dt
from collections import defaultdict

import duckdb
from accepted_rows import (
    Event,
    Row,
    assert_ratio,
    assert_values,
    boroughs,
    by_month,
    grouped,
    quarter_ends,
    rows,
    stand,
    stored,
    tally,
)

DIMS = ("schule", "stadtbezirk")


def school_half(day: dt.date) -> tuple[str, int]:
    """School years begin in August, their second half in February."""
    year = day.year if day.month >= 8 else day.year - 1
    return f"{year}/{(year + 1) % 100:02d}", 1 if day.month >= 8 or day.month == 1 else 2


def at_least(row: Row, column: str) -> int | None:
    """A count; <3 is one or two and counts as one."""
    return 1 if row[f"{column}_zeichen"] == "<3" else row[column]


def school_members(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str | None]]:
    district = boroughs(con)
    return {
        row["schul_nr"]: {"schule": row["schul_nr"], "stadtbezirk": district[row["viertel_nr"]]}
        for row in rows(con, "stage.schulen")
    }


def support(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, float, float]]:
    """Month of the Stichtag, school, need, children reached and EUR granted, of every school that said its need."""
    grants = rows(con, "stage.sfo_antraege")
    halves: dict[tuple[str, int], dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows(con, "stage.sfo_bedarf"), key=lambda r: r["stichtag"]):
        if at_least(row, "mit_bedarf") is not None:
            halves[school_half(row["stichtag"])][row["schul_nr"]] = row
    found = []
    for (year, half), schools in halves.items():
        of_half = [g for g in grants if (g["schuljahr"], g["halbjahr"]) == (year, half)]
        day = max(row["stichtag"] for row in schools.values())
        if not of_half or day > stand(con, "sfo_antraege", "sfo_bedarf"):
            continue
        for nr, row in schools.items():
            own = [g for g in of_half if g["schul_nr"] == nr]
            children = sum(at_least(g, "kinder") or 0 for g in own)
            granted = float(sum(g["bewilligt"] or 0 for g in own))
            found.append((by_month(day), nr, at_least(row, "mit_bedarf") or 0, children, granted))
    return found


def test_support_by_school(offices: duckdb.DuckDBPyConnection) -> None:
    place, found = school_members(offices), support(offices)
    periods = {period for period, *_ in found}
    need, children, money = (
        tally([(row[0], place[row[1]], row[column]) for row in found], periods, DIMS) for column in (2, 3, 4)
    )
    assert_ratio(offices, "sfo_deckung", children, need)
    assert_ratio(offices, "sfo_eur_je_kind", money, need, times=1)


def test_money_follows_need(offices: duckdb.DuckDBPyConnection) -> None:
    place = school_members(offices)
    expected: dict[tuple[str, str | None, str | None], float | None] = {}
    for period in {row[0] for row in support(offices)}:
        need: dict[str | None, float] = defaultdict(float)
        money: dict[str | None, float] = defaultdict(float)
        for month, nr, in_need, _, granted in support(offices):
            if month == period:
                need[place[nr]["stadtbezirk"]] += in_need
                money[place[nr]["stadtbezirk"]] += granted
        whole_need, whole_money = sum(need.values()), sum(money.values())
        if whole_need and whole_money:
            apart = sum(abs(need[b] / whole_need - money[b] / whole_money) for b in need)
            expected[period, None, None] = apart / 2 * 100
        else:
            expected[period, None, None] = None
    assert_values(offices, "sfo_raumpassung", expected)


def test_money_spent(offices: duckdb.DuckDBPyConnection) -> None:
    place, grants = school_members(offices), rows(offices, "stage.sfo_antraege")
    spent: list[Event] = []
    granted: list[Event] = []
    for day in quarter_ends(dt.date(2010, 1, 1), stand(offices, "sfo_antraege")):
        year = f"{day.year - 1}/{day.year % 100:02d}"
        settled = (1,) if day.month in (3, 6) else (1, 2)
        for grant in grants:
            if grant["schuljahr"] == year:
                granted.append((by_month(day), place[grant["schul_nr"]], float(grant["bewilligt"] or 0)))
                if grant["halbjahr"] in settled:
                    spent.append((by_month(day), place[grant["schul_nr"]], float(grant["verausgabt"] or 0)))
    periods = {period for period, *_ in granted}
    assert_ratio(offices, "sfo_mittelabruf", tally(spent, periods, DIMS), tally(granted, periods, DIMS))


def test_children_in_kitas(offices: duckdb.DuckDBPyConnection) -> None:
    people: dict[tuple[dt.date, str], int] = defaultdict(int)
    for row in rows(offices, "stage.bevoelkerung"):
        if row["altersgruppe"] == "3bis5":
            people[row["stichtag"], row["nationalitaet"]] += row["einwohner"] or 0
    expected: dict[tuple[str, str | None, str | None], float | None] = {}
    parts = {}
    for day, children in grouped(rows(offices, "stage.kita_extern"), "stichtag").items():
        rates: dict[str, float | None] = {"deutsch": None, "nichtdeutsch": None}
        known = False
        for row in children:
            before = [d for d, group in people if group == row["nationalitaet"] and d <= day]
            if row["altersgruppe"] != "3bis5" or not before or (day - max(before)).days >= 365:
                continue
            known = True
            inhabitants = people[max(before), row["nationalitaet"]]
            if row["nationalitaet"] == "nichtdeutsch":
                parts[by_month(day)] = (row["kinder"], inhabitants)
            rates[row["nationalitaet"]] = row["kinder"] / inhabitants * 100 if row["kinder"] is not None else None
        if known:
            german, other = rates["deutsch"], rates["nichtdeutsch"]
            gap = german - other if german is not None and other is not None else None
            expected[by_month(day), None, None] = other
            expected[by_month(day), "vergleichsgruppe", "deutsch"] = german
            expected[by_month(day), "vergleichsgruppe", "abstand"] = gap
    assert_values(offices, "kita_quote_3_6", expected)
    for (period, dim, _), row in stored(offices, "kita_quote_3_6").items():
        if dim is None:
            assert (row["numerator"], row["denominator"]) == parts[period]


def test_naturalised(offices: duckdb.DuckDBPyConnection) -> None:
    last = stand(offices, "einbuergerung_extern")
    years = [r for r in rows(offices, "stage.einbuergerung_extern") if dt.date(r["jahr"], 12, 31) <= last]
    ours = stored(offices, "einbuergerung_a")
    assert set(ours) == {(str(row["jahr"]), None, None) for row in years}
    assert any(row["anspruch"] for row in years)
    for row in years:
        figure = ours[str(row["jahr"]), None, None]
        if row["anspruch"] is None or row["berechtigte"] is None:
            sign = row["anspruch_zeichen"] if row["anspruch"] is None else row["berechtigte_zeichen"]
            assert (figure["value"], figure["sign"]) == (None, sign)
        else:
            assert abs(figure["value"] - row["anspruch"] / row["berechtigte"] * 100) < 1e-9
