"""Two units that follow one investor hear of each other, and the protected one signs first."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.leads import leads_cast as town
from tests.desk.leads.leads_cast import step

from chainchief.core.faults import FaultsError
from chainchief.desk.leads.investors import claims_on, key_of
from chainchief.desk.leads.machine import LeadAct
from chainchief.desk.reminders import remind
from chainchief.ledger import changelog
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.people.models import Notice


def told() -> set[tuple[str, str]]:
    rows = Notice.objects.filter(topic="lead-claimed")
    return {(one.account.username, one.about) for one in rows.select_related("account")}


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("海东生物装备有限公司", "海东生物装备 股份有限公司", True),
        ("海东生物（集团）有限公司", "海东生物集团", True),
        ("ＨＤ生物", "hd生物有限公司", True),
        ("海东生物装备有限公司", "海西生物装备有限公司", False),
        ("公司", "集团", False),
    ],
)
def test_names_are_one_whatever_form_of_the_firm_is_written(one, other, is_same):
    assert (key_of(one) == key_of(other)) is is_same


def test_both_units_and_the_office_are_told_the_unit_and_its_days_alone(desk):
    cast.accounts()
    first = town.received()
    desk.set(dt.date(2026, 11, 16))
    second = town.received(
        cast.OTHER_COUNTY,
        division=cast.SOUTH,
        name="机密项目名",
        investor_name="海东生物装备股份有限公司",
    )
    assert told() == {
        (who, f"lead {lead.code} claimed by {other}")
        for lead, other, unit in (
            (first, cast.SOUTH, cast.COUNTY),
            (second, cast.NORTH, cast.OTHER_COUNTY),
        )
        for who in (unit.name, cast.OFFICE.name, cast.COLLEAGUE.name)
    }
    seen = Notice.objects.get(topic="lead-claimed", account__username=cast.COUNTY.name)
    assert "机密项目名" not in seen.facts
    assert second.code not in seen.facts
    (claim,) = claims_on(first)
    assert (claim.unit, claim.since) == ("南区", dt.date(2026, 11, 16))


def test_while_it_is_protected_the_other_unit_does_not_sign(desk):
    town.received()
    desk.set(dt.date(2026, 11, 16))
    second = town.in_talks(cast.OTHER_COUNTY, division=cast.SOUTH)
    with pytest.raises(FaultsError) as raised:
        step(second, LeadAct.SIGN, cast.OTHER_COUNTY)
    (fault,) = raised.value.faults
    assert (fault.code, fault.facts["unit"]) == ("DSK-428", "北县")
    by_office = step(second, LeadAct.SIGN, cast.OFFICE, informant="李莉")
    assert by_office.state == "signed"


def test_after_the_protection_it_signs(desk):
    town.received()
    second = town.in_talks(cast.OTHER_COUNTY, division=cast.SOUTH)
    desk.set(dt.date(2027, 5, 11))
    assert step(second, LeadAct.SIGN, cast.OTHER_COUNTY).state == "signed"


def test_what_came_by_workbook_is_told_by_the_daily_reminder_once(desk):
    cast.accounts()
    with changelog.acting("clerk", "import"):
        for number, unit in enumerate((cast.NORTH, cast.SOUTH), start=1):
            Lead.objects.create(
                code=f"XS-{number}",
                name="某项目",
                division_id=unit,
                investor_name="海东生物",
                state="valid",
                received_on=cast.DAY,
            )
    remind()
    assert len(told()) == 6
    Notice.objects.update(read_at=dt.datetime(2026, 11, 12, tzinfo=dt.UTC))
    remind()
    assert Notice.objects.filter(topic="lead-claimed").count() == 6


def test_two_leads_of_one_unit_are_its_own_matter(desk):
    cast.accounts()
    assert claims_on(town.received()) == []
    town.received(name="二期")
    assert told() == set()
