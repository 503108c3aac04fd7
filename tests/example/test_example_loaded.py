"""Every delivery of the city at full size goes through intake and contract, and stays near what is published."""

import datetime as dt
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.contract.compile import stage_ddl, stage_table, typed_columns
from etl.contract.reasons import DeliveryRefused
from etl.contract.split import Split, split
from etl.example.districts import DISTRICTS
from etl.example.months import Month
from etl.example.residents import inhabitants
from etl.intake.delivery import open_delivery, open_parts
from etl.intake.raw import RawTable
from etl.intake.zip_members import members

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 25)


@dataclass
class Delivered:
    """Stage tables in `con`, and by source how the rows were parted and why rows were refused."""

    con: duckdb.DuckDBPyConnection
    catalogue: Catalogue
    splits: dict[str, list[Split]] = field(default_factory=dict)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    empty: list[str] = field(default_factory=list)

    def load(self, raw: RawTable) -> None:
        source = raw.source
        result = split(self.con, raw, self.catalogue.lists, TODAY)
        self.splits.setdefault(source.id, []).append(result)
        for (reason,) in self.con.execute("select reason from typed where reason is not null").fetchall():
            self.reasons[source.id, reason] += 1
        columns = ", ".join(f'"{column}"' for column in typed_columns(source))
        table, where = stage_table(source.id), "where reason is null and not duplicate"
        if source.delivery == "increment":
            same = " and ".join(f's."{key}" is not distinct from t."{key}"' for key in source.key)
            self.con.execute(f"delete from {table} s using (from typed {where}) t where {same}")
        self.con.execute(
            f"insert into {table} (load_id, row_number, {columns}) select 'a', row_number, {columns} from typed {where}"
        )

    def one(self, query: str) -> int:
        row = self.con.execute(query).fetchone()
        assert row is not None
        return int(row[0] or 0)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")


def tables(path: Path, catalogue: Catalogue, work: Path) -> Iterator[RawTable]:
    sources = tuple(catalogue.sources.values())
    if path.suffix == ".zip":
        for member in members(path, work):
            assert member.path is not None
            yield open_delivery(member.path, f"{path.name}/{member.name}", sources, work)
        return
    for part in open_parts(path, path.name, sources, work):
        assert part.raw is not None, (path.name, part.refused)
        yield part.raw


@pytest.fixture(scope="module")
def delivered(folder: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivered]:
    work = tmp_path_factory.mktemp("zellen")
    order = {source.id: place for place, source in enumerate(catalogue.sources_in_load_order())}
    raws = [raw for path in sorted(folder.iterdir()) if path.is_file() for raw in tables(path, catalogue, work)]
    with duckdb.connect() as con:
        con.execute("create schema stage")
        con.execute("set variable kim_key = 'schluessel der tests'")
        found = Delivered(con, catalogue)
        for source in catalogue.sources.values():
            con.execute(stage_ddl(source))
        for raw in sorted(raws, key=lambda raw: (order[raw.source.id], raw.data_as_of or dt.date.max)):
            assert raw.example
            found.load(raw)
        yield found


def test_every_list_is_loaded_and_every_row_accounted_for(delivered: Delivered) -> None:
    lists = {name for name, source in delivered.catalogue.sources.items() if source.file.format == "liste"}
    assert set(delivered.splits) == lists
    for name, results in delivered.splits.items():
        for result in results:
            assert result.rows_read == result.rows_accepted + result.rows_rejected + result.rows_duplicate
            assert result.rows_read > 0
            assert result.rejected_share <= delivered.catalogue.sources[name].max_rejected_share
            assert result.data_as_of is not None
            assert result.data_as_of <= TODAY


def test_about_one_row_in_two_hundred_is_refused(delivered: Delivered) -> None:
    results = [result for results in delivered.splits.values() for result in results]
    rejected = sum(result.rows_rejected for result in results)
    assert 0.004 < rejected / sum(result.rows_read for result in results) < 0.01
    for name, own in delivered.splits.items():
        read = sum(result.rows_read for result in own)
        # A row of the register that is missing moves the total of the city, so there are fewer.
        least = 0.0005 if name == "bevoelkerung" else 0.002
        if read > 1000:
            assert least < sum(result.rows_rejected for result in own) / read < 0.012, name


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("kontingent_b", "muster_verletzt"),
        ("kontingent_a", "reihenfolge_verletzt"),
        ("mietverhaeltnisse", "datum_zu_frueh"),
        ("netz_teilnahmen", "verweis_unbekannt"),
        ("netz_teilnahmen", "zahl_unlesbar"),
        ("ombudsfaelle", "code_unbekannt"),
        ("beratung", "quartal_unlesbar"),
        ("bevoelkerung", "code_unbekannt"),
        ("haushalt", "zahl_zu_gross"),
        ("sachspenden", "zahl_unlesbar"),
    ],
)
def test_the_mess_of_the_offices_is_there(delivered: Delivered, source: str, reason: str) -> None:
    assert delivered.reasons[source, reason] > 0


def test_neither_refused_nor_hidden_rows_bend_the_total_of_the_register(delivered: Delivered) -> None:
    found = delivered.con.execute(
        "select stichtag, sum(einwohner) from stage.bevoelkerung group by stichtag order by stichtag"
    ).fetchall()
    assert len(found) > 40
    for day, total in found:
        month = Month(day.year, day.month)
        meant = sum(sum(sum(ages) for ages in inhabitants(district, month).values()) for district in DISTRICTS)
        assert int(total) == pytest.approx(meant, rel=0.002), day


def test_flats_held_in_the_middle_of_2017(delivered: Delivered) -> None:
    held = sum(
        delivered.one(
            f"select count(*) from stage.kontingent_{part} "
            "where vertragsbeginn <= '2017-06-30' and (vertragsende is null or vertragsende > '2017-06-30')"
        )
        for part in ("a", "b", "privat")
    )
    assert held == pytest.approx(660, rel=0.03)


def test_lost_zeros_come_back_and_flats_meet_those_of_the_stays(delivered: Delivered) -> None:
    assert delivered.one("select count(*) from stage.kontingent_b where wohnung_id like '00%'") > 100
    assert delivered.one("select count(*) from stage.kontingent_b where gesellschaft <> 'beispielbau'") == 0
    known = "select wohnung_id from stage.kontingent_a union all select wohnung_id from stage.kontingent_b"
    known += " union all select wohnung_id from stage.kontingent_privat"
    lost = delivered.one(
        "select count(distinct wohnung_id) from stage.belegungen "
        f"where wohnung_id is not null and wohnung_id not in ({known})"
    )
    everyone = delivered.one("select count(distinct wohnung_id) from stage.belegungen")
    assert lost < 0.012 * everyone


def test_a_lease_taken_over_is_told_in_two_ways(delivered: Delivered) -> None:
    one_row = delivered.one(
        "select count(*) from stage.mietverhaeltnisse m join stage.kontingent_a k using (wohnung_id) "
        "where m.mietverhaeltnis = 'privat' and m.ueberfuehrung_erfolgt > m.beginn"
    )
    two_rows = delivered.one(
        "select count(*) from stage.mietverhaeltnisse m join stage.mietverhaeltnisse p using (wohnung_id, hh_id) "
        "where m.ende_grund = 'ueberfuehrung' and p.mietverhaeltnis = 'privat' and p.beginn = m.ende + 1"
    )
    assert one_row > 200
    assert two_rows > 60


def test_households_are_the_same_in_every_list(delivered: Delivered) -> None:
    """Their numbers are hashed, but alike; a few stays were refused."""
    for source in ("mietverhaeltnisse", "betreuung"):
        found = delivered.one(f"select count(distinct hh_id) from stage.{source}")
        lost = delivered.one(
            f"select count(distinct hh_id) from stage.{source} where hh_id not in (select hh_id from stage.belegungen)"
        )
        assert found > 500
        assert lost < 0.02 * found


def test_several_topics_and_quarters_are_read(delivered: Delivered) -> None:
    assert delivered.one("select count(*) from stage.ombudsfaelle where contains(themen, '|')") > 100
    assert delivered.one("select count(distinct quartal) from stage.beratung") == 43
    assert delivered.one("select count(*) from stage.beratung where personen_zeichen = '<3'") > 10
    assert delivered.one("select count(*) from stage.sfo_antraege where schuljahr = '2018/19'") == 30


def test_published_sums_of_the_budget(delivered: Delivered) -> None:
    support = "select sum(fortg_ansatz) from stage.haushalt where jahr = 2018 and psp_element = 'sprachfoerderung'"
    assert delivered.one(support) == pytest.approx(290_000, rel=0.07)
    translation = "select sum(ansatz) from stage.haushalt where jahr = 2024 and psp_element = 'sprachmittlung'"
    assert delivered.one(translation) == 500_000
    assert delivered.one("select count(*) from stage.haushalt where sachkonto = 'erstattung_land' and ist > 0") == 0
    assert delivered.one("select count(*) from stage.haushalt where periode > 12") > 50
    late = "select count(*) from stage.haushalt where sachkonto = 'erstattung_land' "
    assert delivered.one(late + "and ist < 0 and leistungszeitraum >= make_date(jahr, periode, 1)") == 0


def test_volunteers_of_2015_and_march_2022(delivered: Delivered) -> None:
    came = "select count(*) from stage.ehrenamt where meldung between "
    assert delivered.one(came + "date '2015-01-01' and date '2015-03-31'") == pytest.approx(40, abs=5)
    assert delivered.one(came + "date '2022-03-01' and date '2022-03-31'") > 270


def test_about_a_hundred_and_fifteen_persons_come_to_the_network(delivered: Delivered) -> None:
    per_member = delivered.one(
        "select 75 * avg(largest) from (select max(personen) as largest from stage.netz_teilnahmen t "
        "join stage.netz_termine m using (termin_id) where year(m.datum) = 2014 group by org_id)"
    )
    assert 85 < per_member < 230
    both = delivered.one("select count(distinct org_id) from stage.netz_teilnahmen where org_id in ('VE-02', 'VE-90')")
    assert both == 2


def test_the_share_of_the_city_in_the_state_is_twelve_percent(delivered: Delivered) -> None:
    ours = delivered.one(
        "select sum(personen) from stage.zuweisungen where zugangsart = 'zuweisung' and year(ankunft_ist) = 2015"
    )
    state = delivered.one("select sum(personen) from stage.landesverteilung where year(monat) = 2015")
    assert ours / state == pytest.approx(0.12, abs=0.006)


def test_workbooks_hold_hidden_and_several_sheets(folder: Path) -> None:
    books = sorted(folder.glob("*.xlsx"))
    assert len(books) > 35
    for path in books:
        with zipfile.ZipFile(path) as package:
            book = package.read("xl/workbook.xml").decode()
        assert 'state="hidden"' in book
        assert len(re.findall("<sheet ", book)) == (3 if path.name.startswith("BEISPIEL_Netzwerk") else 2)


def test_two_lists_lie_in_one_zip(folder: Path) -> None:
    (path,) = folder.glob("*.zip")
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    assert names == ["BEISPIEL_Kommentare_2026-10.csv", "BEISPIEL_Massnahmen_2026-10.csv"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Tabelle_nur_im_ausgeblendeten_Blatt.xlsx", "keine_tabelle"),
        ("Arbeitsmappe_beschaedigt.xlsx", "mappe_unlesbar"),
        ("Bericht_als_PDF.pdf", "format_unbekannt"),
        ("Wohnungsnummer_fehlt.csv", "pflichtspalte_fehlt"),
        ("Stellen_ohne_Stand.csv", "stand_fehlt"),
        ("Arbeitslose_Export.csv", "dateiname_unbekannt"),
    ],
)
def test_the_intake_refuses_what_is_broken(
    folder: Path, catalogue: Catalogue, tmp_path: Path, name: str, reason: str
) -> None:
    path = folder / "fehlerhaft" / f"BEISPIEL_{name}"
    with pytest.raises(DeliveryRefused) as refused:
        open_delivery(path, path.name, tuple(catalogue.sources.values()), tmp_path)
    assert refused.value.code == reason


def test_broken_archives_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        list(members(folder / "fehlerhaft" / "BEISPIEL_Archiv_beschaedigt.zip", tmp_path))
    assert refused.value.code == "zip_unlesbar"
    (inner,) = members(folder / "fehlerhaft" / "BEISPIEL_Archiv_im_Archiv.zip", tmp_path)
    assert inner.refused is not None
    assert inner.refused.code == "zip_verschachtelt"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Betraege_mit_Punkt.csv", "zahl_mehrdeutig"),
        ("Unbekannte_Termine.csv", "verweis_unbekannt"),
    ],
)
def test_the_contract_refuses_every_row_of_the_others(
    folder: Path, delivered: Delivered, tmp_path: Path, name: str, reason: str
) -> None:
    path = folder / "fehlerhaft" / f"BEISPIEL_{name}"
    raw = open_delivery(path, path.name, tuple(delivered.catalogue.sources.values()), tmp_path)
    result = split(delivered.con, raw, delivered.catalogue.lists, TODAY)
    assert result.rows_rejected == result.rows_read > 5
    assert delivered.con.execute("select distinct reason from typed").fetchall() == [(reason,)]
