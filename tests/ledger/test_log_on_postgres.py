"""What only PostgreSQL does: COPY, TRUNCATE, several writers at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from tests.ledger.small_city import GROUND, write
from tests.ledger.tampering import sql

from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ChangeEvent, Seal
from chainchief.ledger.kinds.chain.models import Chain

pytestmark = [pytest.mark.usefixtures("postgres_ledger"), pytest.mark.postgres]


class Beside(threading.Thread):
    """Work on a connection of its own; what it raised comes out of `done`."""

    def __init__(self, work):
        super().__init__(daemon=True)
        self.work, self.raised = work, None
        self.start()

    def run(self):
        try:
            self.work()
        except BaseException as raised:
            self.raised = raised
        finally:
            connection.close()

    def done(self, seconds=30):
        self.join(seconds)
        assert not self.is_alive(), "still waiting"
        if self.raised:
            raise self.raised


def add(*codes):
    with changelog.acting("甲"):
        Chain.objects.bulk_create([Chain(code=code, name=code) for code in codes])


def test_copy_is_logged():
    connection.ensure_connection()
    columns = "uid, code, version, name, short_name, position, withdrawn_reason, origin, extra"
    with connection.connection.cursor().copy(f"COPY ledger_chain ({columns}) FROM STDIN") as stream:
        stream.write_row(["1" * 32, "C9", 1, "九", "", 0, "", "", "{}"])
    event = ChangeEvent.objects.get()
    assert (event.op, event.actor, event.after["code"]) == ("insert", "", "C9")


@pytest.mark.parametrize("table", ["ledger_chain", "ledger_changeevent", "ledger_seal"])
def test_no_table_is_emptied_at_once(table):
    with pytest.raises(IntegrityError):
        sql(f"TRUNCATE {table} CASCADE")


def test_replacing_by_conflict_is_held_to_the_same_rules():
    write(*GROUND)
    with pytest.raises(IntegrityError, match="version must start at 1"):
        sql(
            "INSERT INTO ledger_chain (uid, code, version, name, short_name, position,"
            f" withdrawn_reason, origin, extra) VALUES ('{'1' * 32}', 'LI-ION', 1, '换', '', 0,"
            " '', '', '{}') ON CONFLICT (code) DO UPDATE SET name = excluded.name"
        )


def test_an_image_is_the_same_in_every_time_zone():
    import datetime as dt

    from chainchief.ledger.batch.models import ImportBatch

    sql("SET timezone = 'Asia/Shanghai'")
    with changelog.acting("甲"):
        ImportBatch.objects.create(
            kind="chain", file_name="f", actor="甲", at=dt.datetime(2023, 11, 30, tzinfo=dt.UTC)
        )
    sql("SET timezone = 'America/New_York'")
    assert changelog.verify() == []
    assert ChangeEvent.objects.get().after["at"] == "2023-11-30T00:00:00.000000Z"


def test_a_seal_waits_for_a_writer_with_a_lower_id():
    """A writer drew id 1 and is not done; another drew id 2 and committed. Both get sealed."""
    drawn, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            add("C1")
            drawn.set()
            assert finish.wait(30)

    writer = Beside(slow)
    assert drawn.wait(30)
    add("C2")
    sealing = Beside(changelog.seal)
    sealing.join(0.7)
    assert sealing.is_alive(), "it sealed past an id that is still open"
    finish.set()
    writer.done()
    sealing.done()
    seal = Seal.objects.get()
    assert (seal.first_event, seal.last_event, seal.events) == (1, 2, 2)


def test_many_writers_and_a_sealer_leave_no_gap():
    def write_some(name):
        for number in range(15):
            add(f"{name}{number}A", f"{name}{number}B")

    writers = [Beside(lambda name=name: write_some(name)) for name in "WXYZ"]
    while any(writer.is_alive() for writer in writers):
        changelog.seal()
    for writer in writers:
        writer.done()
    changelog.seal()
    assert sum(seal.events for seal in Seal.objects.all()) == ChangeEvent.objects.count() == 120
    assert changelog.verify() == []


def test_of_two_revisions_of_one_version_one_is_refused():
    from tests.ledger.small_city import revise

    from chainchief.ledger.errors import StaleVersionError

    write(*GROUND)
    chain = Chain.objects.get(code="LI-ION")
    refused = []

    def change(name):
        try:
            write(revise(chain, name=name))
        except StaleVersionError:
            refused.append(name)

    for clerk in [Beside(lambda name=name: change(name)) for name in ("甲", "乙", "丙")]:
        clerk.done()
    assert len(refused) == 2
    assert Chain.objects.get(code="LI-ION").version == 2
