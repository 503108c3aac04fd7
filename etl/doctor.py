"""Looks an installation over: what is wrong, what to do about it, and what can be mended without asking."""

import datetime as dt
import hashlib
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.home import PRIVATE_FILE, PRIVATE_FOLDER, Home, locked, write_synced
from etl.pipeline import WORK, Clock
from etl.rebuild import read_through, rebuild, whole_releases

State = Literal["gut", "hinweis", "fehler"]
_KEY_BYTES = 32
# A run writes a copy of what it changes before the old is freed.
_ROOM = 3
_MARGIN = 1 << 30
_LOST = "beschaedigt"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its state, what was seen, what to do, and how it can be mended (None: by hand).

    A mend runs while the installation is held; it says afterwards what it did.
    """

    state: State
    subject: str
    seen: str
    advice: str = ""
    mend: Callable[[], str] | None = None


def look_over(home: Home, catalogue: Catalogue, clock: Clock) -> Iterator[Finding]:
    """All findings, those that others depend on first; reads only. Raises HomeBusy while a run is at work."""
    with locked(home):
        yield from _modes(home)
        yield _key(home)
        yield _room(home)
        yield _leftovers(home)
        yield from _releases(home, catalogue)
        yield from _clock(home, clock)
        workshop = _workshop(home, catalogue, clock)
        yield workshop
        if workshop.state == "gut":
            yield from _archive(home)


def mend_all(home: Home, catalogue: Catalogue, clock: Clock) -> list[str]:
    """Mend what is safe to mend; a German sentence for each thing done."""
    return [finding.mend() for finding in list(look_over(home, catalogue, clock)) if finding.mend]


def _modes(home: Home) -> Iterator[Finding]:
    """Person-level data must be closed to others."""
    wanted = {home.archive: PRIVATE_FOLDER, home.quarantine: PRIVATE_FOLDER, home.secret_key: PRIVATE_FILE}
    wanted |= {home.workshop: PRIVATE_FILE} if home.workshop.exists() else {}
    missing = [folder for folder in (home.archive, home.quarantine, home.inbox, home.releases) if not folder.is_dir()]
    open_ = [path for path, mode in wanted.items() if path.exists() and stat.S_IMODE(path.stat().st_mode) & ~mode]

    def close() -> str:
        for path in missing:
            path.mkdir(mode=wanted.get(path, 0o755))
        for path in open_:
            path.chmod(wanted[path])
        return f"Ordner angelegt und Rechte gesetzt: {_names([*missing, *open_])}."

    if missing:
        yield Finding("fehler", "Ordner", f"Es fehlt: {_names(missing)}.", "wird angelegt", close)
    elif open_:
        yield Finding("fehler", "Rechte", f"Für andere lesbar: {_names(open_)}.", "wird geschlossen", close)
    else:
        yield Finding("gut", "Ordner und Rechte", "vollständig, für andere verschlossen")


def _key(home: Home) -> Finding:
    size = home.secret_key.stat().st_size
    if size == _KEY_BYTES:
        return Finding("gut", "Schlüssel", "vorhanden")
    return Finding(
        "fehler",
        "Schlüssel",
        f"secret.key hat {size} statt {_KEY_BYTES} Byte.",
        "Den Schlüssel aus der eigenen Aufbewahrung zurücklegen. Mit einem anderen lassen sich neue Lieferungen nicht"
        " mit den alten verbinden; bis dahin bitte keinen Lauf starten.",
    )


def _room(home: Home) -> Finding:
    size = home.workshop.stat().st_size if home.workshop.exists() else 0
    needed, free = _ROOM * size + _MARGIN, shutil.disk_usage(home.root).free
    seen = f"{_gib(free)} frei, für einen Lauf sollten es {_gib(needed)} sein"
    if free >= needed:
        return Finding("gut", "Platz", seen)
    return Finding("hinweis", "Platz", seen, "Platz schaffen; abgelaufene Dateien löscht: python -m etl purge")


def _leftovers(home: Home) -> Finding:
    """What killed runs left behind. The installation is held, so nobody is using it."""
    found = [*home.root.glob(f"{WORK}*"), *home.archive.glob(".neu-*"), *home.releases.glob(".*")]
    found += [*home.root.glob("werkstatt-*.duckdb*"), *home.root.glob(".zurueck-*")]

    def clear() -> str:
        with locked(home):
            for path in found:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        return f"Reste abgebrochener Läufe gelöscht: {len(found)}."

    if not found:
        return Finding("gut", "Reste abgebrochener Läufe", "keine")
    return Finding(
        "hinweis", "Reste abgebrochener Läufe", f"{len(found)} Dateien oder Ordner", "werden gelöscht", clear
    )


def _releases(home: Home, catalogue: Catalogue) -> Iterator[Finding]:
    ids = list(dict.fromkeys(publish.history(home)))
    if not ids and publish.current(home) is None:
        yield Finding("hinweis", "Ausgaben", "noch keine", "Lieferungen in den Eingang legen, dann: python -m etl run")
        return
    whole = set(ids)
    for audience in catalogue.city.rights.audiences:
        whole &= set(whole_releases(home, audience.id))
    broken = [i for i in ids if i not in whole and (home.releases / i).exists()]
    yield _pointer(home, whole)
    if broken:
        yield Finding(
            "fehler",
            "Ausgaben",
            f"nicht mehr lesbar: {', '.join(broken)}",
            "Diese Ordner aus einer Sicherung zurückholen; die anderen Ausgaben sind nicht betroffen.",
        )
    else:
        yield Finding("gut", "Ausgaben", f"{len(whole)} vorhanden und lesbar")


def _pointer(home: Home, whole: set[str]) -> Finding:
    """CURRENT names a whole release that HISTORY knows."""
    now = publish.current(home)
    if now in whole and publish.history(home)[-1] == now:
        return Finding("gut", "aktuelle Ausgabe", str(now))
    last = next((i for i in reversed(publish.history(home)) if i in whole), None)
    if last is None:
        return Finding(
            "fehler",
            "aktuelle Ausgabe",
            f"{now or 'keine'}: nicht lesbar, und keine ältere ist es",
            "Eine Sicherung zurückholen: python -m etl restore SICHERUNG --home ORDNER",
        )

    def point() -> str:
        with locked(home):
            if publish.history(home)[-1] == last:
                write_synced(home.releases / publish.CURRENT, f"{last}\n".encode())
            else:
                publish.switch(home, last)
        return f"Aktuelle Ausgabe ist jetzt {last}."

    seen = f"CURRENT nennt {now or 'keine'}, die letzte lesbare ist {last}"
    return Finding("fehler", "aktuelle Ausgabe", seen, "die letzte lesbare wird zur aktuellen", point)


def _clock(home: Home, clock: Clock) -> Iterator[Finding]:
    newest = publish.newest_moment(home)
    if newest and newest > clock.now + dt.timedelta(minutes=5):
        yield Finding(
            "fehler",
            "Uhr",
            f"Die letzte Ausgabe ist vom {newest:%d.%m.%Y %H:%M} (UTC), die Uhr zeigt {clock.now:%d.%m.%Y %H:%M}.",
            "Die Uhr dieses Rechners prüfen; bis dahin bitte nichts löschen lassen (purge).",
        )
    else:
        yield Finding("gut", "Uhr", f"{clock.now:%d.%m.%Y %H:%M} (UTC), nach der letzten Ausgabe")


def _workshop(home: Home, catalogue: Catalogue, clock: Clock) -> Finding:
    """Every block of the workshop can be read, and each row of each delivery is accounted for."""
    if not home.workshop.exists() and not publish.history(home):
        return Finding("gut", "Werkstatt", "noch keine")
    try:
        unaccounted = _read_through(home.workshop) if home.workshop.exists() else None
    except duckdb.Error as error:
        unaccounted, cause = None, type(error).__name__
    else:
        cause = "Datei fehlt"
    if unaccounted is None:

        def anew() -> str:
            result, lost = rebuild(home, catalogue, clock)
            told = f"; nicht mehr im Archiv und neu anzufordern: {', '.join(lost)}" if lost else ""
            refused = f"; keine Ausgabe: {' '.join(result.impossible)}" if result.impossible else ""
            return f"Die Werkstatt ist aus Archiv und Ausgaben neu entstanden{told}{refused}."

        return Finding(
            "fehler",
            "Werkstatt",
            f"nicht lesbar ({cause}); die Ausgaben sind nicht betroffen",
            "wird aus Archiv und Ausgaben neu gemacht; die alte Datei bleibt daneben liegen",
            anew,
        )
    if unaccounted:
        return Finding(
            "fehler",
            "Werkstatt",
            f"gelesen ist nicht übernommen + zurückgewiesen + doppelt: {', '.join(unaccounted)}",
            "Neu aus dem Archiv lesen: python -m etl replay",
        )
    return Finding("gut", "Werkstatt", "lesbar, jede Zeile zugeordnet")


def _read_through(path: Path) -> list[str]:
    """Read every block; the files whose rows do not add up. Raises duckdb.Error."""
    with duckdb.connect(str(path), read_only=not path.with_name(f"{path.name}.wal").exists()) as con:
        read_through(con)
        rows = con.execute(
            "select file from meta.load where rows_read <> rows_accepted + rows_rejected + rows_duplicate order by 1"
        ).fetchall()
    return [row[0] for row in rows]


def _archive(home: Home) -> Iterator[Finding]:
    """Each archived copy still has the content whose hash it is named by."""
    kept = (path for path in sorted(home.archive.glob("??/[!.]*")) if path.is_file())
    damaged = [path for path in kept if _hash(path) != path.stem]
    if not damaged:
        yield Finding("gut", "Archiv", "jede Datei unverändert")
        return
    names = _delivered_as(home, [path.stem for path in damaged])

    def aside() -> str:
        with locked(home):
            for path in damaged:
                path.rename(path.with_name(f".{_LOST}-{path.name}"))
        return f"Beschädigte Dateien im Archiv beiseitegelegt: {len(damaged)}."

    yield Finding(
        "fehler",
        "Archiv",
        f"beschädigt: {', '.join(names.get(path.stem, path.name) for path in damaged)}",
        "Die Zeilen sind geladen. Für ein neues Lesen die Datei beim Amt noch einmal anfordern und in den Eingang"
        " legen; die beschädigte Kopie wird beiseitegelegt.",
        aside,
    )


def _delivered_as(home: Home, hashes: list[str]) -> Mapping[str, str]:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        return dict(
            con.execute(
                "select sha256, min(file) from meta.load where sha256 in (select unnest(cast(? as text[]))) group by 1",
                [hashes],
            ).fetchall()
        )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(paths: list[Path]) -> str:
    return ", ".join(path.name for path in paths)


def _gib(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB".replace(".", ",")
