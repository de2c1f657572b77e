"""A month is closed by two people: the first proposes it, the second closes."""

from dataclasses import replace

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import CHIEF, NOVEMBER, OFFICE, opened

from chainchief.access.faults import NotAllowedError
from chainchief.dispatch import closing
from chainchief.dispatch.agreed_closing import close_by_two, standing_proposal
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Closing, ClosingProposal
from chainchief.people.events import EventKind
from chainchief.people.models import SecurityEvent


@pytest.fixture
def city(ledger):
    asking.city()


def test_the_first_proposes_and_the_second_closes(city):
    first = close_by_two(NOVEMBER, viewer=OFFICE, reason="已核对")
    assert isinstance(first, ClosingProposal)
    assert not closing.is_closed(NOVEMBER)
    done = close_by_two(NOVEMBER, viewer=CHIEF)
    assert isinstance(done, Closing)
    assert done.reason == "已核对"
    assert standing_proposal(NOVEMBER) is None


def test_nobody_closes_what_they_proposed(city):
    close_by_two(NOVEMBER, viewer=OFFICE)
    with pytest.raises(DispatchError, match="由市链办 王敏提请关账"):
        close_by_two(NOVEMBER, viewer=OFFICE)
    stand_in = replace(CHIEF, acting_for=OFFICE.name)
    with pytest.raises(DispatchError):
        close_by_two(NOVEMBER, viewer=stand_in)
    assert not closing.is_closed(NOVEMBER)


def test_a_proposal_is_refused_while_answers_are_waited_for(city):
    opened()
    with pytest.raises(DispatchError, match="项目月调度"):
        close_by_two(NOVEMBER, viewer=OFFICE)
    assert standing_proposal(NOVEMBER) is None


def test_a_county_proposes_nothing(city):
    with pytest.raises(NotAllowedError):
        close_by_two(NOVEMBER, viewer=asking.NORTHERNER)


def test_a_reopened_month_needs_two_again(city):
    close_by_two(NOVEMBER, viewer=OFFICE)
    close_by_two(NOVEMBER, viewer=CHIEF)
    closing.reopen(NOVEMBER, viewer=OFFICE, reason="补报")
    assert isinstance(close_by_two(NOVEMBER, viewer=CHIEF), ClosingProposal)
    assert close_by_two(NOVEMBER, viewer=OFFICE).snapshot == "2023-11r2"


def test_a_small_office_closes_alone_for_a_reason_that_is_kept(city, monkeypatch):
    monkeypatch.setattr("chainchief.dispatch.agreed_closing.allows_alone", lambda: True)
    close_by_two(NOVEMBER, viewer=OFFICE)
    with pytest.raises(DispatchError):
        close_by_two(NOVEMBER, viewer=OFFICE, reason=" ")
    close_by_two(NOVEMBER, viewer=OFFICE, reason="另一人出差")
    assert closing.is_closed(NOVEMBER)
    assert SecurityEvent.objects.filter(event=EventKind.ALONE, subject="2023-11").exists()
