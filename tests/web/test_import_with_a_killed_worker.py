"""A worker killed at any moment leaves nothing half done; the next one ends its job."""

import random
import time

import pytest
from tests.web.importing import brought, upload_at, work, workbook
from tests.web.town import SOUTH

from chainchief.jobs.models import Job, State
from chainchief.jobs.process import ANOTHER_IS_HERE, only_worker
from chainchief.jobs.progress import Progress
from chainchief.jobs.running import run_next, sweep
from chainchief.jobs.supervision import start_worker
from chainchief.ledger import changelog, evidence
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.imports import background
from chainchief.web.imports.models import State as Stage

ROWS = 300


@pytest.fixture
def waiting(reader, tmp_path):
    """The address of a checked file of many rows, about to be written."""
    rows = [(f"N-{i:04}", f"新项目{i}", SOUTH, "BIO") for i in range(ROWS)]
    address = brought(reader, workbook(tmp_path, rows, "许多.csv"))
    assert reader.post(f"{address}write/", {"reason": "月报"}).status_code == 303
    return address


class KilledError(BaseException):
    """What stops a process in the middle: nothing catches it."""


def killed(*_arguments):
    raise KilledError


def written_whole(address):
    """Whether it was written; it must be wholly, or not at all."""
    count = Project.objects.filter(code__startswith="N-").count()
    batches = ImportBatch.objects.count()
    assert (count, batches) in {(0, 0), (ROWS, 1)}
    assert (upload_at(address).batch is not None) == bool(batches)
    return bool(batches)


def assert_ended_well(address):
    assert written_whole(address)
    assert upload_at(address).state == Stage.WRITTEN
    batch = ImportBatch.objects.get()
    assert evidence.path_of(batch.sha256).is_file()
    assert Job.objects.filter(state=State.DONE, kind="import-write").count() == 1
    assert changelog.verify() == []


@pytest.mark.parametrize("where", ["before the commit", "after the commit"])
def test_killed_beside_the_commit_it_is_written_once(reader, waiting, monkeypatch, where):
    with monkeypatch.context() as patch:
        if where == "before the commit":
            patch.setattr(Progress, "confirm", killed)
        else:
            patch.setattr(background, "_settle", killed)
        with pytest.raises(KilledError):
            run_next("first")
    assert Job.objects.latest("pk").state == State.RUNNING
    assert written_whole(waiting) == (where == "after the commit")
    assert sweep("second", is_alone=True) == 1
    assert "任务曾中断" in reader.get(f"{waiting}progress/").content.decode()
    work()
    assert_ended_well(waiting)


def until(condition, process):
    """Wait for something that the worker brings about; False where it ended before."""
    for _turn in range(3000):
        if condition():
            return True
        if process.poll() is not None:
            return condition()
        time.sleep(0.02)
    raise AssertionError("the worker did nothing for a minute")


def is_writing():
    return Job.objects.filter(state=State.RUNNING, words="Writing").exists()


def has_ended():
    return not Job.objects.filter(state__in=("waiting", "running")).exists()


@pytest.mark.parametrize("seed", range(3))
def test_a_worker_process_killed_while_it_writes(waiting, seed):
    first = start_worker()
    try:
        assert until(is_writing, first)
        time.sleep(random.Random(seed).random() * 0.15)
    finally:
        first.kill()
        first.wait()
    written_whole(waiting)
    second = start_worker()
    try:
        assert until(has_ended, second)
    finally:
        second.kill()
        second.wait()
    assert_ended_well(waiting)


def test_a_worker_ends_with_whoever_started_it(waiting):
    worker = start_worker()
    assert until(has_ended, worker)
    worker.stdin.close()
    assert worker.wait(20) == 0
    assert_ended_well(waiting)


def test_a_home_folder_has_one_worker(waiting):
    with only_worker():
        second = start_worker()
        assert second.wait(30) == ANOTHER_IS_HERE
    assert Job.objects.latest("pk").state == State.WAITING
