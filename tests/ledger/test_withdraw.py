"""Nothing is deleted: it is withdrawn, with a reason, and can be reinstated."""

import datetime as dt
import uuid

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import CLERK, GROUND, project, revise, write

from chainchief.core.faults import FaultsError
from chainchief.ledger.actions import reinstate, withdraw
from chainchief.ledger.errors import NoReasonError, StaleVersionError
from chainchief.ledger.kinds.project.models import Project

pytestmark = pytest.mark.usefixtures("any_ledger")


@pytest.fixture
def one():
    write(*GROUND, project("P0001"))
    return Project.objects.get()


def test_a_withdrawn_record_stays_with_its_day_and_reason(one):
    day = dt.date(2023, 12, 4)
    withdraw("project", one.uid, 1, viewer=office(CLERK), reason="重复上报", on=day)
    after = Project.objects.get()
    assert (after.version, after.withdrawn_on, after.withdrawn_reason) == (2, day, "重复上报")


def test_a_withdrawal_needs_a_reason(one):
    with pytest.raises(NoReasonError):
        withdraw("project", one.uid, 1, viewer=office(CLERK), reason=" ")
    assert Project.objects.get().withdrawn_on is None


def test_it_cannot_be_withdrawn_twice_nor_reinstated_twice(one):
    withdraw("project", one.uid, 1, viewer=office(CLERK), reason="误录")
    with pytest.raises(FaultsError) as twice:
        withdraw("project", one.uid, 2, viewer=office(CLERK), reason="误录")
    assert twice.value.faults[0].code == "LED-020"
    reinstate("project", one.uid, 2, viewer=office(CLERK), reason="核实无误")
    assert (Project.objects.get().withdrawn_on, Project.objects.get().version) == (None, 3)
    with pytest.raises(FaultsError) as thrice:
        reinstate("project", one.uid, 3, viewer=office(CLERK), reason="核实无误")
    assert thrice.value.faults[0].code == "LED-021"


def test_a_withdrawn_record_cannot_be_revised(one):
    withdraw("project", one.uid, 1, viewer=office(CLERK), reason="误录")
    with pytest.raises(FaultsError) as refusal:
        write(revise(Project.objects.get(), name="新名"))
    assert refusal.value.faults[0].code == "CHK-122"
    assert "误录" in refusal.value.faults[0].text


def test_a_version_that_moved_on_is_not_withdrawn(one):
    write(revise(one, name="新名"))
    with pytest.raises(StaleVersionError):
        withdraw("project", one.uid, 1, viewer=office(CLERK), reason="误录")
    with pytest.raises(StaleVersionError):
        withdraw("project", uuid.uuid4(), 1, viewer=office(CLERK), reason="误录")
