"""A backup restores to the same installation, proves itself whole, and never holds what it must not."""

import contextlib
import datetime as dt
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import duckdb
import pytest
from small_city import LATER, SmallCity, run_city, the_catalogue
from typer.testing import CliRunner

from etl import publish
from etl.__main__ import app
from etl.backup import BackupRefused, backup, restore
from etl.home import Home, HomeBusy, locked
from etl.pipeline import run

NOW = dt.datetime(2026, 4, 5, 8, 0)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home, result = run_city(tmp_path_factory.mktemp("sicherung") / "home")
    assert result.release_id
    (home.root / "desk" / "paper").mkdir()
    (home.root / "desk" / "paper" / "1.json").write_text('{"was": "Entwurf"}', encoding="utf-8")
    return home


def content(root: Path) -> dict[str, bytes]:
    skipped = ("inbox", "lock")
    paths = (path for path in root.rglob("*") if path.is_file())
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in paths
        if path.relative_to(root).parts[0] not in skipped
    }


def test_what_is_restored_is_what_was_backed_up_and_goes_on(original: Home, tmp_path: Path) -> None:
    made = backup(original, tmp_path / "s.tar", NOW, with_key=True)
    restored = restore(tmp_path / "s.tar", tmp_path / "neu")
    assert restored.files == made.files == len(content(original.root))
    assert content(tmp_path / "neu") == content(original.root)
    home = Home(tmp_path / "neu")
    for path in (home.root, home.archive, home.quarantine):
        assert path.stat().st_mode & 0o777 == 0o700
    assert home.secret_key.stat().st_mode & 0o777 == home.workshop.stat().st_mode & 0o777 == 0o600
    SmallCity().write(home.inbox)
    assert run(home, home.inbox, the_catalogue(), LATER).release_id is None, "dieselben Lieferungen sind bekannt"
    SmallCity().write(home.inbox, stays=(*SmallCity().stays, ("x1", "GU-01", None, "20.03.2026", None, 1999, "w")))
    assert run(home, home.inbox, the_catalogue(), LATER).release_id in publish.history(home)


def test_the_key_is_left_out_unless_asked_and_a_wrong_one_is_refused(original: Home, tmp_path: Path) -> None:
    backup(original, tmp_path / "s.tar", NOW)
    key = original.secret_key.read_bytes()
    assert key not in (tmp_path / "s.tar").read_bytes()
    assert (tmp_path / "s.tar").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupRefused, match="--key DATEI"):
        restore(tmp_path / "s.tar", tmp_path / "neu")
    (tmp_path / "falsch").write_bytes(os.urandom(32))
    with pytest.raises(BackupRefused, match="gehört nicht zu der Sicherung"):
        restore(tmp_path / "s.tar", tmp_path / "neu", tmp_path / "falsch")
    assert not (tmp_path / "neu").exists()
    restore(tmp_path / "s.tar", tmp_path / "neu", original.secret_key)
    assert (tmp_path / "neu" / "secret.key").read_bytes() == key


@pytest.mark.parametrize("at", [0.1, 0.35, 0.6, 0.85, 0.999])
def test_a_changed_byte_or_a_torn_file_is_found_before_anything_appears(
    original: Home, tmp_path: Path, at: float
) -> None:
    backup(original, tmp_path / "s.tar", NOW, with_key=True)
    whole = (tmp_path / "s.tar").read_bytes()
    place = next(n for n in range(int(len(whole) * at), 0, -1) if whole[n])
    flipped = bytearray(whole)
    flipped[place] ^= 0x55
    for broken in (bytes(flipped), whole[:place], b"", b"keine Sicherung"):
        (tmp_path / "kaputt.tar").write_bytes(broken)
        with pytest.raises(BackupRefused, match="keine vollständige Sicherung"):
            restore(tmp_path / "kaputt.tar", tmp_path / "neu")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["kaputt.tar", "s.tar"]


@pytest.mark.parametrize("name", ["../draussen", "/etc/draussen", "desk/../../draussen", "a\\..\\b"])
def test_a_backup_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "s.tar", "w") as tar:
        for member, text in ((name, b"x"), ("sicherung.json", json.dumps({"format": 1, "files": {}}).encode())):
            info = tarfile.TarInfo(member)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
    with pytest.raises(BackupRefused):
        restore(tmp_path / "s.tar", tmp_path / "tief" / "neu")
    assert list(tmp_path.rglob("draussen*")) == []


def test_nothing_is_overwritten_and_a_run_is_not_disturbed(original: Home, tmp_path: Path) -> None:
    (tmp_path / "s.tar").write_text("meins")
    with pytest.raises(BackupRefused, match="gibt es schon"):
        backup(original, tmp_path / "s.tar", NOW)
    with pytest.raises(BackupRefused, match="fehlt"):
        backup(original, tmp_path / "nirgends" / "s.tar", NOW)
    with locked(original), pytest.raises(HomeBusy):
        backup(original, tmp_path / "t.tar", NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.tar"]
    backup(original, tmp_path / "t.tar", NOW, with_key=True)
    with pytest.raises(BackupRefused, match="nicht leer"):
        restore(tmp_path / "t.tar", original.root)


def test_a_workshop_left_with_its_log_is_backed_up_with_it(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "home")
    lines = [
        "import duckdb, os, sys",
        "con = duckdb.connect(sys.argv[1])",
        "con.execute('create table main.spur as select 42 as n')",
        "os._exit(9)",
    ]
    subprocess.run([sys.executable, "-c", "\n".join(lines), str(home.workshop)], check=False)
    assert home.workshop.with_name("workshop.duckdb.wal").exists()
    backup(home, tmp_path / "s.tar", NOW, with_key=True)
    restore(tmp_path / "s.tar", tmp_path / "neu")
    with duckdb.connect(str(tmp_path / "neu" / "workshop.duckdb"), read_only=True) as con:
        assert con.execute("select n from main.spur").fetchone() == (42,)


def test_a_database_that_is_being_written_to_is_taken_as_it_stands(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "home")
    place = home.root / "desk" / "konten.sqlite"
    with contextlib.closing(sqlite3.connect(place)) as busy:
        busy.execute("pragma journal_mode = wal")
        busy.execute("create table konto (name text)")
        busy.execute("insert into konto values ('a')")
        busy.commit()
        busy.execute("insert into konto values ('noch nicht')")
        backup(home, tmp_path / "s.tar", NOW, with_key=True)
        busy.rollback()
    restore(tmp_path / "s.tar", tmp_path / "neu")
    with contextlib.closing(sqlite3.connect(tmp_path / "neu" / "desk" / "konten.sqlite")) as restored:
        assert restored.execute("select name from konto").fetchall() == [("a",)]
    assert [path.name for path in (tmp_path / "neu" / "desk").iterdir()] == ["konten.sqlite"]


def test_the_commands_say_what_they_did(original: Home, tmp_path: Path) -> None:
    runner = CliRunner()
    made = runner.invoke(app, ["backup", str(tmp_path / "s.tar"), "--home", str(original.root)])
    assert made.exit_code == 0
    assert f"Ausgabe {publish.current(original)}" in made.stdout
    assert "Der Schlüssel fehlt darin" in made.stdout
    back = ["restore", str(tmp_path / "s.tar"), "--home", str(tmp_path / "neu")]
    done = runner.invoke(app, [*back, "--key", str(original.secret_key)])
    assert done.exit_code == 0
    assert "Nachsehen: python -m etl doctor" in done.stdout
    assert runner.invoke(app, back).exit_code != 0
