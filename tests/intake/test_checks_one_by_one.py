"""Every check has a table that trips exactly it, and one that trips none."""

import datetime as dt

import pytest
from tests.fixtures.viewers import office
from tests.intake.made import row_of
from tests.intake.records import credit_code, enter, sample
from tests.intake.workbooks import write_xlsx

pytestmark = pytest.mark.usefixtures("read_here")

P, S, R, T = ("project", "project_share", "project_report", "project_stage")
PROJECT = ("code", "name", "division")
SHARE = ("project", "division", "role", "share")
REPORT = ("project", "month", "reported_on", "funds_reported")
STAGE = ("project", "stage", "reported_by", "occurred_on", "reported_on")

#: name → (kind, heads, rows that trip it, code, cell, rows that trip none)
CASES = {
    "a required cell is blank": (
        *(P, PROJECT, [("N1", "", "371402")], "CHK-101", "B2"),
        [("N1", "甲", "371402")],
    ),
    "a sign for nothing": (
        *(P, (*PROJECT, "chain"), [("N1", "甲", "371402", "—")], "CHK-102", "D2"),
        [("N1", "甲", "371402", None)],
    ),
    "the word for nothing in free text": (
        *(P, (*PROJECT, "filing_number"), [("N1", "甲", "371402", "无")], "CHK-102", "D2"),
        [("N1", "甲", "371402", "无锡备〔2023〕1号")],
    ),
    "same as above": (
        *(P, PROJECT, [("N1", "甲", "371402"), ("N2", "乙", "同上")], "CHK-103", "C3"),
        [("N1", "甲", "371402"), ("N2", "乙", "371402")],
    ),
    "an error cell": (
        *(P, PROJECT, [("N1", "甲", "371402"), ("N2", "=1/0", "371402")], "CHK-105", "B3"),
        [("N1", "甲", "371402")],
    ),
    "a row of totals": (
        *(P, PROJECT, [("N1", "甲", "371402"), ("合 计", "", "")], "CHK-106", "A3"),
        [("N1", "合计三家", "371402")],
    ),
    "a number that lost its last digits": (
        *(
            "enterprise",
            (*PROJECT, "credit_code"),
        ),
        [("N1", "甲", "371402", 913714000000000000)],
        *("CHK-107", "D2", [("N1", "甲", "371402", credit_code(7))]),
    ),
    "a month typed as a number": (
        *(R, REPORT, [("P00", 2023.1, "2023-11-08", 1)], "CHK-108", "B2"),
        [("P00", "2023.10", "2023-11-08", 1)],
    ),
    "a day typed as a number": (
        *(R, REPORT, [("P00", "2023-11", 45261, 1)], "CHK-109", "C2"),
        [("P00", "2023-11", dt.date(2023, 12, 1), 1)],
    ),
    "an invisible character": (
        *(P, PROJECT, [("N1", "甲\u202e乙", "371402")], "CHK-110", "B2"),
        [("N1", "\u200b甲乙\u200b", "371402")],
    ),
    "a reference that does not exist": (
        *(P, PROJECT, [("N1", "甲", "371499")], "CHK-120", "C2"),
        [("N1", "甲", "371402")],
    ),
    "the same record twice": (
        *(P, PROJECT, [("N1", "甲", "371402"), ("N1", "乙", "371402")], "CHK-123", "A3"),
        [("N1", "甲", "371402"), ("N2", "乙", "371402")],
    ),
    "the same child twice": (
        *(R, REPORT, [("P00", "2023-11", "2023-12-01", 1)] * 2, "CHK-123", "A3"),
        [("P00", "2023-11", "2023-12-01", 1), ("P01", "2023-11", "2023-12-01", 1)],
    ),
    "a code that the columns do not make": (
        *(S, ("code", *SHARE), [("P00/371426", "P00", "371402", "landing", 100)]),
        *("CHK-124", "A2", [("P00/371402", "P00", "371402", "landing", 100)]),
    ),
    "a credit code that another enterprise has": (
        *("enterprise", (*PROJECT, "credit_code"), [("N1", "甲", "371402", credit_code(1))]),
        *("CHK-125", "D2", [("N1", "甲", "371402", credit_code(2))]),
    ),
    "a credit code twice in one table": (
        *("enterprise", (*PROJECT, "credit_code")),
        [("N1", "甲", "371402", credit_code(5)), ("N2", "乙", "371402", credit_code(5))],
        *("CHK-126", "D3"),
        [("N1", "甲", "371402", credit_code(5)), ("N2", "乙", "371402", credit_code(6))],
    ),
    "an industry that the standard does not have": (
        *("enterprise", (*PROJECT, "industry"), [("N1", "甲", "371402", "3986")]),
        *("CHK-024", "D2", [("N1", "甲", "371402", "3985")]),
    ),
    "an industry that lost its leading zero": (
        *("enterprise", (*PROJECT, "industry"), [("N1", "甲", "371402", 610)]),
        *("CHK-024", "D2", [("N1", "甲", "371402", "0610")]),
    ),
    "a size class other than the rule's": (
        *("enterprise", (*PROJECT, "industry", "employees", "revenue", "size_class")),
        [("N1", "甲", "371402", "3985", 250, 500_000, "中型")],
        *("CHK-037", "G2", [("N1", "甲", "371402", "3985", 250, 500_000, "小型")]),
    ),
    "a span that ends before it starts": (
        *(P, (*PROJECT, "valid_from", "valid_to")),
        [("N1", "甲", "371402", "2023-02-01", "2023-01-31")],
        *("CHK-130", "E2", [("N1", "甲", "371402", "2023-02-01", "2023-02-01")]),
    ),
    "a share of more than the whole": (
        *(S, SHARE, [("P00", "371402", "landing", 100.5)], "CHK-053", "D2"),
        [("P00", "371402", "landing", 100)],
    ),
    "a number larger than the ledger holds": (
        *("document", ("code", "name", "size")),
        [("0" * 64, "甲", "99999999999999999999")],
        *("CHK-131", "C2", [("0" * 64, "甲", "99999999999999")]),
    ),
    "shares that are not the whole": (
        *(S, SHARE, [("P00", "371402", "landing", 60), ("P00", "371426", "partner", 30)]),
        *("CHK-150", "D3"),
        [("P00", "371402", "landing", 60), ("P00", "371426", "partner", 40)],
    ),
    "a cumulative amount that falls": (
        *(R, REPORT),
        [("P00", "2023-10", "2023-11-01", 200), ("P00", "2023-11", "2023-12-01", 100)],
        *("CHK-151", "D3"),
        [("P00", "2023-12", "2024-01-01", 200), ("P00", "2024-02", "2024-03-01", 100)],
    ),
    "stages out of their order": (
        *(T, STAGE),
        [
            ("P00", "签约", "371402", "2023-05-01", "2023-06-01"),
            ("P00", "开工", "371402", "2023-04-01", "2023-06-01"),
        ],
        *("CHK-152", "D3"),
        [
            ("P00", "签约", "371402", "2023-05-01", "2023-06-01"),
            ("P00", "开工", "371402", "2023-05-01", "2023-06-01"),
        ],
    ),
    "more funds than the planned investment": (
        *(R, REPORT, [("Q01", "2023-11", "2023-12-01", 60001)], "CHK-153", "D2"),
        [("Q01", "2023-11", "2023-12-01", 60000)],
    ),
}


@pytest.fixture
def entered(city):
    enter("organisation", row_of("organisation", 1, bare=True))
    enter("enterprise", sample("enterprise", 1))
    enter("project", sample("project", 1))


def found(result):
    return [(fault.code, fault.place.cell) for fault in result.faults + result.warnings]


@pytest.mark.parametrize("case", CASES)
def test_its_table_trips_exactly_this_check(entered, take, tmp_path, case):
    kind, heads, bad, code, cell, _good = CASES[case]
    if bad[-1][1] == "=1/0":
        return_of_formula(tmp_path / "t.xlsx", heads, bad)
        assert found(take(kind, tmp_path / "t.xlsx", dry_run=True)) == [(code, cell)]
        return
    result = take(kind, write_xlsx(tmp_path / "t.xlsx", heads, bad), dry_run=True)
    assert found(result) == [(code, cell)]


@pytest.mark.parametrize("case", CASES)
def test_a_table_beside_it_trips_none(entered, take, tmp_path, case):
    kind, heads, _bad, _code, _cell, good = CASES[case]
    result = take(kind, write_xlsx(tmp_path / "t.xlsx", heads, good))
    assert found(result) == []
    assert result.created == len(good)


def return_of_formula(path, heads, rows):
    """A formula that nobody let compute: openpyxl writes it without a result."""
    import openpyxl

    book = openpyxl.Workbook()
    for line in (heads, *rows):
        book.active.append(list(line))
    book.save(path)


def test_an_error_that_a_formula_ended_in_is_told_with_its_sign(entered, take, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, PROJECT)
        sheet.write_row(1, 0, ("N1", "甲", "371402"))
        sheet.write_formula(1, 1, "=A9", None, "#REF!")
    result = take("project", tmp_path / "t.xlsx")
    assert found(result) == [("CHK-104", "B2")]
    assert result.faults[0].value == "#REF!"


def test_a_reference_within_the_same_table_is_enough(city, take, tmp_path):
    heads = ("code", "name", "level", "parent")
    rows = [("371500", "聊城市", "city", None), ("371502", "东昌府区", "county", "371500")]
    assert take("division", write_xlsx(tmp_path / "t.xlsx", heads, rows)).created == 2


def test_a_reference_to_a_withdrawn_record_is_refused_only_where_it_is_new(city, take, tmp_path):
    from chainchief.ledger.actions import withdraw
    from chainchief.ledger.kinds.project.models import ProjectList

    enter("project_listing", sample("project_listing", 0))
    record = ProjectList.objects.get(code="L01")
    withdraw("project_list", record.uid, record.version, viewer=office("市局"), reason="作废")
    heads = ("project", "listed_in", "valid_from")
    old = [("P00", "L01", "2022-01-02")]
    assert take("project_listing", write_xlsx(tmp_path / "o.xlsx", heads, old)).accepted
    new = [("P01", "L01", "2022-01-02")]
    result = take("project_listing", write_xlsx(tmp_path / "n.xlsx", heads, new))
    assert found(result) == [("CHK-121", "B2")]


@pytest.mark.parametrize(("text", "meant"), [("德诚区", "371402 德城区"), ("371420", "371426")])
def test_a_near_name_or_code_is_suggested(city, take, tmp_path, text, meant):
    path = write_xlsx(tmp_path / "t.xlsx", PROJECT, [("N1", "甲", text)])
    (fault,) = take("project", path).faults
    assert meant in fault.remedy


def test_a_unit_that_changes_without_its_value_is_refused(city, take, tmp_path):
    enter("annual_plan", sample("annual_plan", 0))
    heads = ("code", "unit")
    code = sample("annual_plan", 0)["code"]
    result = take("annual_plan", write_xlsx(tmp_path / "t.xlsx", heads, [(code, "万元")]))
    assert found(result) == [("CHK-128", "B2")]


def test_shares_are_added_up_over_the_ledger_and_the_table(city, take, tmp_path):
    enter("project_share", {**sample("project_share", 0), "share": "100"})
    mine = sample("project_share", 0)
    kept = (mine["project"], mine["division"], mine["role"])
    less = write_xlsx(tmp_path / "t.xlsx", SHARE, [(*kept, 60), ("P00", "371402", "partner", 30)])
    assert ("CHK-150", "D2") in found(take("project_share", less))
    whole = write_xlsx(tmp_path / "u.xlsx", SHARE, [(*kept, 60), ("P00", "371402", "partner", 40)])
    assert (take("project_share", whole).created, take("project_share", whole).revised) == (1, 0)


def test_a_row_check_that_needs_an_unreadable_cell_has_no_say(city, take, tmp_path):
    row = {**sample("project_stage", 0), "evidence": "不清楚"}
    path = write_xlsx(tmp_path / "t.xlsx", list(row), [list(row.values())])
    assert [code for code, _cell in found(take("project_stage", path))] == ["CHK-005"]


def test_equal_faults_are_told_once_with_all_their_cells(city, take, tmp_path):
    from chainchief.intake.report.fault_lines import grouped

    rows = [(f"N{i}", "甲", "371402", "若干") for i in range(12)]
    result = take("project", write_xlsx(tmp_path / "t.xlsx", (*PROJECT, "total_investment"), rows))
    (line,) = grouped(result.faults)
    assert len(result.faults) == 12
    assert "同样问题共 12 处，另见 D3、D4、D5、D6、D7…" in line
