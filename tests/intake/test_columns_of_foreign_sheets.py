"""Foreign heads are asked about once, remembered of their sender and layout, and never guessed."""

import openpyxl
import pytest
from tests.fixtures.viewers import office
from tests.intake.workbooks import write_xlsx

from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.intake.importing import import_file
from chainchief.intake.mapping.remembering import confirm, drop, mappings_for
from chainchief.intake.mapping.senders import Sender, sender_of_code
from chainchief.intake.models import ColumnMapping
from chainchief.ledger.kinds.project.models import Project, ProjectReport

#: How a county calls what the program calls 编号, 名称, 落地单位, 计划总投资.
HEADS = ("工程号码", "工程名字", "所在县区", "计划总投资额(万元)", "联系电话")
ROWS = [("N-1", "一号工程", "371402", "6000", "0534"), ("N-2", "二号工程", "371402", "70", "0535")]
COLUMNS = ("code", "name", "division", "total_investment", "")
REPORT_HEADS = ("项目编号", "报告月份", "到位(自报)", "到位(核实)", "到位(认定)")


@pytest.fixture
def foreign(city, tmp_path):
    return write_xlsx(tmp_path / "县表.xlsx", HEADS, ROWS)


@pytest.fixture
def take(read_here):
    def taken(path, kind="project", viewer=None, sender=None, **options):
        return import_file(kind, path, viewer=viewer or office("王"), sender=sender, **options)

    return taken


def heads_of(question):
    return {head.place: head.text for head in question.heads}


def confirmed(question, columns, sender=None, viewer=None, kind="project"):
    chosen = dict(zip((head.place for head in question.heads), columns, strict=True))
    who = viewer or office("王")
    return confirm(kind, sender or Sender(), heads_of(question), chosen, viewer=who)


def test_a_foreign_sheet_is_asked_about_with_a_proposal_and_nothing_is_taken(foreign, take):
    result = take(foreign)
    assert not result.accepted
    proposed = {head.text: head.column for head in result.question.heads}
    assert proposed["计划总投资额(万元)"] == "total_investment"
    assert proposed["联系电话"] is None
    assert result.question.heads[0].samples == ("N-1", "N-2")
    assert not Project.objects.filter(code="N-1").exists()


def test_once_confirmed_the_next_file_of_that_sender_goes_through(foreign, take, tmp_path):
    mapping = confirmed(take(foreign).question, COLUMNS)
    assert take(foreign).created == 2
    assert Project.objects.get(code="N-1").total_investment == 6000 * 10_000 * 100
    again = write_xlsx(tmp_path / "下月.xlsx", HEADS, [("N-3", "三号工程", "371402", "8", "")])
    result = take(again)
    assert (result.accepted, result.question) == (True, None)
    mapping.refresh_from_db()
    assert mapping.uses == 2


def test_heads_count_as_the_same_whatever_their_width_row_and_title(foreign, take, tmp_path):
    confirmed(take(foreign).question, COLUMNS)
    heads = ("工程号码 ", "工程名字", "所在县区", "计划总投资额（万元）", "联系电话")
    moved = write_xlsx(tmp_path / "上移.xlsx", heads, ROWS, above=(["某县十一月工程表"], []))
    assert take(moved).created == 2


@pytest.mark.parametrize(
    "heads",
    [
        ("工程号码", "工程名字", "所在县区", "计划总投资额(万元)"),
        ("工程名字", "工程号码", "所在县区", "计划总投资额(万元)", "联系电话"),
        ("工程号码", "工程名字", "所在县区", "计划总投资额(亿元)", "联系电话"),
        ("工程号码", "工程名字", "所在县区", "计划总投资额(万元)", "联系电话", "备注"),
    ],
    ids=["one fewer", "two exchanged", "another unit", "one more"],
)
def test_a_changed_layout_asks_again_and_proposes_what_was_said(foreign, take, tmp_path, heads):
    confirmed(take(foreign).question, COLUMNS)
    rows = [(*ROWS[0], "x")[: len(heads)]]
    result = take(write_xlsx(tmp_path / "变.xlsx", heads, rows))
    assert not result.accepted
    proposed = {head.text: head.column for head in result.question.heads}
    assert (proposed["工程号码"], proposed["工程名字"]) == ("code", "name")


def test_another_sender_is_asked_anew(foreign, take):
    question = take(foreign).question
    confirmed(question, COLUMNS, sender=Sender("division", "371402"))
    assert take(foreign, sender=Sender("division", "371426")).question is not None
    assert take(foreign, sender=Sender("division", "371402")).created == 2


def test_another_unit_in_a_confirmed_head_is_told_and_never_taken_as_ours(city, take, tmp_path):
    heads = (*HEADS[:3], "计划总投资额(亿元)")
    path = write_xlsx(tmp_path / "亿.xlsx", heads, [row[:4] for row in ROWS])
    confirmed(take(path).question, COLUMNS[:4])
    result = take(path)
    assert [fault.code for fault in result.faults] == ["CHK-163"]
    assert result.faults[0].place.cell == "D1"


def test_the_three_amounts_are_never_crossed_by_a_proposal(city, take, tmp_path):
    heads = (
        "项目编号",
        "填报月份",
        "资金到位自报数",
        "资金到位核实数",
        "资金到位认定数",
        "资金到位数",
    )
    path = write_xlsx(tmp_path / "到位.xlsx", heads, [("P1", "2023-11", "3", "2", "1", "9")])
    proposed = {h.text: h.column for h in take(path, "project_report").question.heads}
    right = {
        "资金到位自报数": "funds_reported",
        "资金到位核实数": "funds_verified",
        "资金到位认定数": "funds_recognised",
    }
    assert all(proposed[head] in (None, column) for head, column in right.items())
    assert proposed["资金到位数"] is None


def test_the_three_amounts_are_not_crossed_by_a_person_either(city, take, tmp_path):
    path = write_xlsx(tmp_path / "到位.xlsx", REPORT_HEADS, [("P1", "2023-11", "3", "2", "1")])
    question = take(path, "project_report").question
    crossed = ("project", "month", "funds_verified", "funds_reported", "funds_recognised")
    with pytest.raises(FaultsError) as refusal:
        confirmed(question, crossed, kind="project_report")
    assert [fault.code for fault in refusal.value.faults] == ["MAP-003", "MAP-003"]
    assert not ProjectReport.objects.filter(month="2023-11").exists()


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        (("code", "name", "division", None, ""), ["MAP-001"]),
        (("code", "code", "division", "total_investment", ""), ["MAP-002"]),
        (("code", "name", "division", "nonsense", ""), ["MAP-004"]),
        (("", "", "", "", ""), ["MAP-006"]),
    ],
)
def test_an_answer_that_leaves_something_open_is_refused(foreign, take, columns, codes):
    with pytest.raises(FaultsError) as refusal:
        confirmed(take(foreign).question, columns)
    assert [fault.code for fault in refusal.value.faults] == codes
    assert ColumnMapping.objects.count() == 0


def test_values_of_a_head_that_is_left_out_are_not_looked_at(foreign, take, tmp_path):
    confirmed(take(foreign).question, COLUMNS)
    rows = [("N-1", "一号", "371402", "6", "#电话\ufffd")]
    assert take(write_xlsx(tmp_path / "b.xlsx", HEADS, rows)).accepted


def test_groups_over_two_lines_of_heads_tell_equal_heads_apart(city, take, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["工程号码", "工程名字", "所在县区", "金额", None])
    page.append([None, None, None, "总盘子", "当年盘子"])
    page.append(["N-1", "一号", "371402", "6000", "5"])
    for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        page.merge_cells(merged)
    book.save(tmp_path / "两行.xlsx")
    question = take(tmp_path / "两行.xlsx").question
    assert [head.text for head in question.heads][3:] == ["金额(总盘子)", "金额(当年盘子)"]
    confirmed(question, (*COLUMNS[:4], ""))
    assert take(tmp_path / "两行.xlsx").created == 1


def test_a_dropped_mapping_asks_again_and_stays_on_record(foreign, take):
    mapping = confirmed(take(foreign).question, COLUMNS)
    drop(mapping, viewer=office("李"))
    assert take(foreign).question is not None
    mapping.refresh_from_db()
    assert "李" in mapping.ended_by


def test_a_changed_answer_replaces_the_one_before(foreign, take):
    question = take(foreign).question
    confirmed(question, COLUMNS)
    confirmed(question, ("code", "name", "division", "", ""))
    assert ColumnMapping.objects.filter(ended_at=None).count() == 1
    assert take(foreign).accepted
    assert Project.objects.get(code="N-1").total_investment is None


def test_a_county_confirms_and_sees_its_own_alone(foreign, take):
    county = Viewer("县", (HeldRole("county", division="371402"),))
    question = take(foreign, viewer=county).question
    confirmed(question, COLUMNS, sender=Sender("division", "371402"), viewer=county)
    confirmed(question, COLUMNS, sender=Sender("division", "371426"))
    assert [mapping.sender for mapping in mappings_for(county)] == ["division:371402"]
    assert take(foreign, viewer=county).created == 2
    with pytest.raises(WrongUseError):
        confirmed(question, COLUMNS, sender=Sender("division", "371426"), viewer=county)


def test_a_sender_is_named_by_a_code_of_the_ledger(city):
    assert sender_of_code("371402") == Sender("division", "371402")
    with pytest.raises(WrongUseError, match="371402"):
        sender_of_code("371403x")
