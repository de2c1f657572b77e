"""What a changed definition does to every closed month is seen before it is adopted."""

import pytest
from tests.indicators.conftest import CITY, NINGJIN
from tests.indicators.sentences.small_ledger import write

from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.revisions import Reason
from chainchief.indicators.trial import compare_definition

OFFICE = Viewer("office", (HeldRole("chain-office"),))


@pytest.fixture
def closed(city):
    write(city)
    for month in ("2023-04", "2023-05", "2023-11"):
        close(Month.parse(month), viewer=OFFICE)
    return city


def redefined(code="IND-PRJ-STARTED", **conditions):
    known = dict(load()[code].canonical)
    return {**known, "where": {**known["where"], **conditions}}


LARGE = {"project.total_investment": {"at_least": "10亿元"}}


def test_each_closed_month_is_told_before_and_after(closed):
    found = compare_definition(redefined(**LARGE), "", OFFICE)
    told = [(str(each.month), each.before.display, each.after.display) for each in found.months]
    assert told == [
        ("2023-04", "1个", "1个"),
        ("2023-05", "2个", "1个"),
        ("2023-11", "3个", "1个"),
    ]
    assert [str(each.month) for each in found.changed] == ["2023-05", "2023-11"]


def test_the_records_that_make_the_difference_are_named(closed):
    found = compare_definition(redefined(**LARGE), "", OFFICE, latest=1)
    (november,) = found.months
    assert [(each.code, each.old, each.new) for each in november.changes] == [
        ("P2", 1, None),
        ("P3", 1, None),
    ]
    assert {each.reason for each in november.changes} == {Reason.DEFINITION}


def test_figures_that_rest_on_it_are_told_too(closed):
    found = compare_definition(redefined(**LARGE), "", OFFICE)
    assert "IND-PRJ-FUNDS-REPORTED" in found.dependents
    assert all(each.differs for months in found.dependents.values() for each in months)


def test_the_same_definition_changes_nothing(closed):
    found = compare_definition(redefined(), "", OFFICE)
    assert len(found.months) == 3
    assert (found.changed, dict(found.dependents)) == ((), {})


def test_a_new_indicator_has_its_value_in_every_closed_month(closed):
    new = {**redefined(**LARGE), "code": "IND-TRY-NEW", "name": {"zh": "新设", "en": "New"}}
    found = compare_definition(new, NINGJIN, OFFICE)
    assert [(each.before, each.after.display) for each in found.months] == [(None, "0个")] * 3


def test_a_wrong_definition_has_its_faults_and_no_month(closed):
    found = compare_definition(redefined(stag="x"), CITY, OFFICE)
    assert [each.key for each in found.faults] == ["where.stag"]
    assert found.months == ()


def test_another_unit_is_closed_to_a_county(closed):
    county = Viewer("county", (HeldRole("county", division=NINGJIN),))
    assert compare_definition(redefined(), NINGJIN, county).months
    with pytest.raises(NotAllowedError):
        compare_definition(redefined(), CITY, county)
