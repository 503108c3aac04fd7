"""Everything that an audience can be handed of a home, as bytes, and all that these bytes say when they are decoded."""

import datetime as dt
import html
import io
import re
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import duckdb
from flask.testing import FlaskClient

from dashboard import routes
from dashboard.app import create_app
from dashboard.components.palette import ENTRIES
from dashboard.exports import handbook, open_data, paper_command
from dashboard.finish import DOWNLOAD
from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.disclosure.audit import REPORT
from etl.home import Home

SECONDS = 60
AUDIENCE = "rat"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def release(home: Home) -> Path:
    """The folder of the current release."""
    return home.releases / str(publish.current(home))


def everything(
    home: Home, catalogue: Catalogue, periods: dict[str, str], out: Path, now: dt.datetime
) -> dict[str, bytes]:
    """Name -> bytes of all that the council can fetch or is handed; `periods` gives the period of each paper."""
    browser = create_app(home.root, AUDIENCE, rights=catalogue.city.rights, clock=lambda: now).server.test_client()
    found = dict(_pages(browser, catalogue))
    open_data.publish(home.root, out / "offen", "https://daten.example")
    handbook.write(home.root, AUDIENCE, out / "handbuch")
    for paper, period in periods.items():
        paper_command.write(paper_command.Order(home.root, paper, period, AUDIENCE, out / "vorlagen"))
    for name in ("offen", "handbuch", "vorlagen"):
        found |= {f"{name}/{path.name}": path.read_bytes() for path in sorted((out / name).iterdir())}
    theirs = [path for path in sorted(release(home).iterdir()) if "leitung" not in path.name]
    found |= {path.name: path.read_bytes() for path in theirs if path.suffix != ".duckdb"}
    # How long the audit took is no more part of what is said than the moment of a run.
    return found | {REPORT: re.sub(rb'"seconds": [0-9.e-]+', b"", found[REPORT])}


def _pages(browser: FlaskClient, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every page with all its views, in both languages, what the search knows, and the files of each page."""
    plain = [entry.path for entry in (*routes.navigation(), *routes.foot())]
    for indicator in catalogue.indicators.values():
        shows = ["x".join(dims) for dims in indicator.breakdowns]
        plain += [f"/kennzahl/{indicator.id}", *(f"/kennzahl/{indicator.id}?show={show}" for show in shows)]
    for address in plain:
        for page in (address, f"{address}{'&' if '?' in address else '?'}lang=en"):
            # Dash writes a token of its own into every document.
            yield page, re.sub(rb'"end_id":"[^"]*"', b"", _fetched(browser, page))
        for form, number in _files(browser, address):
            name = f"{DOWNLOAD}/{form}?von={quote(address)}&nr={number}"
            yield f"{name}.{form}", _fetched(browser, name)
    yield ENTRIES, _fetched(browser, ENTRIES)


def _fetched(browser: FlaskClient, address: str) -> bytes:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.data


def _files(browser: FlaskClient, address: str) -> Iterator[tuple[str, int]]:
    for form in ("xlsx", "csv", "csv-punkt", "svg"):
        for number in range(1, 30):
            if browser.get(f"{DOWNLOAD}/{form}?von={quote(address)}&nr={number}").status_code != 200:
                break
            yield form, number
            if form == "xlsx":
                break


def said(name: str, content: bytes) -> Iterator[bytes]:
    """All that a file says: members of packages and of packages in them, text without tags, PDF pages, columns."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                yield from said(member, package.read(member))
        return
    if content.startswith(b"%PDF"):
        yield from _pdf(content)
        return
    if name.endswith((".parquet", ".duckdb")):
        yield from _columns(name, content)
        return
    yield content
    if name.endswith((".ttf", ".woff2", ".png")):
        return
    text = content.decode("utf-8", "replace")
    yield _TAG.sub("", text).encode()
    yield html.unescape(_TAG.sub(" ", text)).encode()


def _pdf(content: bytes) -> Iterator[bytes]:
    """Every inflated stream but fonts and pictures, and the words of the pages."""
    for stream in _STREAM.findall(content):
        try:
            inflated = zlib.decompress(stream)
        except zlib.error:
            inflated = stream
        if inflated.isascii() or inflated.lstrip().startswith((b"<", b"/", b"q")):
            yield inflated
    run = subprocess.run(
        ("pdftotext", "-raw", "-", "-"), input=content, capture_output=True, check=True, timeout=SECONDS
    )
    assert run.stdout.strip()
    yield run.stdout


def _columns(name: str, content: bytes) -> Iterator[bytes]:
    """Every value of every column, and for Parquet what the file says about its columns."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        if path.suffix == ".parquet":
            for source in (f"'{path}'", f"parquet_metadata('{path}')", f"parquet_kv_metadata('{path}')"):
                yield from _rows(con, source)
            return
        con.execute(f"attach '{path}' as product (read_only)")
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'product' order by all"
        ).fetchall():
            yield from _rows(con, f"product.{schema}.{table}")


def _rows(con: duckdb.DuckDBPyConnection, source: str) -> Iterator[bytes]:
    for row in con.execute(f"from {source}").fetchall():
        yield "\n".join(map(str, row)).encode()
