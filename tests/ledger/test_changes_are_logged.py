"""Every way of changing a row leaves an event with its image before and after."""

import datetime as dt

import pytest
from django.db import IntegrityError
from tests.ledger.small_city import CLERK, GROUND, QINGYUN, REASON, project, revise, write
from tests.ledger.tampering import is_postgres, sql

from chainchief.access.models import Account, Grant
from chainchief.ledger import changelog
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeContext, ChangeEvent
from chainchief.ledger.errors import NoActorError
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.project.models import Project

pytestmark = pytest.mark.usefixtures("any_ledger")


def events(kind="chain"):
    return list(ChangeEvent.objects.filter(kind=kind).order_by("id"))


def chain(code="NEW-IT", **values):
    return Chain(code=code, name=code, **values)


def test_an_empty_log_stands_at_zero():
    assert changelog.position() == 0


def test_an_event_says_who_when_why_and_what():
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    write(*GROUND, project("P0001"))
    (event,) = events("project")
    assert (event.actor, event.reason, event.op, event.version) == (CLERK, REASON, "insert", 1)
    assert event.uid == Project.objects.get().uid.hex
    assert before < event.at < dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
    assert event.before is None
    assert (event.after["code"], event.after["division_code"]) == ("P0001", QINGYUN)
    assert changelog.position() == ChangeEvent.objects.count() == len(GROUND) + 1


def test_a_revision_is_logged_with_both_images():
    write(*GROUND, project("P0001"))
    write(revise(Project.objects.get(), name="二期"))
    event = events("project")[-1]
    assert (event.op, event.version) == ("update", 2)
    assert (event.before["name"], event.after["name"]) == ("项目P0001", "二期")


def test_the_batch_of_an_import_is_logged_with_its_rows():
    with changelog.acting(CLERK):
        batch = ImportBatch.objects.create(
            kind="chain", file_name="链.xlsx", actor=CLERK, at=dt.datetime.now(dt.UTC)
        )
    write(*GROUND, batch=batch)
    assert {event.batch for event in events()} == {batch.pk}
    assert [event.op for event in events("ledger.importbatch")] == ["insert"]


def test_bulk_operations_are_logged_row_by_row():
    with changelog.acting(CLERK):
        Chain.objects.bulk_create([chain(f"C{n}") for n in range(600)])
        Chain.objects.update(name="链", version=2)
        rows = list(Chain.objects.all())
        for row in rows:
            row.position, row.version = row.pk, 3
        Chain.objects.bulk_update(rows, ["position", "version"])
        Chain.objects.all().delete()
    assert [event.op for event in events()] == ["insert"] * 600 + ["update"] * 1200 + [
        "delete"
    ] * 600
    assert {event.actor for event in events()} == {CLERK}


def test_raw_sql_is_logged_without_an_actor():
    write(*GROUND)
    sql("UPDATE ledger_chain SET name = 'X', version = version + 1 WHERE code = 'LI-ION'")
    event = events()[-1]
    assert (event.op, event.actor, event.after["name"]) == ("update", "", "X")


def test_nobody_is_left_acting_after_a_transaction():
    write(*GROUND)
    chain("C2").save()
    assert events()[-1].actor == ""
    if not is_postgres():
        assert ChangeContext.objects.get().actor == ""


def test_what_is_rolled_back_leaves_no_event_and_no_actor():
    with pytest.raises(IntegrityError), changelog.acting(CLERK):
        Chain.objects.bulk_create([chain(), chain()])
    assert changelog.position() == 0
    chain().save()
    assert events()[-1].actor == ""


def test_an_inner_actor_holds_until_it_ends():
    with changelog.acting("甲", "一"):
        with changelog.acting("乙", "二"):
            chain("C1").save()
        chain("C2").save()
    assert [(event.actor, event.reason) for event in events()] == [("乙", "二"), ("甲", "一")]


@pytest.mark.parametrize("nobody", ["", " \t"])
def test_nobody_cannot_act(nobody):
    with pytest.raises(NoActorError), changelog.acting(nobody):
        pass


def test_a_skipped_version_is_refused_with_its_reason():
    write(*GROUND)
    for version in ("version", "version + 2", "version - 1"):
        with pytest.raises(IntegrityError, match="version must start at 1 and go up by exactly"):
            sql(f"UPDATE ledger_chain SET name = 'X', version = {version}")


def test_identity_never_changes():
    write(*GROUND)
    for column in ("uid", "code", "id"):
        value = {"uid": f"'{'0' * 32}'", "code": "'Z'", "id": "99"}[column]
        with pytest.raises(IntegrityError, match="never change"):
            sql(f"UPDATE ledger_chain SET {column} = {value}, version = 2 WHERE code = 'LI-ION'")


def test_a_record_begins_with_version_one():
    with pytest.raises(IntegrityError, match="start at 1"):
        chain(version=7).save()


@pytest.mark.parametrize("table", ["ledger_changeevent", "ledger_seal"])
def test_the_log_is_only_ever_added_to(table):
    write(*GROUND)
    changelog.seal()
    for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="only ever added to"):
            sql(statement)


def test_grants_are_logged_though_they_have_no_version():
    with changelog.acting("安全管理员"):
        account = Account.objects.create(username="clerk")
        grant = Grant.objects.create(
            account=account, role="county", division=QINGYUN, valid_from=dt.date(2023, 1, 1)
        )
        Grant.objects.update(division="371400")
    first, second = events("access.grant")
    assert (first.uid, first.op, first.after["division"]) == (str(grant.pk), "insert", QINGYUN)
    assert (second.op, second.after["division"]) == ("update", "371400")
