"""Other records by code, by name, or as the drop-down lists show them."""

import pytest
from tests.fixtures.viewers import office
from tests.intake.records import enter
from tests.intake.workbooks import write_csv, write_xlsx

from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.registers import register_of

HEADS = ("编号", "名称", "落地单位", "产业链")


@pytest.fixture(autouse=True)
def _quick(city, read_here):
    """Read in this process."""


def project(division, chain=None):
    return HEADS, [("N1", "甲", division, chain)]


@pytest.mark.parametrize(
    "text",
    [
        "371402",
        371402,
        "德城区",
        " 德城区\u00a0",
        "德 城 区",
        "371402 德城区",
        "371402\u3000德城区",
        "371402德城区",
        "371402-德城区",
        "德城区(371402)",
        "德城区（371402）",
        "３７１４０２",
    ],
)
def test_a_code_a_name_and_both_are_one_record(take, tmp_path, text):
    assert take("project", write_xlsx(tmp_path / "t.xlsx", *project(text))).created == 1
    assert Project.objects.get(code="N1").division_id == "371402"


def test_names_are_read_in_a_csv_too(take, tmp_path):
    assert (
        take("project", write_csv(tmp_path / "t.csv", *project("德城区", "生物医药"))).created == 1
    )
    assert Project.objects.get(code="N1").chain_id == "BIO"


def test_a_name_that_two_records_have_is_refused_with_both(take, tmp_path):
    enter("division", {"code": "371499", "name": "德城区", "level": "zone", "parent": "371400"})
    (fault,) = take("project", write_xlsx(tmp_path / "t.xlsx", *project("德城区"))).faults
    assert (fault.code, fault.place.cell) == ("CHK-118", "C2")
    assert "371402 德城区、371499 德城区" in fault.text
    both = write_xlsx(tmp_path / "u.xlsx", *project("371499 德城区"))
    assert take("project", both).created == 1


def test_a_name_also_held_by_a_withdrawn_record_means_the_one_in_force(take, tmp_path):
    from chainchief.ledger.actions import withdraw
    from chainchief.ledger.kinds.division.models import Division

    enter("division", {"code": "371499", "name": "德城区", "level": "zone", "parent": "371400"})
    old = Division.objects.get(code="371499")
    withdraw("division", old.uid, old.version, viewer=office("市局"), reason="撤销")
    assert take("project", write_xlsx(tmp_path / "t.xlsx", *project("德城区"))).created == 1
    assert Project.objects.get(code="N1").division_id == "371402"


def test_the_name_of_a_withdrawn_record_says_that_it_was_withdrawn(take, tmp_path):
    from chainchief.ledger.actions import withdraw
    from chainchief.ledger.kinds.division.models import Division

    old = Division.objects.get(code="371426")
    withdraw("division", old.uid, old.version, viewer=office("市局"), reason="撤销")
    (fault,) = take("project", write_xlsx(tmp_path / "t.xlsx", *project("平原县"))).faults
    assert fault.code == "CHK-121"


def test_a_code_with_the_name_of_another_is_refused(take, tmp_path):
    (fault,) = take("project", write_xlsx(tmp_path / "t.xlsx", *project("371402 平原县"))).faults
    assert (fault.code, fault.place.cell) == ("CHK-119", "C2")
    assert "编号 371402 是“德城区”" in fault.text


def test_a_record_renamed_since_the_export_stays_where_it_stood(take, tmp_path):
    enter("project", {"code": "N1", "name": "甲", "division": "371402"})
    stale = write_xlsx(tmp_path / "t.xlsx", *project("371402 德县"))
    result = take("project", stale)
    assert (result.accepted, result.unchanged) == (True, 1)


def test_the_name_of_a_row_of_the_same_table_is_known(take, tmp_path):
    from chainchief.ledger.kinds.division.models import Division

    heads = ("code", "name", "level", "parent")
    rows = [("371502", "东昌府区", "county", "聊城市"), ("371500", "聊城市", "city", None)]
    assert take("division", write_xlsx(tmp_path / "t.xlsx", heads, rows)).created == 2
    assert Division.objects.get(code="371502").parent_id == "371500"


def test_a_name_makes_the_code_that_is_composed_of_it(take, tmp_path):
    heads = ("project", "division", "role", "share")
    rows = [("项目P03", "德城区", "landing", 100)]
    assert take("project_share", write_xlsx(tmp_path / "t.xlsx", heads, rows)).created == 1
    shares = register_of("project_share").model._default_manager
    assert shares.get().code == "P03/371402"


def test_what_is_written_is_never_another_record(city):
    """Codes and names that run into each other are written as bare codes."""
    for code, name in (("A", "1 B"), ("A 1", "B"), ("A 1 B", "丙"), ("C", "丁")):
        enter("project_list", {"code": code, "name": name})
    lists = NamedRecords(register_of("project_list"))
    written = {code: lists.written(code) for code in lists.name_of}
    assert written["C"] == "C 丁"
    assert written["A"] == "A"
    assert {code: lists.code_of(text) for code, text in written.items()} == {c: c for c in written}


def test_a_document_is_named_before_its_hash(city):
    documents = NamedRecords(register_of("document"))
    (code,) = documents.name_of
    assert documents.written(code) == f"备案证.pdf {code}"
    assert documents.code_of("备案证.pdf") == code
