"""Places are added to every unit around them and to all chains; whole cells stay as they are."""

from collections import defaultdict

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.i18n import speaking
from chainchief.indicators.compute.rollup import Closure, added_up
from chainchief.lake.errors import LakeError

AROUND = {
    "P": frozenset(["P"]),
    "C": frozenset(["P", "C"]),
    "A": frozenset(["P", "C", "A"]),
    "Z": frozenset(["P", "C", "A", "Z"]),
    "B": frozenset(["P", "C", "B"]),
}
CLOSURE = Closure.of(AROUND)


def table(*rows):
    """Rows of (unit, chain, whole cell?, sum, number)."""
    columns = zip(*rows, strict=True)
    kinds = (pa.string(), pa.string(), pa.bool_(), pa.int64(), pa.int64())
    arrays = [pa.array(each, kind) for each, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, ["division", "chain", "is_cell", "v0", "n0"])


def sums(*rows):
    return {k[1:]: v for k, v in added_up(table(*rows), CLOSURE).sums("v0", "n0", "I").items()}


def test_a_place_counts_in_its_unit_and_all_around_by_chain_and_altogether():
    around = {"P", "C", "A", "Z"}
    assert sums(("Z", "X", False, 5, 1)) == {(u, c): 5 for u in around for c in ("", "X")}


def test_what_belongs_to_no_chain_counts_in_the_total_alone():
    found = sums(("B", "", False, 5, 1), ("B", None, False, 7, 1), ("B", "X", False, 1, 1))
    assert found["B", ""] == found["C", ""] == 13
    assert found["B", "X"] == 1
    assert set(found) == {(u, c) for u in ("B", "C", "P") for c in ("", "X")}


def test_a_whole_cell_counts_there_and_nowhere_else():
    assert sums(("C", "X", True, 5, 1), ("A", "X", False, 2, 1))["C", "X"] == 7
    assert ("P", "") not in sums(("C", "", True, 5, 1))


def test_what_lies_in_no_known_unit_counts_nowhere():
    assert sums(("elsewhere", "X", False, 5, 1)) == {}


def test_a_sum_of_zero_over_some_records_is_told_and_one_over_none_is_not():
    assert sums(("B", "", False, 0, 2), ("A", "", False, None, 0)) == {
        ("B", ""): 0,
        ("C", ""): 0,
        ("P", ""): 0,
    }


def test_sums_are_exact_up_to_the_last_of_64_bits_and_refused_beyond():
    top = ("A", "", False, 2**62, 1)
    assert sums(top, ("B", "", False, 2**62 - 1, 1))["C", ""] == 2**63 - 1
    assert sums(top, ("B", "", False, 2**62, 1), ("C", "", False, -1, 1))["C", ""] == 2**63 - 1
    with speaking("en"), pytest.raises(LakeError, match="does not fit into 64 bits"):
        sums(top, ("B", "", False, 2**62, 1))


row = st.tuples(
    st.sampled_from([*AROUND, "?"]),
    st.sampled_from(["", "X", "Y"]),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.integers(1, 9),
)


@given(st.lists(row, min_size=1, max_size=30))
def test_it_is_what_adding_row_by_row_gives(rows):
    wanted = defaultdict(int)
    for unit, chain, is_cell, value, _number in rows:
        if is_cell:
            wanted[unit, chain] += value if unit in AROUND else 0
            continue
        for above in AROUND.get(unit, ()):
            for line in {"", chain}:
                wanted[above, line] += value
    found = sums(*rows)
    assert found == {cell: wanted[cell] for cell in found}
    assert all(value == 0 for cell, value in wanted.items() if cell not in found)
