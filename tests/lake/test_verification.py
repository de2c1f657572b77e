"""`verify` tells every altered or missing file and every changed manifest."""

import pytest

from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, verification


@pytest.fixture
def made(written):
    written.project("P1")
    return making.freeze("2023-11r1")


def codes():
    return [fault.code for fault in verification.verify()]


def test_an_untouched_lake_has_no_fault(made):
    making.working()
    assert codes() == []


def test_an_empty_lake_has_no_fault(ledger):
    assert codes() == []


def test_an_altered_file_is_told_and_refused_when_read(made):
    path = store.path_of(made.tables["project"].sha256)
    made.path("project")
    path.write_bytes(path.read_bytes().replace(b"P1", b"P2"))
    (fault,) = verification.verify()
    assert fault.code == "LAK-001"
    assert "project" in fault.text
    assert path.name in fault.text
    with pytest.raises(AlteredFileError, match="project"):
        made.path("project")


def test_a_file_altered_behind_the_times_of_the_file_system_is_still_told(made):
    import os

    path = store.path_of(made.tables["project"].sha256)
    made.path("project")
    stat = path.stat()
    with path.open("r+b") as stream:
        stream.seek(20)
        stream.write(b"\x00\x01")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert codes() == ["LAK-001"]


def test_a_missing_file_is_told_and_refused_when_read(made):
    store.path_of(made.tables["chain"].sha256).unlink()
    assert codes() == ["LAK-002"]
    with pytest.raises(AlteredFileError, match="chain"):
        made.path("chain")


def test_a_file_that_two_snapshots_share_is_told_once(made):
    making.freeze("2023-11r2")
    store.path_of(made.tables["chain"].sha256).unlink()
    assert codes() == ["LAK-002"]


@pytest.mark.parametrize("damage", ["{", "[]", "{}"])
def test_a_changed_manifest_is_told(made, own_home, damage):
    (own_home / "lake/manifests/2023-11r1.json").write_text(damage)
    (fault,) = verification.verify()
    assert fault.code == "LAK-003"
    assert "2023-11r1.json" in fault.text


def test_an_exchanged_manifest_is_told(made, own_home):
    folder = own_home / "lake/manifests"
    (folder / "2023-10r1.json").write_bytes((folder / "2023-11r1.json").read_bytes())
    assert codes() == ["LAK-003"]
