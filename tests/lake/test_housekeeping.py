"""Earlier states of the open ledger go when they are old and nothing names them."""

import os
import time

import pytest

from chainchief.lake import store
from chainchief.lake.snapshots import housekeeping, making, verification


def age(*shas):
    """Make these files two hours old."""
    then = time.time() - 2 * housekeeping.YOUNG_SECONDS
    for sha256 in shas:
        os.utime(store.path_of(sha256), (then, then))


def files():
    return {path.stem for path in store.objects().glob("*/*.parquet")}


def hashes(snapshot):
    return {table.sha256 for table in snapshot.tables.values()}


@pytest.fixture
def two_states(written):
    written.project("P1")
    first = making.working()
    written.project("P2")
    return hashes(first), hashes(making.working())


def test_an_old_state_of_the_open_ledger_is_removed(two_states):
    first, second = two_states
    age(*files())
    assert housekeeping.sweep() == len(first - second) > 0
    assert files() == second


def test_what_is_young_is_left_alone(two_states):
    first, second = two_states
    assert housekeeping.sweep() == 0
    assert files() == first | second


def test_what_a_frozen_snapshot_names_stays(written):
    written.project("P1")
    frozen = hashes(making.freeze("2023-11r1"))
    written.project("P2")
    making.working()
    age(*files())
    housekeeping.sweep()
    assert frozen <= files()
    assert verification.verify() == []


def test_a_file_used_again_is_young_again(two_states, written):
    first, second = two_states
    age(*files())
    making._taken("working")
    assert housekeeping.sweep() == len(first - second)
    assert second <= files()


def test_a_draft_left_by_a_kill_is_removed_when_old(written):
    making.freeze("2023-11r1")
    draft = next(store.objects().iterdir()) / "abc.tmp"
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))
    assert housekeeping.sweep() == 1
    assert not draft.exists()


def test_nothing_is_removed_while_a_manifest_cannot_be_read(two_states, own_home):
    (own_home / "lake/manifests").mkdir(exist_ok=True)
    (own_home / "lake/manifests/2023-11r1.json").write_text("{")
    before = files()
    age(*before)
    assert housekeeping.sweep() == 0
    assert files() == before


def test_a_damaged_memory_of_the_open_ledger_is_made_anew(written, own_home):
    made = making.working()
    (memory,) = (own_home / "lake/working").glob("*.json")
    memory.write_text("{")
    assert making.working().tables == made.tables
    assert verification.verify() == []
