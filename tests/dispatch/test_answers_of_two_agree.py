"""Answers are held against each other before approval; both sides and the bureau are told."""

import datetime as dt

import pytest
from tests.dispatch import asking, parties
from tests.dispatch.asking import (
    CITY,
    NORTH,
    NORTHERN_HEAD,
    NORTHERNER,
    NOVEMBER,
    OFFICE,
    SOUTH,
    SOUTHERN_HEAD,
    SOUTHERNER,
    STAGES,
    WAN,
    opened,
    request_to,
)
from tests.dispatch.parties import (
    BANK,
    BANKER,
    FIRM,
    FIRM_CLERK,
    FIRM_HEAD,
    FORM,
    FURNISHER,
    LOANS,
    NUMBERS,
    SECOND_BANKER,
    SECOND_FURNISHER,
    STATISTICIANS,
    submitted,
)

from chainchief.access.scopes import Dimension
from chainchief.core.faults import FaultsError
from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.crosschecks.finding import disagreements, disagreements_of, folded
from chainchief.dispatch.answers.crosschecks.preset import crosschecks
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.models import RequestState
from chainchief.ledger import changelog
from chainchief.ledger.kinds.digital.models import InfrastructureCount
from chainchief.ledger.kinds.project.models import Project
from chainchief.people.models import Notice

NORTH_PAIR, SOUTH_PAIR = (NORTHERNER, NORTHERN_HEAD), (SOUTHERNER, SOUTHERN_HEAD)


@pytest.fixture
def town(ledger):
    asking.city()
    asking.accounts()
    parties.parties()


def codes(found) -> list[str]:
    return [one.check.code for one in found]


def stage(project, unit, day=5):
    return {
        f"{project}/started/{unit}": {
            "project": project,
            "stage": "started",
            "reported_by": unit,
            "occurred_on": dt.date(2023, 11, day),
        }
    }


def loans(of, dimension, **more):
    return request_to(opened(LOANS, of=(of,), dimension=dimension, **more), of)


OFFER = f"NEED-1/{BANK}/2023-10-10"


def lent(amount):
    request = loans(BANK, Dimension.ORGANISATION)
    return submitted(request, {OFFER: {"concluded_amount": amount}}, (BANKER, SECOND_BANKER))


def borrowed(amount):
    request = loans(FIRM, Dimension.ENTERPRISE, survey=FORM)
    return submitted(request, {OFFER: {"concluded_amount": amount}}, (FIRM_CLERK, FIRM_HEAD))


def furnished(item, division, quantity, unit):
    collection = opened(NUMBERS, of=(STATISTICIANS,), dimension=Dimension.ORGANISATION)
    values = {
        "item": item,
        "name": "供数",
        "division": division,
        "quantity": quantity,
        "unit": unit,
        "office": "市统计局",
        "provider": STATISTICIANS,
    }
    rows = {f"{item}/{division}/2023-11": values}
    people = (FURNISHER, SECOND_FURNISHER)
    return submitted(request_to(collection, STATISTICIANS), rows, people)


def test_one_project_in_the_answers_of_two_counties_is_told(town):
    collection = opened(STAGES)
    north = submitted(request_to(collection), stage("PRJ-0", NORTH), NORTH_PAIR)
    assert disagreements_of(north) == []
    held = request_to(collection, SOUTH)
    # The second unit has no right to the other's project; the office reports for it.
    south = submitted(held, stage("PRJ-0", SOUTH), (OFFICE, asking.CHIEF))
    (found,) = disagreements(NOVEMBER)
    assert found.check.code == "COL-091"
    assert found.to(north).facts["other"] == "南区"
    assert found.to(south).facts["other"] == "北县"


def test_both_sides_and_the_bureau_have_a_notice(town):
    collection = opened(STAGES)
    submitted(request_to(collection), stage("PRJ-0", NORTH), NORTH_PAIR)
    assert not Notice.objects.filter(topic="answer-disagrees").exists()
    submitted(request_to(collection, SOUTH), stage("PRJ-0", SOUTH), (OFFICE, asking.CHIEF))
    told = Notice.objects.filter(topic="answer-disagrees")
    names = set(told.values_list("account__username", flat=True))
    assert names == {one.name for one in asking.CAST}
    office = told.filter(account__username=OFFICE.name).first()
    assert office.link.endswith("/review/")


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("第０号 产业园（一期）", parties.CREDIT_CODE, ["COL-092"]),
        ("另一个产业园", parties.CREDIT_CODE, []),
        ("第0号产业园(一期)", None, []),
    ],
)
def test_one_name_and_one_credit_code_under_two_codes_is_told(town, name, code, expected):
    with changelog.acting("clerk", "two codes"):
        own = Project.objects.get(code="PRJ-0")
        own.name, own.enterprise_id, own.version = "第0号产业园(一期)", FIRM, own.version + 1
        own.save()
        other = Project.objects.get(code="PRJ-3")
        other.name, other.version = name, other.version + 1
        other.enterprise_id = FIRM if code else None
        other.save()
    collection = opened(STAGES)
    submitted(request_to(collection), stage("PRJ-0", NORTH), NORTH_PAIR)
    submitted(request_to(collection, SOUTH), stage("PRJ-3", SOUTH), SOUTH_PAIR)
    assert codes(disagreements(NOVEMBER)) == expected


def test_a_linked_duplicate_is_no_second_project(town):
    with changelog.acting("clerk", "linked"):
        for code in ("PRJ-0", "PRJ-3"):
            one = Project.objects.get(code=code)
            one.name, one.enterprise_id, one.version = "产业园", FIRM, one.version + 1
            one.duplicate_of_id = "PRJ-0" if code == "PRJ-3" else None
            one.save()
    collection = opened(STAGES)
    submitted(request_to(collection), stage("PRJ-0", NORTH), NORTH_PAIR)
    submitted(request_to(collection, SOUTH), stage("PRJ-3", SOUTH), SOUTH_PAIR)
    assert disagreements(NOVEMBER) == []


def test_a_name_is_the_same_whatever_its_brackets_and_width():
    assert folded("示例（北方）Ｂ 园") == folded("示例(北方)b园")
    assert folded("示例一期") != folded("示例二期")


def test_a_bank_and_a_firm_state_one_loan(town):
    bank = lent(3_000_000_00)
    firm = borrowed(2_000_000_00)
    (found,) = disagreements(NOVEMBER)
    assert found.check.code == "COL-093"
    assert found.to(bank).facts["other"] == "示例机械有限公司"
    assert found.to(firm).facts["other"] == "演示银行"


def test_the_other_sides_amount_is_not_told_to_a_side(town):
    lent(3_000_000_00)
    firm = borrowed(2_000_000_00)
    (found,) = disagreements_of(firm)
    assert "300" not in found.to(firm).text
    assert {side.says for side in found.sides} == {"300", "200"}


def test_amounts_that_agree_are_not_told(town):
    lent(3_000_000_00)
    borrowed(3_000_000_00)
    assert disagreements(NOVEMBER) == []


def test_one_cell_that_two_answer_differently_is_told(town):
    table = QuestionnaireTable("project", ("total_investment",), where={"chain": "BIO"})
    by_unit = request_to(opened(table))
    chain = request_to(opened(table, of=("BIO",), dimension=Dimension.CHAIN), "BIO")
    mine = {f"PRJ-{n}": {"total_investment": 90_000 * WAN} for n in range(3)}
    submitted(by_unit, mine, NORTH_PAIR)
    theirs = {f"PRJ-{n}": {"total_investment": 90_000 * WAN} for n in range(6)}
    theirs["PRJ-1"] = {"total_investment": 80_000 * WAN}
    submitted(chain, theirs, (OFFICE, asking.CHIEF))
    (found,) = disagreements(NOVEMBER)
    assert (found.check.code, found.sides[0].code) == ("COL-090", "PRJ-1")


def test_a_draft_of_another_is_not_compared(town):
    bank = lent(3_000_000_00)
    request = loans(FIRM, Dimension.ENTERPRISE, survey=FORM)
    answer = parties.empty(request)
    answer.put(0, OFFER, "concluded_amount", 2_000_000_00)
    draft = acts.save(request, answer, parties.empty(request), viewer=FIRM_CLERK)
    assert disagreements_of(bank) == []
    assert codes(disagreements_of(draft)) == ["COL-093"]


def test_a_units_sum_is_held_against_its_firms_answers(town):
    with changelog.acting("clerk", "whose"):
        for code in ("PRJ-0", "PRJ-1"):
            one = Project.objects.get(code=code)
            one.enterprise_id, one.version = FIRM, one.version + 1
            one.save()
    collection = opened(asking.REPORTS, of=(FIRM,), dimension=Dimension.ENTERPRISE, survey=FORM)
    firm = request_to(collection, FIRM)
    rows = {
        f"PRJ-{n}/2023-11/0": {"invested": 1500 * WAN, "funds_reported": 100 * WAN}
        for n in range(2)
    }
    submitted(firm, rows, (OFFICE, asking.CHIEF))
    # 1500 + 1500 as answered; PRJ-2 has not reported, so that its October stands: 3000.
    furnished("project-invested", NORTH, 6000 * WAN, "万元")
    assert disagreements(NOVEMBER) == []


def test_a_units_sum_that_differs_is_told_to_the_unit_and_its_firms(town):
    with changelog.acting("clerk", "whose"):
        one = Project.objects.get(code="PRJ-0")
        one.enterprise_id, one.version = FIRM, one.version + 1
        one.save()
    collection = opened(asking.REPORTS, of=(FIRM,), dimension=Dimension.ENTERPRISE, survey=FORM)
    firm = request_to(collection, FIRM)
    row = {"PRJ-0/2023-11/0": {"invested": 1500 * WAN, "funds_reported": 100 * WAN}}
    firm = submitted(firm, row, (OFFICE, asking.CHIEF))
    unit = furnished("project-invested", NORTH, 6000 * WAN, "万元")
    (found,) = disagreements(NOVEMBER)
    assert found.check.code == "COL-094"
    assert found.concerns(firm)
    assert found.concerns(unit)
    # 1500 + 2000 + 3000
    assert found.sides[1].says == "6500"


@pytest.mark.parametrize(("stations", "expected"), [(1050, []), (1053, ["COL-094"])])
def test_a_furnished_number_is_held_against_the_ledgers_own(town, stations, expected):
    with changelog.acting("clerk", "stations"):
        for unit, number in ((NORTH, 600), (SOUTH, 400)):
            InfrastructureCount.objects.create(
                code=f"5g-stations/{unit}/{BANK}/2023-11",
                name="5G基站",
                item="5g-stations",
                division_id=unit,
                operator_id=BANK,
                month="2023-11",
                quantity=number,
                unit="个",
            )
    request = furnished("5g-stations", CITY, stations, "个")
    found = disagreements_of(request)
    assert codes(found) == expected
    if found:
        assert found[0].to(request).facts["other"] == "台账"


def test_what_was_approved_stays_a_side(town):
    bank = acts.approve(lent(3_000_000_00), viewer=OFFICE)
    assert bank.state == RequestState.APPROVED
    request = loans(FIRM, Dimension.ENTERPRISE, survey=FORM, name="企业再报")
    answer = parties.empty(request)
    answer.put(0, OFFER, "concluded_amount", 2_000_000_00)
    draft = acts.save(request, answer, parties.empty(request), viewer=FIRM_CLERK)
    assert codes(disagreements_of(draft)) == ["COL-093"]


def test_faults_of_the_preset_are_told_with_their_lines(own_home):
    folder = own_home / "presets"
    folder.mkdir()
    (folder / "crosschecks.yaml").write_text(
        """source: 本市
version: 1
valid_from: 2022-01-01
loans:
  - {kind: financing_offer, amount: nothing, lender: bank, borrower: need.nobody}
sums:
  - code: a
    name: {zh: 甲, en: a}
    whole: {kind: no_kind, column: quantity}
    parts: {kind: project_report, column: progress, span: year}
    within: 0
  - code: b
    name: {zh: 乙, en: b}
    whole: {kind: project_report, column: invested}
    parts: {kind: chain, column: name, span: year}
    within: 0
""",
        encoding="utf-8",
    )
    with pytest.raises(FaultsError) as refused:
        crosschecks()
    # Chains have no unit, and a name is no number; a whole has its unit itself.
    expected = ["COL-006", "COL-007", "COL-009", "COL-008", "COL-008", "COL-009"]
    assert [fault.code for fault in refused.value.faults] == expected


def test_new_rows_of_a_kind_with_a_month_are_of_the_collections_month(town):
    request = furnished("5g-stations", CITY, 11_000, "个")
    done = acts.approve(request, viewer=OFFICE)
    (row,) = [one for one in done.approved.all() if one.kind == "furnished_number"]
    assert row.key == f"5g-stations/{CITY}/2023-11"
    assert NUMBERS.rows == RowsOf.NEW
