"""Each of the 62 figures is another one without one record behind it, and no other figure is.

The record is taken out of its table in the snapshot of the closed month: of a number counted by
entities it takes one, of every other something. Only figures whose receipts cite that record, or
that are made of such a figure, may change with it.
"""

from collections import Counter
from dataclasses import dataclass, replace

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.demo.facts import PRINTED

from chainchief.core.spans import Month
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake import store
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.manifest import TableFile

NOVEMBER = Month(2023, 11)
CATALOGUE = shipped()
ENTRIES = [entry for entry in CATALOGUE if entry.ref]


@dataclass
class Reference:
    """The figures of the closed month, and by figure the rows that its receipt cites."""

    snapshot: object
    engine: object
    values: dict
    lines: dict


@pytest.fixture(scope="module")
def reference(city):
    with city(scale=1.0):
        snapshot, engine = snapshot_for(NOVEMBER), duckdb_engine()
        figures = figures_of(snapshot, engine, [entry.code for entry in ENTRIES])
        tracer = Tracer(snapshot, CATALOGUE, engine, figures.territory)
        lines = {e.code: tracer.receipt(figures.get(e.code)).contributions for e in ENTRIES}
        return Reference(snapshot, engine, values_of(figures), lines)


def figures_of(snapshot, engine, codes):
    return figures_for(snapshot, NOVEMBER, catalogue=CATALOGUE, engine=engine, codes=codes)


def values_of(figures):
    return {code: figures.get(code).value for code in figures.codes}


def rests_on(entry):
    """The entry and all that it is made of or restricted to."""
    return [entry, *(each for code in entry.refers_to for each in rests_on(CATALOGUE[code]))]


def reads(entry):
    """The tables that decide about an entry's figure."""
    found = set()
    for each in rests_on(entry):
        if each.source:
            known = source_of(each.source).attributes
            found |= {each.source} | {known[n].table for c in each.where for n in c.columns}
    return found - {""}


def may_differ(entry, table, citing):
    """Whether it is made of a figure that cites the row, or reads the row beside its own."""
    about = rests_on(entry)
    return bool({each.code for each in about} & citing) or table not in {e.source for e in about}


def table_of(entry, line):
    """The table that a line of the receipt stands in."""
    term = entry.terms.get(line.part)
    return (CATALOGUE[term.indicator] if term else entry).source


def chosen(entry, lines, snapshot):
    """A line whose entity has no other row in its table, if there is one; else the first."""
    table = table_of(entry, lines[0])
    uids = pq.read_table(snapshot.path(table), columns=["entity_uid"])["entity_uid"].to_pylist()
    times = Counter(uids)
    own = [line for line in lines if table_of(entry, line) == table]
    return next((line for line in own if times[line.uid] == 1), own[0])


def without(snapshot, table, row_uid):
    """The snapshot with one row less; and the file written for it, None where an earlier snapshot
    of the shared city holds the same rows."""
    rows = pq.read_table(snapshot.path(table))
    left = rows.filter(pc.not_equal(rows["row_uid"], row_uid))
    assert left.num_rows == rows.num_rows - 1
    there = set(store.objects().glob("*/*"))
    kept = store.keep(store.encoded(left))
    tables = {**snapshot.tables, table: TableFile(kept, left.num_rows, {})}
    file = store.path_of(kept)
    return replace(snapshot, tables=tables), None if file in there else file


def test_there_is_an_entry_for_each_of_the_62():
    assert {entry.ref for entry in ENTRIES} >= set(PRINTED)
    assert len(PRINTED) == 62


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.ref} {entry.code}")
def test_without_one_record_the_figure_is_another_and_no_other_is(city, reference, entry):
    with city(scale=1.0):
        assert_rests_on_a_record(reference, entry)


def assert_rests_on_a_record(reference, entry):
    line = chosen(entry, reference.lines[entry.code], reference.snapshot)
    table = table_of(entry, line)
    codes = [each.code for each in ENTRIES if table in reads(each)]
    changed, file = without(reference.snapshot, table, line.row_uid)
    try:
        values = values_of(figures_of(changed, reference.engine, codes))
    finally:
        if file is not None:
            file.unlink()
    before = {code: reference.values[code] for code in codes}
    citing = {c for c in codes if line.row_uid in {each.row_uid for each in reference.lines[c]}}
    may_change = {c for c in codes if may_differ(CATALOGUE[c], table, citing)}
    different = {code for code in codes if values[code] != before[code]}
    assert entry.code in different
    assert different <= may_change
    if entry.is_summed and entry.measure.counts:
        left = before[entry.code] - 1
        # A title that nobody holds is not known: the list of its holders may be elsewhere.
        assert values[entry.code] == left or (left == 0 and values[entry.code] is None)
