"""The archive keeps every byte under its hash, writes it once, and never touches the original."""

import errno
import hashlib
import os
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract.reasons import DeliveryRefused
from etl.intake import archive as module
from etl.intake.archive import archive


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_every_byte_under_its_hash(tmp_path, content):
    path = tmp_path / "Liste 1.CSV"
    path.write_bytes(content)
    kept = archive(path, tmp_path / "archive")
    digest = hashlib.sha256(content).hexdigest()
    assert (kept.sha256, kept.size) == (digest, len(content))
    assert kept.path == tmp_path / "archive" / digest[:2] / f"{digest}.csv"
    assert kept.path.read_bytes() == content == path.read_bytes()


def test_only_the_owner_may_read(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(b"x")
    path.chmod(0o644)
    kept = archive(path, tmp_path / "deep" / "archive")
    assert mode(kept.path) == 0o600
    assert mode(kept.path.parent) == mode(kept.path.parent.parent) == 0o700
    assert mode(path) == 0o644


def test_the_same_content_is_written_once(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.txt"
    first.write_bytes(b"same")
    second.write_bytes(b"same")
    kept = archive(first, tmp_path / "archive")
    before = kept.path.stat()
    assert archive(second, tmp_path / "archive") == kept
    after = kept.path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [p for p in (tmp_path / "archive").rglob("*") if p.is_file()] == [kept.path]


def test_a_damaged_copy_is_written_anew(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"whole")
    kept = archive(path, tmp_path / "archive")
    kept.path.write_bytes(b"ha")
    assert archive(path, tmp_path / "archive").path.read_bytes() == b"whole"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"begin")
    copy = module._transfer

    def copy_and_grow(source, target):
        copy(source, target)
        with path.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(module, "_transfer", copy_and_grow)
    with pytest.raises(DeliveryRefused) as refused:
        archive(path, tmp_path / "archive")
    assert refused.value.code == "datei_veraendert"
    assert not [p for p in (tmp_path / "archive").rglob("*") if p.is_file()]


def test_where_the_kernel_cannot_copy_the_bytes_are_read_and_written(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    content = os.urandom(3 * module.CHUNK + 7)
    path.write_bytes(content)

    def cannot(*_):
        raise OSError(errno.EINVAL, "kann nicht")

    monkeypatch.setattr(module.os, "sendfile", cannot)
    assert archive(path, tmp_path / "archive").path.read_bytes() == content

    def broken(*_):
        raise OSError(errno.EIO, "kaputt")

    monkeypatch.setattr(module.os, "sendfile", broken)
    path.write_bytes(content + b"x")
    with pytest.raises(OSError, match="kaputt"):
        archive(path, tmp_path / "archive")


def test_a_file_that_is_gone_and_a_folder(tmp_path):
    with pytest.raises(DeliveryRefused) as refused:
        archive(tmp_path / "weg.csv", tmp_path / "archive")
    assert refused.value.code == "datei_veraendert"
    with pytest.raises(DeliveryRefused) as refused:
        archive(tmp_path, tmp_path / "archive")
    assert refused.value.code == "datei_unlesbar"


def test_a_name_that_is_no_suffix_is_left_out(tmp_path):
    path = tmp_path / "liste.v 2"
    path.write_bytes(b"x")
    assert archive(path, tmp_path / "archive").path.suffix == ""
