"""Files as they arrive -> archived byte for byte, unpacked, their tables found, put into the order of loading."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from etl.catalogue.catalogue import Catalogue
from etl.contract.reasons import DeliveryRefused
from etl.home import Home
from etl.intake.archive import archive, arriving
from etl.intake.delivery import kind_of, open_parts
from etl.intake.zip_members import members
from etl.workshop import Opened


def receive(path: Path, home: Home, catalogue: Catalogue, received_at: dt.datetime, work: Path) -> list[Opened]:
    """Archive a file and open it: one entry for each table in it, or one with the reason why there is none."""
    try:
        with arriving(path, home.archive) as copy:
            if not _is_text(copy.path, path.name):
                kept = copy.kept()
                return open_kept(kept.path, kept.sha256, path.name, home, catalogue, received_at, work)
            # The largest lists come as text: they are read while their hash is made.
            try:
                opened = _tables(copy.path, "", path.name, catalogue, received_at, work)
            finally:
                kept = copy.kept()
    except DeliveryRefused as refused:
        return [Opened(path.name, "", received_at, None, refused)]
    return [replace(one, sha256=kept.sha256) for one in opened]


def _is_text(copy: Path, name: str) -> bool:
    try:
        return kind_of(copy, name) == "text"
    except DeliveryRefused:
        return False


def open_kept(
    copy: Path, sha256: str, name: str, home: Home, catalogue: Catalogue, received_at: dt.datetime, work: Path
) -> list[Opened]:
    """Open an archived file that the office called `name`; rows are written to folders below `work`.

    The files of a ZIP are archived too, and each is a delivery of its own, called "a.zip/liste.csv".
    """
    try:
        if kind_of(copy, name) == "zip":
            return _unpacked(copy, sha256, name, home, catalogue, received_at, work)
    except DeliveryRefused as refused:
        return [Opened(name, sha256, received_at, None, refused)]
    return _tables(copy, sha256, name, catalogue, received_at, work)


def _unpacked(
    copy: Path, sha256: str, name: str, home: Home, catalogue: Catalogue, received_at: dt.datetime, work: Path
) -> list[Opened]:
    opened: list[Opened] = []
    # Inside the archive: what a ZIP holds is as private as what is archived, and may lie nowhere else.
    aside = Path(tempfile.mkdtemp(prefix=".neu-", dir=home.archive))
    try:
        for member in members(copy, aside):
            shown = f"{name}/{member.name}"
            if member.path is None:
                refusal = Opened(shown, "", received_at, None, member.refused, container=sha256)
                opened.append(refusal)
                continue
            kept = archive(member.path, home.archive)
            opened += _tables(kept.path, kept.sha256, shown, catalogue, received_at, work, sha256)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return opened


def _tables(
    copy: Path,
    sha256: str,
    name: str,
    catalogue: Catalogue,
    received_at: dt.datetime,
    work: Path,
    container: str | None = None,
) -> list[Opened]:
    folder = Path(tempfile.mkdtemp(dir=work))
    parts = open_parts(copy, name, tuple(catalogue.sources.values()), folder)
    return [
        Opened(
            f"{name} [{part.sheet}]" if part.sheet else name,
            sha256,
            received_at,
            part.raw,
            part.refused,
            part.sheet,
            number,
            container,
        )
        for number, part in enumerate(parts, start=1)
    ]


def in_load_order(opened: Iterable[Opened], catalogue: Catalogue) -> list[Opened]:
    """Lists that others refer to first, then by Stand and name; what has no table comes last.

    Corrected rows come after the complete lists of their source: the list they belong to may come with them.
    """
    rank = {source.id: number for number, source in enumerate(catalogue.sources_in_load_order())}

    def key(delivery: Opened) -> tuple[int, bool, dt.date, str]:
        raw = delivery.raw
        if raw is None:
            return (len(rank), False, dt.date.max, delivery.file)
        return (rank[raw.source.id], raw.supplement_to is not None, raw.data_as_of or dt.date.max, delivery.file)

    return sorted(opened, key=key)
