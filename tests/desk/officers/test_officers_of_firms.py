"""Officers of firms: contacts and when the next is due, hand-over, coverage, confidentiality."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.cast import COUNTY, FIRM, OFFICE, OTHER_COUNTY
from tests.fixtures.accounts import make_account, sign_in
from tests.web.importing import text_of

from chainchief.core.faults import FaultsError
from chainchief.desk.officers.acts import Contact, add_contact, hand_over, name_officer
from chainchief.desk.officers.standing import officers_in_reach, served, without_officer
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.items import Question, View, Whose
from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.kinds.requirement.models import ProjectRequirement
from chainchief.ledger.kinds.service.models import OfficerContact, ServiceOfficer

SINCE = dt.date(2026, 3, 2)
MU = 200_000


@pytest.fixture
def town(desk):
    """Two firms above scale; the first has an officer of the staff since March."""
    with changelog.acting("clerk", "officers"):
        for firm in Enterprise.objects.all():
            firm.above_scale_from, firm.version = dt.date(2020, 1, 1), 2
            firm.save()
        for code, name, level in (("PER-1", "赵专员", "staff"), ("PER-2", "钱局长", "department")):
            Person.objects.create(code=code, name=name, level=level, organisation_id=cast.BUREAU)
        ServiceOfficer.objects.create(
            code="PER-1/QY-1", person_id="PER-1", enterprise_id="QY-1", valid_from=SINCE
        )
    return desk


def officer(code="PER-1/QY-1"):
    return ServiceOfficer.objects.get(code=code)


def contact(day, **said):
    return Contact(**{"day": day, "way": "phone", "matter": "了解生产", **said})


def codes_of(refusal):
    return {fault.kind.code for fault in refusal.value.faults}


def test_the_next_contact_is_due_by_the_tier_after_the_last_one(town):
    (one,) = served(officers_in_reach(OFFICE, cast.DAY))
    assert (one.last, one.due) == (None, SINCE + dt.timedelta(days=90))
    assert one.is_late(cast.DAY)
    add_contact(officer(), contact("2026-11-02"), viewer=COUNTY)
    (one,) = served(officers_in_reach(OFFICE, cast.DAY))
    assert one.due == dt.date(2027, 1, 31)
    assert not one.is_late(cast.DAY)


def test_a_contact_ends_the_wait_of_the_one_before_also_when_it_is_entered_late(town):
    first = add_contact(officer(), contact("2026-05-06"), viewer=COUNTY)
    last = add_contact(officer(), contact("2026-11-02"), viewer=COUNTY)
    between = add_contact(officer(), contact("2026-08-03"), viewer=COUNTY)
    again = add_contact(officer(), contact("2026-11-02", way="visit"), viewer=COUNTY)
    days = dict(OfficerContact.objects.values_list("code", "followed_on"))
    assert days[first.code] == dt.date(2026, 11, 2)
    assert days[between.code] == dt.date(2026, 11, 2)
    assert days[last.code] == dt.date(2026, 11, 2)
    assert days[again.code] is None
    assert again.number == 2


@pytest.mark.parametrize(
    ("said", "viewer", "code"),
    [
        ({"day": "2026-11-12"}, COUNTY, "DSK-383"),
        ({"day": "2026-03-01"}, COUNTY, "DSK-383"),
        ({"day": "昨天"}, COUNTY, "DSK-383"),
        ({"way": "gift"}, COUNTY, "DSK-382"),
        ({"matter": " "}, COUNTY, "DSK-381"),
        ({"difficulty": "KN-1"}, COUNTY, "DSK-388"),
        ({}, OTHER_COUNTY, "DSK-380"),
        ({}, cast.CHIEF, "DSK-380"),
        ({}, cast.BANKER, "DSK-380"),
    ],
)
def test_a_contact_that_is_none_is_told_why(town, said, viewer, code):
    with pytest.raises(FaultsError) as refusal:
        add_contact(officer(), contact(**{"day": "2026-11-02", **said}), viewer=viewer)
    assert codes_of(refusal) == {code}
    assert not OfficerContact.objects.exists()


def test_a_firm_is_handed_over_with_dates_that_join(town):
    add_contact(officer(), contact("2026-05-06"), viewer=COUNTY)
    new = hand_over(officer(), "PER-2", viewer=COUNTY, reason="岗位调整")
    assert (officer().valid_to, new.valid_from) == (cast.DAY - dt.timedelta(days=1), cast.DAY)
    assert OfficerContact.objects.get().followed_on == cast.DAY
    (one,) = served(officers_in_reach(OFFICE, cast.DAY))
    # The tier of heads of departments: 120 days after it began.
    assert (one.officer.person.name, one.due) == ("钱局长", cast.DAY + dt.timedelta(days=120))
    for person, reason, code in (
        ("PER-1", "调回", "DSK-386"),
        ("PER-9", "调岗", "DSK-385"),
        ("PER-2", "", "DSK-387"),
    ):
        with pytest.raises(FaultsError) as refusal:
            hand_over(new, person, viewer=COUNTY, reason=reason)
        assert code in codes_of(refusal)


def test_firms_without_an_officer_are_named_and_get_one(town):
    assert [each.code for each in without_officer(OFFICE, cast.DAY)] == ["QY-2"]
    assert not without_officer(COUNTY, cast.DAY).exists()
    with pytest.raises(FaultsError) as refusal:
        name_officer("QY-2", "PER-1", viewer=COUNTY)
    assert codes_of(refusal) == {"DSK-390"}
    name_officer("QY-2", "PER-1", viewer=OTHER_COUNTY)
    assert not without_officer(OFFICE, cast.DAY).exists()
    with pytest.raises(FaultsError) as refusal:
        name_officer("QY-2", "PER-2", viewer=OFFICE)
    assert codes_of(refusal) == {"DSK-389"}


def test_overdue_contacts_and_open_requirements_stand_in_the_queue(town):
    with changelog.acting("clerk", "a project"):
        Project.objects.create(code="XM-1", name="扩建", division_id=cast.NORTH, chain_id="BIO")
        ProjectRequirement.objects.create(
            code="XM-1/land/1",
            project_id="XM-1",
            requirement="land",
            number=1,
            subject="扩建用地",
            quantity=40 * MU,
            unit="亩",
            raised_on=dt.date(2026, 9, 1),
            needed_by=dt.date(2026, 11, 10),
            office_id=cast.LAND,
        )

    def queue(viewer, **asked):
        soon = cast.DAY + dt.timedelta(days=3)
        return queue_of(Question(viewer, viewer.name, cast.DAY, soon, **asked))

    kinds = {each.kind for each in queue(COUNTY).items}
    assert kinds == {"officer_contact", "project_requirement"}
    assert queue(COUNTY).counts[View.LATE] == 2
    (needed,) = queue(cast.LAND_CLERK).items
    assert (needed.due, needed.turn) == (dt.date(2026, 11, 10), "市自然资源局")
    assert queue(OTHER_COUNTY, whose=Whose.UNIT).items == []
    assert queue(cast.BANKER, whose=Whose.UNIT).items == []


def test_the_pages_of_officers(town, client):
    for viewer in (OFFICE, COUNTY, OTHER_COUNTY, FIRM, cast.BANKER):
        make_account(viewer.name, viewer.held[0])
    sign_in(client, name=OFFICE.name)
    page = text_of(client.get("/desk/officers/"))
    assert "乙厂 南区" in page
    assert "赵专员" in page
    sign_in(client, name=COUNTY.name)
    here = f"/desk/officers/firms/{officer().uid}/"
    sent = {"day": "2026-11-02", "way": "visit", "matter": "走访看生产线"}
    assert client.post(here, {**sent, "matter": ""}).status_code == 422
    assert client.post(here, sent).status_code == 303
    assert "走访看生产线" in text_of(client.get(here))
    mine = f"/desk/officers/{officer().uid}/person/"
    assert "走访看生产线" in text_of(client.get(mine))
    answer = client.post(here, {"person": "PER-2", "reason": "岗位调整"})
    assert answer.status_code == 303
    assert "钱局长" in text_of(client.get(answer.headers["Location"]))
    for viewer, expected in ((OTHER_COUNTY, 404), (cast.BANKER, 403)):
        sign_in(client, name=viewer.name)
        assert client.get(here).status_code in (403, 404), expected
    sign_in(client, name=FIRM.name)
    assert client.get(here).status_code == 200
    assert client.post(here, sent).status_code in (403, 404, 422)
