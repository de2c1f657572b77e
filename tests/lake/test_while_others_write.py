"""A snapshot is of one moment, also while others write; the open ledger is remembered by it."""

import threading

import pytest
from django.db import connection, transaction

from chainchief.lake.errors import LakeError
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.isolation import one_moment
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project, ProjectStage


class Writer(threading.Thread):
    """Enters a project and its stage in one transaction, again and again, until told to stop."""

    def __init__(self, write):
        super().__init__()
        self.write, self.stop, self.written = write, threading.Event(), 0

    def run(self):
        try:
            while not self.stop.is_set():
                with changelog.acting("clerk", "test"):
                    self.write.project(f"W{self.written}")
                    self.write.stage(f"W{self.written}")
                self.written += 1
        finally:
            connection.close()


@pytest.fixture
def writer(write):
    thread = Writer(write)
    thread.start()
    yield thread
    thread.stop.set()
    thread.join()


def test_no_snapshot_holds_half_of_a_transaction(writer):
    counts = []
    for number in range(12):
        made = making.freeze(f"s{number}")
        assert made.tables["project"].rows == made.tables["project_stage"].rows
        counts.append(made.tables["project"].rows)
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_the_open_ledger_is_never_mixed_and_never_behind(writer):
    for _ in range(12):
        before = ProjectStage.objects.count()
        made = making.working()
        assert made.tables["project"].rows == made.tables["project_stage"].rows >= before


def test_a_reader_does_not_keep_a_writer_waiting(write):
    with one_moment():
        Project.objects.count()
        thread = threading.Thread(target=_write_one, args=(write,))
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
        assert Project.objects.count() == 0
    assert Project.objects.count() == 1


def _write_one(write):
    write.project("P1")
    connection.close()


@pytest.mark.postgres
def test_inside_a_transaction_a_change_by_another_is_refused(postgres_ledger):
    from tests.lake.conftest import Write, small

    write = small(Write())

    def read_while_another_writes():
        with transaction.atomic(), one_moment():
            thread = threading.Thread(target=_write_one, args=(write,))
            thread.start()
            thread.join(10)

    with pytest.raises(LakeError):
        read_while_another_writes()


def test_the_open_ledger_is_made_anew_only_when_something_changed(write, monkeypatch):
    first = making.working()
    with monkeypatch.context() as patch:
        patch.setattr(making, "all_parts", lambda: pytest.fail("made anew"))
        assert making.working() == first
    write.project("P1")
    assert making.working().tables["project"].rows == 1


def test_only_the_newest_state_of_the_open_ledger_is_remembered(write, own_home):
    for number in range(3):
        write.project(f"P{number}")
        making.working()
    assert len(list((own_home / "lake/working").glob("*.json"))) == 1


def test_a_new_column_makes_a_new_working_snapshot(write, monkeypatch):
    first = making.working()
    monkeypatch.setattr(making, "shape", lambda: "another")
    assert making.working().shape != first.shape


def test_a_remembered_state_with_a_damaged_file_is_made_anew(write):
    from chainchief.lake import store

    first = making.working()
    path = store.path_of(first.tables["division"].sha256)
    path.write_bytes(b"")
    assert making.working().tables == first.tables
    assert store.is_intact(first.tables["division"].sha256, afresh=True)


def test_the_position_is_that_of_the_last_event(write):
    write.project("P1")
    assert making.working().position == changelog.position() > 0
