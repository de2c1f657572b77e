"""A change set is written whole, parents first, or refused with every fault in plain words."""

import datetime as dt

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import GROUND, QINGYUN, project, revise, stage, unit, write

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.ledger.changesets import Applied, Creation
from chainchief.ledger.errors import NoActorError, StaleVersionError
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import Project, ProjectStage

pytestmark = pytest.mark.usefixtures("any_ledger")


def refused(*changes):
    """The faults with which these changes are refused."""
    with pytest.raises(FaultsError) as refusal:
        write(*changes)
    return refusal.value.faults


def codes(faults):
    return [fault.code for fault in faults]


def test_children_and_parents_are_written_together_in_whatever_order_they_come():
    applied = write(stage("P0001"), project("P0001"), *reversed(GROUND))
    assert applied == Applied(created=8, revised=0, unchanged=0)
    assert Project.objects.get().division.name == "庆云县"


def test_the_code_of_a_child_is_composed():
    write(*GROUND, project("P0001"), stage("P0001"))
    assert ProjectStage.objects.get().code == f"P0001/started/{QINGYUN}"


def test_a_revision_changes_the_named_columns_and_raises_the_version():
    write(*GROUND, project("P0001", total_investment=600_000_000_00))
    write(revise(Project.objects.get(), name="二期"))
    changed = Project.objects.get()
    assert (changed.version, changed.name) == (2, "二期")
    assert (changed.total_investment, changed.chain_id) == (600_000_000_00, "NEW-IT")


def test_a_blank_clears_a_column():
    write(*GROUND, project("P0001", filing_number="备2023-1"))
    write(revise(Project.objects.get(), chain="", filing_number=""))
    assert (Project.objects.get().chain_id, Project.objects.get().filing_number) == (None, "")


def test_a_record_that_moved_on_is_named_and_nothing_is_written():
    write(*GROUND, project("P0001"), project("P0002"))
    first, second = Project.objects.order_by("code")
    write(revise(first, name="甲"))
    with pytest.raises(StaleVersionError) as refusal:
        write(revise(first, name="乙"), revise(second, name="丙"), project("P0003"))
    (stale,) = refusal.value.records
    assert (stale.code, stale.expected, stale.current) == ("P0001", 1, 2)
    assert "P0001" in str(refusal.value)
    assert sorted(Project.objects.values_list("name", flat=True)) == ["甲", "项目P0002"]


def test_a_record_that_is_not_there_is_stale_too():
    write(*GROUND, project("P0001"))
    ghost = Project(code="P0009", version=1)
    with pytest.raises(StaleVersionError) as refusal:
        write(revise(ghost, name="x"))
    assert refusal.value.records[0].current is None


def test_every_fault_is_told_at_once():
    write(*GROUND, project("P0001"))
    faults = refused(
        project("P0001"),
        project("P0002", division="379999"),
        project("P0003", name=""),
        project("P0004", construction="rebuilt"),
        project("P0005"),
        project("P0005"),
    )
    assert sorted(codes(faults)) == ["CHK-005", "CHK-101", "CHK-120", "CHK-123", "LED-003"]
    assert Project.objects.count() == 1


@pytest.mark.parametrize("second", [{"name": "乙"}, {"filing_number": "备1"}])
def test_a_record_revised_twice_in_one_change_is_refused_by_name(second):
    write(*GROUND, project("P0001"))
    one = Project.objects.get()
    (fault,) = refused(revise(one, name="甲"), revise(one, **second))
    assert fault.code == "CHK-123"
    assert "P0001" in fault.text
    assert (Project.objects.get().name, Project.objects.get().version) == ("项目P0001", 1)


def test_a_missing_reference_is_told_with_its_record_and_column():
    write(*GROUND)
    (fault,) = refused(project("P0001", enterprise="E9999"))
    assert fault.code == "CHK-120"
    assert "P0001" in fault.text
    assert "E9999" in fault.text


def test_where_a_row_came_from_is_told():
    write(*GROUND)
    row = Creation("project", "P0001", {"name": "", "division": QINGYUN}, origin="项目!17")
    (fault,) = refused(row)
    assert (fault.place.sheet, fault.place.line) == ("项目", 17)


def test_a_constraint_of_the_database_is_told_in_words():
    write(*GROUND)
    ends_early = {"valid_from": dt.date(2023, 5, 1), "valid_to": dt.date(2023, 4, 30)}
    (fault,) = refused(project("P0001"), project("P0002", **ends_early))
    assert fault.code == "CHK-130"
    assert "P0002" in fault.text


def test_a_credit_code_belongs_to_one_firm():
    firm = {"name": "某公司", "division": QINGYUN, "credit_code": "91110000600037341L"}
    write(*GROUND, Creation("enterprise", "E1", firm))
    assert codes(refused(Creation("enterprise", "E2", firm))) == ["CHK-125"]
    other = {**firm, "credit_code": "91350100M000100Y43"}
    twins = [Creation("enterprise", code, other) for code in ("E3", "E4")]
    assert codes(refused(*twins)) == ["CHK-126"]
    none = {**firm, "credit_code": ""}
    write(Creation("enterprise", "E5", none), Creation("enterprise", "E6", none))
    assert Enterprise.objects.filter(credit_code=None).count() == 2


def test_a_key_never_changes():
    write(*GROUND, project("P0001"), project("P0002"), stage("P0001"))
    reported = ProjectStage.objects.get()
    assert codes(refused(revise(reported, project="P0002"))) == ["CHK-124"]
    assert codes(refused(revise(Project.objects.first(), code="P0007"))) == ["LED-006"]


def test_a_number_too_large_for_its_column_is_a_fault():
    write(*GROUND)
    large = Creation("chain", "X", {"name": "X", "position": 2**40})
    assert codes(refused(large)) == ["CHK-131"]
    assert codes(refused(unit("371424", "临" * 201))) == ["CHK-006"]


@pytest.mark.parametrize("name", [5, True, dt.date(2023, 1, 1), ["甲"]])
def test_a_name_that_is_no_text_is_a_fault(name):
    write(*GROUND)
    assert codes(refused(unit("371424", name))) == ["CHK-011"]


def test_an_unknown_column_is_wrong_use():
    with pytest.raises(WrongUseError, match="colour"):
        write(unit("371424", "临邑县", colour="red"))


@pytest.mark.parametrize("nobody", ["", "  "])
def test_a_change_by_nobody_is_refused(nobody):
    with pytest.raises(NoActorError):
        write(*GROUND, viewer=office(nobody))
    assert Division.objects.count() == 0


def test_what_equals_a_right_value_and_is_none_is_refused_beside_it():
    """1 and True are equal to a program; the second is no amount of money."""
    right, wrong = project("P0001", total_investment=1_000_000), project("P0002")
    wrong.values["total_investment"] = True
    also = project("P0003", total_investment=1)
    faults = refused(*GROUND, right, also, wrong)
    assert [(fault.place.record, fault.code) for fault in faults] == [("项目 P0002", "CHK-001")]


def test_a_value_that_no_column_holds_is_refused_and_does_not_stop_the_rest():
    wrong = project("P0001")
    wrong.values["name"] = ["甲"]
    assert codes(refused(*GROUND, wrong, project("P0002"))) == ["CHK-011"]
