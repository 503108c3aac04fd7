"""What a machine does to a run: the old release is served, no row is lost, and the message says what to do."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from small_city import SmallCity, run_city

from etl import publish
from etl.home import Home, locked

TESTS = Path(__file__).parent
MORE = (*SmallCity().stays, *((f"x{n}", "GU-01", None, "20.03.2026", None, 1999, "w") for n in range(4)))
KIB = 1024


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, and a new delivery in its inbox."""
    home, result = run_city(tmp_path_factory.mktemp("stoerung") / "home")
    assert result.release_id
    SmallCity().write(home.inbox, stays=MORE)
    return home.root


@pytest.fixture
def home(before: Path, tmp_path: Path) -> Iterator[Home]:
    home = Home(Path(shutil.copytree(before, tmp_path / "home")))
    yield home
    for folder in (home.root, home.archive, home.releases, home.quarantine):
        folder.chmod(0o700)


def hindered(hindrance: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    command = [sys.executable, str(TESTS / "hindered_run.py"), hindrance, *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def occupancy(home: Home) -> float:
    current = publish.current(home)
    with duckdb.connect(str(home.releases / str(current) / "rat.duckdb"), read_only=True) as con:
        row = con.execute(
            "select value from mart.value where indicator_id = 'gu_belegung' and period = '2026-03' and dim1 is null"
        ).fetchone()
    assert row is not None
    return float(row[0])


def goes_on(home: Home, shown: float = 23) -> None:
    """The next run, unhindered, loads the new delivery with every row and publishes."""
    done = hindered("nothing", "run", "--home", str(home.root))
    assert done.returncode == 0, done.stdout + done.stderr
    assert occupancy(home) == shown
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert con.execute("select count(*) from stage.belegungen").fetchone() == (len(MORE),)
        assert con.execute("select count(*) from meta.load where source_id = 'belegungen'").fetchone() == (2,)
    healthy = hindered("nothing", "doctor", "--home", str(home.root))
    assert healthy.returncode == 0, healthy.stdout


def refused_kindly(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    said = done.stdout + done.stderr
    for word in words:
        assert word in said, said


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 3 * KIB, 600 * KIB])
def test_when_no_file_may_grow_any_more(home: Home, size: int) -> None:
    done = hindered(f"file:{size}", "run", "--home", str(home.root))
    refused_kindly(done, "nicht größer werden", "wird weiter gezeigt")
    assert occupancy(home) == 19
    goes_on(home)


@pytest.mark.soak
def test_a_disk_that_is_full_at_any_moment(before: Path, tmp_path: Path) -> None:
    """A small disk of its own (tmpfs in a mount namespace), fuller each time, until nothing fits."""
    refused = 0
    for free in (0, 64, 512, 2048, 8192, 16384, 32768, 65536, 131072):
        used = sum(path.stat().st_size for path in before.rglob("*") if path.is_file()) // KIB
        place, out = tmp_path / "platte", tmp_path / f"danach-{free}"
        place.mkdir(exist_ok=True)
        program = [sys.executable, str(TESTS / "hindered_run.py"), "nothing", "run", "--home", f"{place}/home"]
        filled = used + 300 + free
        script = (
            f"mount -t tmpfs -o size={filled}k none {place} && cp -a {before} {place}/home"
            f" && {{ {' '.join(program)}; echo ende $?; }}; cp -a {place}/home {out}"
        )
        environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
        rooted = [] if os.geteuid() == 0 else ["-r"]
        command = ["unshare", *rooted, "-m", "sh", "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
        ended = done.stdout.rpartition("ende ")[2].strip()
        home = Home(out)
        assert "Traceback" not in done.stderr, done.stderr
        if ended == "2":
            refused += 1
            assert "voll" in done.stderr + done.stdout, done.stdout + done.stderr
            assert occupancy(home) == 19
        else:
            assert ended == "0", done.stdout + done.stderr
        goes_on(home)
    assert 3 <= refused < 9


@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "releases"])
def test_a_folder_that_may_only_be_read(home: Home, folder: str) -> None:
    place = home.root / folder
    place.chmod(0o500)
    done = hindered("rights", "run", "--home", str(home.root))
    place.chmod(0o700)
    refused_kindly(done, "Recht zum Lesen oder Schreiben fehlt", "wird weiter gezeigt")
    assert occupancy(home) == 19
    goes_on(home)


@pytest.mark.slow
def test_an_inbox_file_that_may_not_be_read_is_named_and_the_others_are_loaded(home: Home) -> None:
    (home.inbox / "BEISPIEL_zuweisungen_2026-03.csv").chmod(0o000)
    done = hindered("rights", "run", "--home", str(home.root))
    (home.inbox / "BEISPIEL_zuweisungen_2026-03.csv").chmod(0o600)
    assert "Traceback" not in done.stderr
    assert "BEISPIEL_zuweisungen_2026-03.csv" in done.stdout + done.stderr
    goes_on(home)


@pytest.mark.slow
def test_with_one_gibibyte_of_memory_a_run_ends_well_or_says_so(home: Home) -> None:
    done = hindered(f"memory:{1 << 30}", "run", "--home", str(home.root))
    assert "Traceback" not in done.stderr
    if done.returncode:
        refused_kindly(done, "Arbeitsspeicher")
        assert occupancy(home) == 19
    goes_on(home)


@pytest.mark.slow
def test_with_too_little_memory_the_old_release_stays(home: Home) -> None:
    done = hindered(f"memory:{450 << 20}", "run", "--home", str(home.root))
    refused_kindly(done, "Arbeitsspeicher")
    assert occupancy(home) == 19
    goes_on(home)


@pytest.mark.slow
def test_of_two_analysts_the_second_is_told(home: Home) -> None:
    with locked(home):
        done = hindered("nothing", "run", "--home", str(home.root))
    refused_kindly(done, "arbeitet gerade ein anderer Lauf", "Bitte warten")
    assert occupancy(home) == 19
    goes_on(home)


@pytest.mark.slow
def test_two_analysts_at_the_same_moment_publish_once(home: Home) -> None:
    done: list[subprocess.CompletedProcess[str]] = []
    pair = [
        threading.Thread(target=lambda: done.append(hindered("nothing", "run", "--home", str(home.root))))
        for _ in range(2)
    ]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert {item.returncode for item in done} <= {0, 2}
    assert 0 in {item.returncode for item in done}
    assert len(publish.history(home)) == 2
    goes_on(home)


@pytest.mark.slow
def test_a_workshop_that_is_no_database_any_more(home: Home) -> None:
    content = home.workshop.read_bytes()
    home.workshop.write_bytes(b"\x00" * len(content))
    done = hindered("nothing", "run", "--home", str(home.root))
    refused_kindly(done, "doctor")
    assert occupancy(home) == 19
    mended = hindered("nothing", "doctor", "--mend", "--home", str(home.root))
    assert mended.returncode == 0, mended.stdout + mended.stderr
    # Mending published in this quarter already: what the new list corrects waits for the next.
    goes_on(home, shown=19)


@pytest.mark.slow
def test_a_torn_current_release_does_not_stop_the_next_run(home: Home) -> None:
    current = home.releases / str(publish.current(home))
    for file in current.glob("*.duckdb"):
        file.chmod(0o600)
        file.write_bytes(file.read_bytes()[:5000])
    done = hindered("nothing", "run", "--home", str(home.root))
    refused_kindly(done, "doctor")
    assert len(publish.history(home)) == 1


@pytest.mark.slow
def test_a_file_that_grows_while_it_is_read_waits_for_the_next_run(home: Home) -> None:
    place = home.inbox / "BEISPIEL_belegungen.csv"
    whole = place.read_bytes()
    stop = threading.Event()

    def grow() -> None:
        while not stop.is_set():
            with place.open("ab") as file:
                file.write(b" ")
            time.sleep(0.0005)

    writer = threading.Thread(target=grow)
    writer.start()
    done = hindered("nothing", "run", "--home", str(home.root))
    stop.set()
    writer.join()
    assert "Traceback" not in done.stderr
    assert "BEISPIEL_belegungen.csv" in done.stdout + done.stderr
    place.write_bytes(whole)
    goes_on(home)
