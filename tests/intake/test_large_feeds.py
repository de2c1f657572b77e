"""Feeds of any size: what is read by columns is what would be read cell by cell."""

import itertools
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.viewers import office
from tests.intake.records import enter

from chainchief.intake.feeds import checks, files, plain_csv
from chainchief.intake.feeds.cells import ColumnReader, type_of
from chainchief.intake.feeds.exact_steps import exact_steps
from chainchief.intake.feeds.taking import take_feed
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.declared import FEEDS, FIRM_MONTH, FeedColumn
from chainchief.ledger.columns import BadCell
from chainchief.ledger.facts import FactType

HEAD = "enterprise,month,output,profit,employees\n"
MONEY, MAY_BE_LESS = FIRM_MONTH.columns["output"], FIRM_MONTH.columns["profit"]
ELECTRICITY = FIRM_MONTH.columns["electricity"]
AREA = FeedColumn(FactType.STEPS, "area", unit="平方米")
places = st.sampled_from(["", ".1", ".50", ".000001", ".0000001", ".123456", ".99999999"])
numbers = st.builds("{}{}{}".format, st.sampled_from(["", "-"]), st.integers(0, 10**14 - 1), places)
texts = st.one_of(
    numbers, st.sampled_from(["", " 1", "+1", "1,000", "1e3", "12.", ".5", "—", "１"])
)


@pytest.fixture
def firms(city):
    enter("enterprise", {"code": "E02", "name": "夏津纺织有限公司", "division": "371426"})


def take(path, name="firm-month"):
    return take_feed(name, path, viewer=office("统计科"), legal_basis="协议")


def told(result):
    return [(fault.code, fault.place.line, fault.place.column) for fault in result.faults]


def one_by_one(column, text):
    """What the column's own type makes of a cell; None where it takes none."""
    try:
        return type_of(column).parse(text, {}) if text else None
    except BadCell:
        return None


def test_amounts_by_hand():
    cells = pa.array(["1200.5", "0.000001", "0.0000001", "-1", "x", "", "99999999999.999999"])
    steps, right = exact_steps(MONEY, type_of(MONEY), cells)
    assert right.tolist() == [True, True, False, False, False, False, True]
    assert steps[right].tolist() == [1_200_500_000, 1, 99_999_999_999_999_999]
    steps, right = exact_steps(ELECTRICITY, type_of(ELECTRICITY), pa.array(["88.1", "0.00001"]))
    assert (steps[0], right.tolist()) == (881_000, [True, False])


@given(st.lists(texts, max_size=12), st.sampled_from([MONEY, MAY_BE_LESS, ELECTRICITY, AREA]))
def test_a_column_of_amounts_is_read_as_its_cells_are(cells, column):
    read = ColumnReader(column).read(pa.array(cells, pa.string()))
    assert read.values.to_pylist() == [one_by_one(column, text.strip()) for text in cells]
    refused = {at for at, _text, _kind, _facts in read.faults()}
    assert refused == {
        at
        for at, text in enumerate(cells)
        if text.strip() and one_by_one(column, text.strip()) is None
    }


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1), st.integers(0, 6))
def test_doubles_are_the_decimals_that_they_print(numerators, places):
    doubles = [float(Fraction(number, 10**places)) for number in numerators]
    steps, right = exact_steps(MAY_BE_LESS, type_of(MAY_BE_LESS), pa.array(doubles))
    for double, found, is_right in zip(doubles, steps, right, strict=True):
        if is_right:
            assert Fraction(repr(double)) * 10**6 == int(found)


def test_doubles_that_print_too_many_places_are_refused(firms, tmp_path):
    table = {"enterprise": ["E01", "E02"], "month": ["2023-11"] * 2, "output": [0.1 + 0.2, 0.25]}
    pq.write_table(pa.table(table), tmp_path / "t.parquet")
    assert told(take(tmp_path / "t.parquet")) == [("CHK-002", 1, "output")]


@pytest.mark.parametrize(
    ("ending", "lines"),
    [("\n", [2, 3]), ("\r\n", [2, 3]), ("\n\n", [3, 5]), (",\n", [2, 3]), ("\n,,,,\n", [3, 5])],
)
def test_both_ways_of_a_csv_tell_the_same_lines(firms, tmp_path, ending, lines):
    path = tmp_path / "t.csv"
    rows = ["E9,2023-11,1,,", "E01,2023-13,1,,"]
    path.write_bytes((HEAD.strip() + ending + ending.join(rows) + ending).encode())
    plainly = told(take(path))
    assert sorted((line, code) for code, line, _column in plainly) == [
        (lines[0], "CHK-120"),
        (lines[1], "CHK-004"),
    ]
    by_rows = checks.FeedCheck(FIRM_MONTH, "t.csv", files.read_sheet(path, row_by_row=True)).run()
    assert told(by_rows) == plainly


def test_a_file_that_turns_odd_further_down_is_read_row_by_row(firms, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(HEAD + "E01,2023-11,1,,\nE02,2023-11\n", encoding="utf-8")
    assert plain_csv.is_plain(path)
    assert take(path).batch.rows == 2


def test_heads_in_quotation_marks_are_plain(firms, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('"enterprise","month"\nE01,2023-11\n', encoding="utf-8")
    assert plain_csv.is_plain(path)
    assert take(path).batch.rows == 1


def test_rows_are_told_by_their_lines_in_every_part(firms, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_ROWS", 2)
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]
    table = {"enterprise": ["E01"] * 25, "month": [*months, months[3]], "output": ["1"] * 25}
    pq.write_table(pa.table(table), tmp_path / "t.parquet")
    assert told(take(tmp_path / "t.parquet")) == [("CHK-235", 25, "enterprise")]


def test_after_many_faults_no_more_are_looked_for(firms, tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "MOST_FAULTS", 3)
    path = tmp_path / "t.csv"
    path.write_text(HEAD + "E9,2023-11,x,,\n" * 9, encoding="utf-8")
    found = [fault.code for fault in take(path).faults]
    assert found == ["CHK-120"] * 3 + ["CHK-238"]


def test_a_batch_is_kept_month_by_month(firms, tmp_path):
    path = tmp_path / "t.csv"
    rows = itertools.product(("E02", "E01"), ("2023-11", "2023-10"))
    path.write_text(HEAD + "".join(f"{c},{m},1,,\n" for c, m in rows), encoding="utf-8")
    kept = pq.ParquetFile(batches.path_of(take(path).batch.content))
    parts = [kept.read_row_group(n, ["month", "enterprise"]) for n in range(kept.num_row_groups)]
    assert [part.to_pydict() for part in parts] == [
        {"month": ["2023-10"] * 2, "enterprise": ["E02", "E01"]},
        {"month": ["2023-11"] * 2, "enterprise": ["E02", "E01"]},
    ]


def test_parts_of_no_rows_are_one():
    empty = batches.schema_of(FEEDS["supply-link"]).empty_table()
    assert [part.num_rows for part in batches.partitions(FEEDS["supply-link"], empty)] == [0]
