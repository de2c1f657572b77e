"""What is wrong in a chain brought as a workbook is told with its cells, and nothing is applied."""

import datetime as dt

import pytest
from tests.fixtures.viewers import office
from tests.intake.workbooks import write_xlsx

from chainchief.chainmap import answers_for
from chainchief.intake.importing import import_file
from chainchief.ledger.kinds.segment.models import ChainSegment, SegmentClass, SegmentLink

pytestmark = pytest.mark.usefixtures("small_chain")

SEGMENT = ("code", "name", "chain", "stream", "position", "valid_from")
LINK = ("supplier", "buyer", "flow", "essential")


def brought(tmp_path, kind, heads, *rows):
    path = write_xlsx(tmp_path / f"{kind}.xlsx", heads, rows, sheet="表")
    result = import_file(kind, path, viewer=office("链办"))
    return result, [(fault.code, fault.place.cell) for fault in result.faults]


def test_a_link_to_nowhere_is_told_by_its_cell_and_the_good_rows_wait(tmp_path):
    before = SegmentLink.objects.count()
    result, faults = brought(
        tmp_path, "segment_link", LINK,
        ("TOOL", "MACHINE", "material", "是"),
        ("STEEL", "NOWHERE", "material", "是"),
        ("NOBODY", "CAST", "material", "否"),
    )  # fmt: skip
    assert not result.accepted
    assert [cell for _code, cell in faults] == ["B3", "A4"]
    assert SegmentLink.objects.count() == before


def test_two_versions_of_one_day_are_told_by_their_cell_and_the_good_rows_wait(tmp_path):
    result, faults = brought(
        tmp_path, "chain_segment", SEGMENT,
        ("NEW", "新环节", "NEW-IT", "midstream", 8, "2023-01-01"),
        ("STEEL-2", "钢材", "NEW-IT", "midstream", 9, "2023-07-01"),
    )  # fmt: skip
    assert not result.accepted
    assert faults == [("CHK-249", "B3")]
    assert not ChainSegment.objects.filter(code__in=("NEW", "STEEL-2")).exists()


def test_a_class_that_the_standard_does_not_have_is_told_by_its_cell(tmp_path):
    result, faults = brought(
        tmp_path, "segment_class", ("segment", "industry"), ("STEEL", "3130"), ("TOOL", "9999")
    )
    assert not result.accepted
    assert [cell for _code, cell in faults] == ["B3"]
    assert not SegmentClass.objects.exists()


def test_a_ring_is_taken_walked_once_and_told_with_its_segments(tmp_path):
    result, faults = brought(tmp_path, "segment_link", LINK, ("MACHINE", "STEEL", "material", "是"))
    assert (result.accepted, faults) == (True, [])
    found = answers_for("NEW-IT", dt.date(2023, 11, 30))
    told = {fault.code: fault.text for fault in found.warnings}
    assert set(told) == {"CMP-011", "CMP-012"}
    assert "铸件 → 机床 → 钢材 → 铸件" in told["CMP-012"]
    assert found.structure.weight("STEEL") == 3
