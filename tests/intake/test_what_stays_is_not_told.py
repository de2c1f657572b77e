"""Of what a table leaves as the ledger has it nothing is said, even if a check was made later."""

import pytest
from tests.intake.records import sample
from tests.intake.workbooks import write_xlsx

pytestmark = pytest.mark.usefixtures("city", "read_here")
REPORT = ("project", "month", "reported_on", "invested", "progress")


def told(result):
    return [(f.code, f.place.cell) for f in (*result.faults, *result.warnings)]


def test_amounts_that_fell_are_told_when_they_come_in_and_when_their_project_changes(
    take, tmp_path
):
    rows = [("P00", "2023-10", "2023-11-01", 90, None), ("P00", "2023-11", "2023-12-01", 80, None)]
    path = write_xlsx(tmp_path / "t.xlsx", REPORT, rows)
    assert told(take("project_report", path)) == [("CHK-151", "D3")]
    assert told(take("project_report", path, again=True)) == []
    rows[0] = (*rows[0][:4], "开工")
    later = write_xlsx(tmp_path / "u.xlsx", REPORT, rows)
    assert told(take("project_report", later)) == [("CHK-151", "D3")]


def test_a_size_against_the_rule_is_told_once(take, tmp_path):
    firm = {**sample("enterprise", 1), "headquarters": "", "size_class": "大型"}
    path = write_xlsx(tmp_path / "t.xlsx", list(firm), [list(firm.values())])
    assert [code for code, _cell in told(take("enterprise", path))] == ["CHK-037"]
    assert told(take("enterprise", path, again=True)) == []
