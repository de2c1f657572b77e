"""A segment that is moved stands where it was put, and all others keep their order."""

import random
import uuid
from dataclasses import dataclass, field

import pytest

from chainchief.chainmap.moving import move
from chainchief.core.faults import FaultsError

STREAMS = ("upstream", "midstream")


@dataclass
class Row:
    code: str
    stream: str
    position: int
    version: int = 1
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


def order(rows, stream):
    own = [row for row in rows if row.stream == stream]
    return [row.code for row in sorted(own, key=lambda row: (row.position, row.code))]


def written(rows, changes):
    """The rows as they stand after the change set."""
    by_uid = {row.uid: row for row in rows}
    for change in changes.changes if changes else ():
        for name, value in change.values.items():
            setattr(by_uid[change.uid], name, value)


@pytest.mark.parametrize("seed", range(60))
def test_it_stands_where_it_was_put_and_no_other_changes_places(seed):
    chance = random.Random(seed)
    # Positions are often the same, or without a number between them.
    rows = [Row(f"S{n}", chance.choice(STREAMS), chance.randrange(4)) for n in range(9)]
    moved, stream = chance.choice(rows), chance.choice(STREAMS)
    others = {each: [c for c in order(rows, each) if c != moved.code] for each in STREAMS}
    before = chance.choice([*others[stream], ""])
    written(rows, move(rows, moved.code, 1, stream, before))
    at = others[stream].index(before) if before else len(others[stream])
    assert order(rows, stream) == [*others[stream][:at], moved.code, *others[stream][at:]]
    (other,) = set(STREAMS) - {stream}
    assert order(rows, other) == others[other]
    assert all(row.position >= 0 for row in rows)


def test_only_the_moved_one_is_written_where_a_number_is_free():
    rows = [Row("A", "upstream", 10), Row("B", "upstream", 20), Row("C", "upstream", 30)]
    (change,) = move(rows, "C", 7, "upstream", "B").changes
    assert (change.uid, change.version, change.values) == (rows[2].uid, 7, {"position": 11})


def test_where_no_number_is_free_the_next_ones_make_room_and_no_more():
    rows = [Row("Y", "upstream", 1), Row("B", "upstream", 2), Row("C", "upstream", 9)]
    rows.append(Row("D", "midstream", 5))
    changes = move(rows, "D", 1, "upstream", "B").changes
    assert [change.values for change in changes] == [
        {"stream": "upstream", "position": 2},
        {"position": 3},
    ]


def test_a_place_where_it_stands_already_changes_nothing():
    rows = [Row("A", "upstream", 1), Row("B", "upstream", 2)]
    for place in (("upstream", "B"), ("upstream", None), ("upstream", "A")):
        assert move(rows, "A", 1, *place) is None


def test_a_stream_alone_keeps_the_position():
    rows = [Row("A", "upstream", 3), Row("B", "midstream", 3)]
    (change,) = move(rows, "A", 1, "midstream", None).changes
    assert change.values == {"stream": "midstream"}


@pytest.mark.parametrize(
    ("code", "stream", "before"),
    [("X", "upstream", ""), ("A", "sideways", ""), ("A", "upstream", "M"), ("A", "upstream", "X")],
)
def test_a_place_that_is_none_is_told(code, stream, before):
    rows = [Row("A", "upstream", 1), Row("M", "midstream", 1)]
    with pytest.raises(FaultsError) as refused:
        move(rows, code, 1, stream, before)
    assert [fault.code for fault in refused.value.faults] == ["CMP-050"]
