"""A home in which a month was ever closed never looks as if its log had not been sealed."""

import json
import shutil

import pytest
from tests.fixtures.viewers import office
from tests.ledger.tampering import is_postgres, sql, triggers_off

from chainchief.care import verification
from chainchief.care.backup.making import backup
from chainchief.care.backup.note import last_backup_file
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.changelog.anchors.memory import anchors_file
from chainchief.ledger.changelog.seals import keys
from chainchief.ledger.kinds.chain.models import Chain

SEALS, SIGNATURES, LOG = "ledger_seal", "ledger_signature", "ledger_changeevent"


@pytest.fixture(autouse=True)
def closed(write, act):
    """November closed by the program, in a ledger that the program filled."""
    work("C1")
    act.close()
    return act


def work(code):
    with changelog.acting("甲"):
        Chain.objects.create(code=code, name=code)


def found():
    return [fault for fault in changelog.verify() if fault.code != "VER-001"]


def forget_all_but_closings():
    """Seals, signatures, counters, keys and the list of anchors."""
    with triggers_off(SEALS, SIGNATURES, LOG):
        sql(f"DELETE FROM {SEALS}")
        sql(f"DELETE FROM {SIGNATURES}")
        sql(f"UPDATE {LOG} SET writing = ''")
    if not is_postgres():
        sql("DELETE FROM sqlite_sequence WHERE name IN (%s, %s)", SEALS, SIGNATURES)
    shutil.rmtree(keys.key_file().parent)
    anchors_file().unlink()


def test_a_closing_tells_that_the_seals_were_erased():
    forget_all_but_closings()
    (fault,) = found()
    assert fault.code == "VER-018"
    assert "关账2023-11r1" in fault.text


def test_nothing_is_written_or_sealed_anew():
    forget_all_but_closings()
    for attempt in (changelog.seal, lambda: work("C2")):
        with pytest.raises(FaultsError) as refusal:
            attempt()
        assert [fault.code for fault in refusal.value.faults] == ["VER-018"]
    assert not keys.key_file().exists()


def test_the_manifest_tells_it_where_the_closing_was_taken_out_too(own_home):
    with triggers_off("dispatch_closing"):
        sql("DELETE FROM dispatch_closing")
    forget_all_but_closings()
    codes = {fault.code: fault.text for fault in found()}
    assert set(codes) == {"VER-004", "VER-018"}
    assert "快照2023-11r1的清单" in codes["VER-018"]


def test_the_note_of_the_last_backup_tells_it_too(own_home, tmp_path):
    backup(tmp_path / "city.zip", viewer=office())
    with triggers_off("dispatch_closing"):
        sql("DELETE FROM dispatch_closing")
    (own_home / "lake/manifests/2023-11r1.json").unlink()
    forget_all_but_closings()
    told = [fault.text for fault in verification.parts()["changelog"]() if fault.code == "VER-018"]
    assert [str(tmp_path / "city.zip") in text for text in told] == [True]
    note = json.loads(last_backup_file().read_text())
    del note["sealed_to"]
    last_backup_file().write_text(json.dumps(note))
    codes = [fault.code for fault in verification.parts()["changelog"]()]
    assert "VER-018" not in codes, "notes of earlier versions do not say it"


def test_a_snapshot_without_closing_remembers_nothing(closed):
    from chainchief.dispatch import closing

    work("C2")
    closing.freeze_open(closed.month)
    assert found() == []
