"""In a small office one person may do what needs two, with a reason; never for administrators."""

from pathlib import Path

import pytest
from tests.people.offices import AT_THE_MACHINE, codes, granted, new, wish

from chainchief.core.faults import FaultsError
from chainchief.people import grants, log_in_preset, verification
from chainchief.people.models import SecurityEvent


@pytest.fixture
def small(office, own_home):
    shipped = Path(log_in_preset.__file__).parent / "presets" / "log-in.yaml"
    text = shipped.read_text(encoding="utf-8")
    (own_home / "presets").mkdir(exist_ok=True)
    (own_home / "presets" / "log-in.yaml").write_text(
        text.replace("small_office: false", "small_office: true"), encoding="utf-8"
    )


def alone(account, role="county", reason="只有一名管理人员", **more):
    grant = grants.propose(wish(account, role, **more), viewer=AT_THE_MACHINE, reason="分工")
    return grants.approve(grant.pk, viewer=AT_THE_MACHINE, reason=reason, alone=True)


def refused(*args, **more):
    with pytest.raises(FaultsError) as refusal:
        alone(*args, **more)
    return codes(refusal)


def test_elsewhere_one_person_alone_grants_nothing(office):
    assert refused(new("zhou")) == ["PPL-129"]


def test_what_one_did_alone_has_a_reason_and_an_event_of_its_own(small):
    account = new("zhou")
    grant = alone(account)
    event = SecurityEvent.objects.get(event="done-alone")
    assert "只有一名管理人员" in event.facts
    assert str(grant.pk) in event.facts
    assert verification.verify() == []
    assert refused(new("wu"), reason="") == ["PPL-105"]


def test_an_administrator_needs_two_persons_everywhere(small):
    assert refused(new("zhou"), "audit-admin") == ["PPL-129"]


def test_one_person_may_hold_several_roles_but_no_administrators(small):
    account = new("zhou")
    granted(account)
    granted(account, "task-force", chain="BIO")
    assert refused(account, "audit-admin") == ["PPL-118", "PPL-118"]
