"""Network, volunteers, requests, counsel and departments reckoned twice."""

import datetime as dt
import statistics
from collections import defaultdict

import duckdb
from accepted_rows import (
    FAR,
    Event,
    Row,
    Tally,
    assert_ratio,
    assert_sums,
    assert_values,
    boroughs,
    by_month,
    by_quarter,
    grouped,
    months,
    months_later,
    quarter_ends,
    quarters,
    rows,
    stand,
    stored,
    tally,
)

NETWORK = ("organisationen", "netz_termine", "netz_teilnahmen")


def quarter_begin(end: dt.date) -> dt.date:
    return months_later(end.replace(day=1), -2)


def attended(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[dt.date, str]]]:
    """Organisation -> days and themes of the meetings that took place and that it came to."""
    meetings = {row["termin_id"]: row for row in rows(con, "stage.netz_termine") if row["status"] == "stattgefunden"}
    came: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for row in rows(con, "stage.netz_teilnahmen"):
        if meeting := meetings.get(row["termin_id"]):
            came[row["org_id"]].append((meeting["datum"], meeting["tb_id"]))
    return came


def members(con: duckdb.DuckDBPyConnection) -> list[tuple[dt.date, Row, bool, set[str]]]:
    """Quarter end, member, whether it came in the quarter, and the themes of its meetings within a year."""
    came = attended(con)
    first = min(day for visits in came.values() for day, _ in visits)
    found = []
    for end in quarter_ends(first, stand(con, *NETWORK)):
        year_before = months_later(end, -12)
        for org in rows(con, "stage.organisationen"):
            if org["mitglied_seit"] <= end <= (org["mitglied_bis"] or FAR):
                visits = [(day, theme) for day, theme in came[org["org_id"]] if year_before < day <= end]
                lately = any(day >= quarter_begin(end) for day, _ in visits)
                found.append((end, org, lately, {theme for _, theme in visits}))
    return found


def test_active_members(offices: duckdb.DuckDBPyConnection) -> None:
    found = members(offices)
    everyone = [(by_month(end), {"organisationsart": org["typ"]}, 1) for end, org, _, _ in found]
    active = [(by_month(end), {"organisationsart": org["typ"]}, 1) for end, org, _, themes in found if themes]
    periods = {period for period, _, _ in everyone}
    of, to = (tally(events, periods, ("organisationsart",)) for events in (active, everyone))
    assert_ratio(offices, "netz_aktivitaet", of, to)


def test_links_between_themes(offices: duckdb.DuckDBPyConnection) -> None:
    of_half_years = [row for row in members(offices) if row[0].month in (6, 12)]
    active = [(by_month(end), {"organisationsart": org["typ"]}, 1) for end, org, _, t in of_half_years if t]
    linked = [(by_month(end), {"organisationsart": org["typ"]}, 1) for end, org, _, t in of_half_years if len(t) > 1]
    periods = {by_month(end) for end, *_ in of_half_years}
    everywhere = {org["typ"] for _, org, _, themes in members(offices) if themes}
    to = tally(active, periods, ("organisationsart",))
    to |= {place: 0.0 for p in periods for kind in everywhere if (place := (p, "organisationsart", kind)) not in to}
    assert_ratio(offices, "netz_querverbindung", tally(linked, periods, ("organisationsart",)), to)


def test_migrant_organisations(offices: duckdb.DuckDBPyConnection) -> None:
    own = [row for row in members(offices) if row[1]["typ"] == "migrantenorganisation"]
    periods = {by_quarter(end) for end, *_ in members(offices)}
    of = tally([(by_quarter(end), {}, 1) for end, _, lately, _ in own if lately], periods)
    to = tally([(by_quarter(end), {}, 1) for end, *_ in own], periods)
    assert_ratio(offices, "netz_mo_beteiligung", of, to)


def test_measures_done_in_time(offices: duckdb.DuckDBPyConnection) -> None:
    due, done = [], []
    measures = rows(offices, "stage.netz_massnahmen")
    for row in measures:
        event: Event = (
            by_quarter(row["faellig_am"]),
            {"themenbereich": row["tb_id"], "handlungsfeld": row["handlungsfeld"]},
            1,
        )
        due.append(event)
        if row["erledigt_am"] and row["erledigt_am"] <= row["faellig_am"]:
            done.append(event)
    periods = quarters(min(row["faellig_am"] for row in measures), stand(offices, "netz_massnahmen"))
    of, to = (tally(events, periods, ("themenbereich", "handlungsfeld")) for events in (done, due))
    assert_ratio(offices, "netz_massnahmen", of, to)


def test_active_volunteers(offices: duckdb.DuckDBPyConnection) -> None:
    volunteers = grouped(rows(offices, "stage.ehrenamt"), "ehr_id").values()
    ends = quarter_ends(dt.date(2010, 1, 1), stand(offices, "ehrenamt"))
    events: list[Event] = []
    for end in ends:
        for own in volunteers:
            at_work = [
                row
                for row in own
                if row["erster_einsatz"]
                and row["erster_einsatz"] <= end
                and (row["letzter_einsatz"] or row["erster_einsatz"]) >= quarter_begin(end)
            ]
            named = [row for row in at_work if row["einsatzart"]]
            task = max(named, key=lambda row: row["meldung"])["einsatzart"] if named else None
            if at_work:
                events.append((by_month(end), {"einsatzart": task}, 1))
    periods = {period for period, _, _ in events}
    assert_sums(offices, "ehr_aktive", tally(events, periods, ("einsatzart",)))


def test_days_to_first_assignment(offices: duckdb.DuckDBPyConnection) -> None:
    begun = [row for row in rows(offices, "stage.ehrenamt") if row["erster_einsatz"]]
    waits = defaultdict(list)
    for row in begun:
        waits[by_quarter(row["erster_einsatz"])].append((row["erster_einsatz"] - row["meldung"]).days)
    periods = quarters(min(row["erster_einsatz"] for row in begun), stand(offices, "ehrenamt"))
    expected = {(p, None, None): float(statistics.median(waits[p])) if waits[p] else None for p in periods}
    assert_values(offices, "ehr_vermittlung_tage", expected)
    ours = {period: row["contributors"] for (period, _, _), row in stored(offices, "ehr_vermittlung_tage").items()}
    assert ours == {period: len(waits[period]) for period in periods}


def test_needs_met(offices: duckdb.DuckDBPyConnection) -> None:
    needs = [row for row in rows(offices, "stage.sachspenden") if row["art"] == "bedarf"]
    for row in needs:
        row["frist"] = row["eingang"] + dt.timedelta(days=30)
    due = [(by_month(row["frist"]), {"spendenart": row["kategorie"]}, 1) for row in needs]
    met = [
        (by_month(row["frist"]), {"spendenart": row["kategorie"]}, 1)
        for row in needs
        if row["erledigt"] and row["erledigt"] <= row["frist"]
    ]
    periods = months(min(row["frist"] for row in needs), stand(offices, "sachspenden"))
    of, to = (tally(events, periods, ("spendenart",)) for events in (met, due))
    assert_ratio(offices, "spe_bedarfsdeckung", of, to)


def test_cases_closed_in_time(offices: duckdb.DuckDBPyConnection) -> None:
    cases = rows(offices, "stage.ombudsfaelle")
    for row in cases:
        row["frist"] = row["eingang"] + dt.timedelta(days=60)
    closed = [row for row in cases if row["abschluss"] and row["abschluss"] <= row["frist"]]
    periods = quarters(min(row["frist"] for row in cases), stand(offices, "ombudsfaelle"))
    of, to = (tally([(by_quarter(row["frist"]), {}, 1) for row in some], periods) for some in (closed, cases))
    assert_ratio(offices, "omb_fristquote", of, to)


def test_advised_outside(offices: duckdb.DuckDBPyConnection) -> None:
    district, all_, outside = boroughs(offices), [], []
    advised = rows(offices, "stage.beratung")
    for row in advised:
        persons = 1 if row["personen_zeichen"] == "<3" else row["personen"]
        place = {"stadtviertel": row["viertel_nr"], "stadtbezirk": district[row["viertel_nr"]]}
        event: Event = (by_quarter(row["quartal"]), place, persons)
        all_.append(event)
        if row["wohnform"] in ("eigene_wohnung", "bei_anderen", "unbekannt"):
            outside.append(event)
    periods = quarters(min(row["quartal"] for row in advised), stand(offices, "beratung"))
    of, to = (tally(events, periods, ("stadtviertel", "stadtbezirk")) for events in (outside, all_))
    assert_ratio(offices, "reichweite_ausserhalb", of, to)


def test_departments(offices: duckdb.DuckDBPyConnection) -> None:
    reports = rows(offices, "stage.ikoe")
    delivered = {row["quartal"] for row in reports}
    first, last = min(delivered), stand(offices, "ikoe")

    def by_department(column: str, stock: bool) -> Tally:
        label = by_month if stock else by_quarter
        events = [(label(months_later(r["quartal"], 2)), {"fachbereich": r["fachbereich"]}, r[column]) for r in reports]
        periods = {by_month(months_later(day, 2)) for day in delivered} if stock else quarters(first, last)
        return tally(events, periods, ("fachbereich",))

    assert_ratio(offices, "ikoe_fortbildung", by_department("geschult", True), by_department("beschaeftigte", True))
    assert_sums(offices, "ikoe_mehrsprachige_angebote", by_department("angebote_mehrsprachig", True))
    assert_sums(offices, "buergerinfo_termine", by_department("infoveranstaltungen", False))
    assert_sums(offices, "beirat_befassungen", by_department("beirat_vorlagen", False))
