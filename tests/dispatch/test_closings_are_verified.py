"""`verify` compares every closing with the manifest of its snapshot."""

from chainchief.dispatch import verification
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots import verification as lake


def codes():
    return [fault.code for fault in verification.verify()]


def test_untouched_closings_have_no_fault(written, act):
    act.close()
    act.revise()
    assert codes() == []
    assert lake.verify() == []


def test_an_exchanged_snapshot_is_told_though_it_is_whole(written, act, own_home):
    act.close()
    written.project("P1")
    (own_home / "lake/manifests/2023-11r1.json").unlink()
    making.freeze("2023-11r1")
    assert lake.verify() == []
    (fault,) = verification.verify()
    assert fault.code == "DSP-001"
    assert "2023-11r1" in fault.text


def test_a_missing_snapshot_is_told(written, act, own_home):
    act.close()
    (own_home / "lake/manifests/2023-11r1.json").unlink()
    assert codes() == ["DSP-002"]


def test_a_damaged_manifest_is_told_once_by_the_lake(written, act, own_home):
    act.close()
    (own_home / "lake/manifests/2023-11r1.json").write_text("{")
    assert codes() == []
    assert [fault.code for fault in lake.verify()] == ["LAK-003"]
