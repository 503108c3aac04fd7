"""The table of countries: keys, spellings of the offices, and no spelling with two meanings."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "data" / "reference" / "staaten.csv"


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def fold(text):
    """Stricter than any reader: only letters and digits are left, accents and umlauts without their marks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum())


def meanings():
    return {fold(word): row["code"] for row in rows() for word in row["schreibweisen"].split("|")}


def test_form():
    codes = [row["code"] for row in rows()]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d{3}", code) for code in codes)
    assert len(codes) > 200
    assert all(re.fullmatch(r"[A-Z]{3}|", row["iso3"]) for row in rows())
    iso = [row["iso3"] for row in rows() if row["iso3"]]
    assert len(iso) == len(set(iso))


def test_no_spelling_belongs_to_two_codes():
    seen = {}
    for row in rows():
        for word in row["schreibweisen"].split("|"):
            assert seen.setdefault(fold(word), row["code"]) == row["code"], word


def test_every_code_is_known_by_name_and_keys():
    known = meanings()
    for row in rows():
        for word in (row["name"], row["code"], "ST" + row["code"], *([row["iso3"]] if row["iso3"] else [])):
            assert known[fold(word)] == row["code"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("syrisch", "475"),
        ("SYR", "475"),
        ("Arab. Rep. Syrien", "475"),
        ("Syrien, Arabische Republik", "475"),
        ("Kosovo", "150"),
        ("Serbien", "170"),
        ("Palästina", "459"),
        ("Palaestina", "459"),
        ("Türkiye", "163"),
        ("Russland", "160"),
        ("DR Kongo", "246"),
        ("Cote d'Ivoire", "231"),
        ("Elfenbeinküste", "231"),
        ("UNK", "998"),
        ("ungeklärt", "998"),
        ("staatenlos", "997"),
        ("ohne Angabe", "999"),
        ("CR", "334"),
        ("0", "000"),
    ],
)
def test_spellings_of_the_offices(word, code):
    assert meanings()[fold(word)] == code


@pytest.mark.parametrize("word", ["Korea", "kongolesisch", "CS"])
def test_what_is_ambiguous_is_not_there(word):
    assert fold(word) not in meanings()
