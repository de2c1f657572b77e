"""What someone does who knows the program: erases seals, sets them back, forges the log's tail."""

import shutil

import pytest
from django.db import connection
from tests.ledger.small_city import CLERK, GROUND, project, revise, write
from tests.ledger.tampering import is_postgres, sql, triggers_off

from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.changelog import anchors
from chainchief.ledger.changelog.anchors.memory import anchors_file
from chainchief.ledger.changelog.models import ChangeEvent, Seal, Signature
from chainchief.ledger.changelog.seals import keys
from chainchief.ledger.kinds.project.models import Project

LOG, SEALS, SIGNATURES = "ledger_changeevent", "ledger_seal", "ledger_signature"


@pytest.fixture(autouse=True)
def worked_in(any_ledger):
    """Two seals, and a third change that is sealed too."""
    write(*GROUND, project("P0001"))
    changelog.seal()
    write(revise(Project.objects.get(code="P0001"), name="二期"))
    changelog.seal()
    write(project("P0002"))
    changelog.seal()
    return any_ledger


def found():
    return [fault.code for fault in changelog.verify()]


def erase_seals(*, files=True):
    """All seals, and with `files` what of them lies in the folder of keys."""
    with triggers_off(SEALS):
        sql(f"DELETE FROM {SEALS}")
    if files:
        shutil.rmtree(keys.key_file().parent)


def erase_signatures():
    with triggers_off(SIGNATURES, LOG):
        sql(f"DELETE FROM {SIGNATURES}")
        sql(f"UPDATE {LOG} SET writing = ''")


def test_ordinary_work_is_no_attack():
    assert found() == []


def test_seals_key_and_head_erased_while_events_stay():
    erase_seals()
    assert found() == ["VER-013"]


def test_the_signatures_erased_too():
    erase_seals()
    erase_signatures()
    assert found() == ["VER-020"]


def test_the_list_of_anchors_erased_too():
    """What is left: SQLite's counter of seals; on both, what other rooms remember."""
    erase_seals()
    erase_signatures()
    anchors_file().unlink()
    assert found() == ([] if is_postgres() else ["VER-022"])
    assert remembered_by_another_room() == ["VER-018"] if is_postgres() else ["VER-022"]


def remembered_by_another_room():
    from chainchief.ledger.changelog.seals import witnesses

    def closing():
        yield changelog.Witness("关账", 3)

    changelog.witness(closing)
    try:
        return found()
    finally:
        witnesses._SOURCES.remove(closing)


def test_erased_and_rewritten_nothing_is_sealed_anew():
    erase_seals()
    with triggers_off(LOG):
        sql(f"UPDATE {LOG} SET actor = '乙' WHERE id = 1")
    for work in (changelog.seal, lambda: write(project("P0003"))):
        with pytest.raises(FaultsError):
            work()
    assert Seal.objects.count() == 0
    assert not keys.key_file().exists()
    assert found() == ["VER-013"]


def test_a_new_key_put_there_by_hand_fits_no_signature():
    erase_seals()
    keys.make_key()
    anchors_file().unlink()
    with triggers_off(LOG):
        sql(f"UPDATE {LOG} SET actor = '乙' WHERE id = 1")
    assert "VER-017" in found()


def test_the_head_set_back_to_the_beginning():
    keys.write_head(keys.BEFORE_THE_FIRST)
    assert found() == ["VER-023"]
    with pytest.raises(FaultsError):
        changelog.seal()


def test_the_head_set_back_to_an_earlier_seal_and_the_rest_cut_off():
    first = Seal.objects.first()
    keys.write_head(keys.SealHead(first.pk, first.last_event, first.mac))
    with triggers_off(LOG, SEALS, SIGNATURES, "ledger_project"):
        sql(f"DELETE FROM {SEALS} WHERE id > %s", first.pk)
        sql(f"DELETE FROM {LOG} WHERE id > %s", first.last_event)
        sql(f"DELETE FROM {SIGNATURES} WHERE first_event > %s", first.last_event)
    assert "VER-020" in found()


def forge(**changed):
    """An event as the triggers would have written it, for a row changed past them."""
    with triggers_off("ledger_project"):
        sql("UPDATE ledger_project SET name = 'X', version = version + 1 WHERE code = 'P0001'")
    names = "at, actor, reason, batch, op, kind, uid, version, before, after, writing"
    columns = dict(zip(names.split(", "), names.split(", "), strict=True))
    after = (
        "jsonb_set(jsonb_set(after, '{name}', '\"X\"'), '{version}', '3')"
        if is_postgres()
        else "json_set(after, '$.name', 'X', '$.version', 3)"
    )
    columns |= {"version": "3", "before": "after", "after": after, **changed}
    sql(
        f"INSERT INTO {LOG} ({names}) SELECT {', '.join(columns.values())} FROM {LOG}"
        " WHERE kind = 'project' AND op = 'update'"
    )


def test_an_event_forged_after_the_last_seal():
    forge(writing="''")
    (fault,) = changelog.verify()
    assert fault.code == "VER-016"
    assert CLERK in fault.text


def test_a_forged_event_stays_found_when_the_next_command_has_sealed_it():
    forge(writing="''")
    write(project("P0003"))
    changelog.seal()
    assert found() == ["VER-016"]


def test_an_event_forged_into_the_last_writing():
    forge(writing="writing")
    assert found() == ["VER-016"]


def test_an_event_forged_with_a_signature_of_its_own():
    forge(writing="'0123456789abcdef'")
    event = changelog.position()
    Signature.objects.create(
        writing="0123456789abcdef", first_event=event, last_event=event, events=1, mac="0" * 64
    )
    assert found() == ["VER-017"]


def test_an_unsealed_event_whose_actor_was_rewritten():
    write(project("P0003"))
    with triggers_off(LOG):
        sql(f"UPDATE {LOG} SET actor = '乙' WHERE id = %s", changelog.position())
    assert found() == ["VER-017"]


def test_an_unsealed_event_taken_out_with_its_row():
    write(project("P0003"))
    with triggers_off(LOG, "ledger_project"):
        sql(f"DELETE FROM {LOG} WHERE id = %s", changelog.position())
        sql("DELETE FROM ledger_project WHERE code = 'P0003'")
    assert found() == ["VER-017"]


def test_a_signature_is_neither_altered_nor_taken_out():
    from django.db import IntegrityError

    for statement in (f"DELETE FROM {SIGNATURES}", f"UPDATE {SIGNATURES} SET events = 0"):
        with pytest.raises(IntegrityError):
            sql(statement)


def test_events_from_before_there_were_signatures_are_no_finding():
    """A ledger of an earlier version: its events were sealed without writings."""
    with triggers_off(LOG, SIGNATURES, SEALS):
        sql(f"DELETE FROM {SIGNATURES}")
        sql(f"UPDATE {LOG} SET writing = ''")
        sql(f"DELETE FROM {SEALS}")
    if not is_postgres():
        sql("DELETE FROM sqlite_sequence WHERE name = %s", SEALS)
    keys.write_head(keys.BEFORE_THE_FIRST)
    anchors_file().unlink()
    changelog.seal()
    assert found() == []
    write(project("P0003"))
    changelog.seal()
    assert found() == []
    assert Signature.objects.count() == 1
    sql(
        f"INSERT INTO {LOG} (at, actor, reason, op, kind, uid, version, before, after, writing)"
        f" SELECT at, actor, reason, op, kind, uid, version, before, after, '' FROM {LOG}"
        " WHERE id = 1"
    )
    assert "VER-016" in found()


def test_database_and_keys_both_replaced_by_older_copies(worked_in):
    """Copied here as rows: all that was written after the first seal is gone, key and head fit."""
    older = keys.head_file().read_bytes()
    counted = counter()
    rows = ChangeEvent.objects.count()
    write(project("P0004"))
    changelog.seal()
    with triggers_off(LOG, SEALS, SIGNATURES, "ledger_project"):
        sql(f"DELETE FROM {LOG} WHERE id > %s", rows)
        sql(f"DELETE FROM {SEALS} WHERE id > 3")
        sql(f"DELETE FROM {SIGNATURES} WHERE last_event > %s", rows)
        sql("DELETE FROM ledger_project WHERE code = 'P0004'")
    set_counter(counted)
    keys.head_file().write_bytes(older)
    assert found() == ["VER-020"]
    with pytest.raises(FaultsError):
        changelog.seal()


def counter():
    if is_postgres():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [SEALS])
        return cursor.fetchone()[0]


def set_counter(number):
    if not is_postgres():
        sql("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", number, SEALS)


def test_what_the_list_of_anchors_lost_to_a_power_cut_is_no_finding():
    text = anchors_file().read_bytes()
    anchors_file().write_bytes(text[:-9])
    assert found() == []
    write(project("P0003"))
    changelog.seal()
    lines = anchors_file().read_text().splitlines()
    assert [anchors.parse(line.split(" ")[0]).seal for line in lines] == [1, 2, 4]


def test_whoever_is_stopped_before_the_head_is_written_leaves_it_one_seal_behind():
    older = keys.head_file().read_bytes()
    write(project("P0003"))
    changelog.seal()
    keys.head_file().write_bytes(older)
    assert found() == []
    assert changelog.seal() is None
    assert keys.read_head().seal == 4
