"""Who is told of what: work revised, files taken in, months reopened, difficulties, grants."""

import datetime as dt
import json

import pytest
from tests.fixtures.accounts import LONG_AGO, make_account
from tests.fixtures.viewers import holding

from chainchief.access.viewers import HeldRole
from chainchief.core import clock
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.people.models import Notice
from chainchief.people.notices import of_changes, of_grants, of_months

TODAY = dt.date(2023, 11, 20)
OFFICE, OTHER = holding("machine-admin", "王敏"), holding("machine-admin", "李四")


def told(name):
    """Topic → facts, of the notices of an account."""
    found = Notice.objects.filter(account__username=name).order_by("pk")
    return [(notice.topic, json.loads(notice.facts)) for notice in found]


def write(viewer, *changes):
    return apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason="测试")


@pytest.fixture
def city(ledger):
    """A city with a firm, two offices and people: who wrote, who answers, whose unit it is."""
    for name, role, limits in (
        ("王敏", "chain-office", {}),
        ("李四", "chain-office", {}),
        ("发改 赵", "department", {"organisation": "ORG-FGW"}),
        ("工信 钱", "department", {"organisation": "ORG-GXJ"}),
        ("县 孙", "county", {"division": "990102"}),
    ):
        make_account(name, HeldRole(role, **limits))
    with changelog.acting("测试", "测试"):
        Division.objects.create(code="990100", name="青川市", level="city")
        Division.objects.create(code="990102", name="岚县", level="county", parent_id="990100")
        for code in ("ORG-FGW", "ORG-GXJ"):
            Organisation.objects.create(code=code, name=code, category="department")
        Enterprise.objects.create(code="ENT-1", name="某厂", division_id="990102")


def difficulty(**values):
    said = {
        "name": "用电",
        "enterprise": "ENT-1",
        "division": "990102",
        "category": "energy",
        "source": "visit",
        "host": "ORG-FGW",
        "received_on": TODAY,
        "due_on": TODAY + dt.timedelta(days=10),
    }
    return Creation("difficulty", "KN-1", {**said, **values})


def stored():
    return Difficulty.objects.get(code="KN-1")


def revise(viewer, **values):
    now = stored()
    write(viewer, Revision("difficulty", now.uid, now.version, values))


def test_an_assigned_difficulty_is_told_to_the_office_and_the_unit(city):
    write(OFFICE, difficulty())
    assert told("发改 赵") == [
        ("assigned", {"kind": "difficulty", "code": "KN-1", "due": "2023-11-30"})
    ]
    assert [topic for topic, _facts in told("县 孙")] == ["assigned"]
    assert told("工信 钱") == []


def test_one_that_is_passed_on_is_told_to_the_new_office(city):
    write(OFFICE, difficulty())
    Notice.objects.all().delete()
    revise(OFFICE, host="ORG-GXJ")
    assert [topic for topic, _facts in told("工信 钱")] == ["assigned"]
    assert told("发改 赵") == []


def test_one_sent_back_is_told_to_the_office(city):
    write(OFFICE, difficulty(answered_on=TODAY, outcome="solved"))
    Notice.objects.all().delete()
    revise(OFFICE, sent_back_on=TODAY + dt.timedelta(days=1))
    assert [topic for topic, _facts in told("发改 赵")] == ["returned"]


def test_names_and_subjects_are_in_no_notice(city):
    write(OFFICE, difficulty())
    assert "用电" not in "".join(Notice.objects.values_list("facts", flat=True))


def test_work_revised_by_another_is_told_to_who_wrote_it(city):
    write(OFFICE, difficulty())
    Notice.objects.all().delete()
    revise(OTHER, name="用水")
    ((topic, facts),) = told("王敏")
    assert (topic, facts) == ("revised", {"who": "李四", "kind": "difficulty", "codes": "KN-1"})
    assert told("李四") == []


def test_ones_own_revision_is_no_news(city):
    write(OFFICE, difficulty())
    Notice.objects.all().delete()
    revise(OFFICE, name="用水")
    assert told("王敏") == []


def test_after_a_revision_the_reviser_is_the_author(city):
    write(OFFICE, difficulty())
    revise(OTHER, name="用水")
    Notice.objects.all().delete()
    revise(OFFICE, name="用气")
    assert told("王敏") == []
    assert [topic for topic, _facts in told("李四")] == ["revised"]


def test_many_records_of_one_author_are_one_notice(city):
    write(OFFICE, *(Creation("difficulty", f"KN-{n}", difficulty().values) for n in range(1, 7)))
    Notice.objects.all().delete()
    rows = Difficulty.objects.order_by("code")
    write(OTHER, *(Revision("difficulty", r.uid, r.version, {"name": "用水"}) for r in rows))
    ((_topic, facts),) = told("王敏")
    assert facts["codes"] == "KN-1, KN-2, KN-3 … (6)"


def test_a_change_set_that_is_refused_tells_nobody(city):
    from chainchief.ledger.validation import RefusedError

    with pytest.raises(RefusedError):
        write(OFFICE, difficulty(host="ORG-NONE"))
    assert Notice.objects.count() == 0


def test_a_file_taken_in_is_told_to_who_handed_it_in(city):
    from chainchief.ledger.batch.models import ImportBatch

    def batch(_applied):
        return ImportBatch.objects.create(
            kind="difficulty", file_name="困难.xlsx", actor="王敏", at=dt.datetime.now(dt.UTC)
        )

    apply_change_set(ChangeSet.of(difficulty()), viewer=OFFICE, reason="导入", batch=batch)
    assert ("workbook", {"file": "困难.xlsx", "created": 1, "revised": 0}) in told("王敏")


def test_a_reopened_month_is_told_to_those_who_report(city):
    of_months.tell("2023-11", "closed", "王敏")
    assert Notice.objects.count() == 0
    Notice.objects.all().delete()
    of_months.tell("2023-11", "reopened", "王敏")
    assert told("县 孙") == [("month-reopened", {"month": "2023-11", "who": "王敏"})]
    assert told("王敏") == []
    assert told("发改 赵") == []


def test_closing_and_reopening_reach_the_notices_by_themselves(city):
    from chainchief.dispatch.models import Closing

    act = {"month": "2023-11", "revision": 1, "snapshot": "2023-11r1", "position": 1}
    with changelog.acting("王敏", "补报"):
        Closing.objects.create(
            state="reopened", actor="王敏", at=dt.datetime.now(dt.UTC), manifest="0" * 64, **act
        )
    assert [topic for topic, _facts in told("县 孙")] == ["month-reopened"]


def test_an_answer_that_is_due_is_told_once(city, monkeypatch):
    write(OFFICE, difficulty())
    Notice.objects.all().delete()
    monkeypatch.setattr(clock, "today", lambda: dt.date(2023, 11, 26))
    assert of_changes.tell_due() == 0
    monkeypatch.setattr(clock, "today", lambda: dt.date(2023, 11, 28))
    assert of_changes.tell_due() == 1
    assert of_changes.tell_due() == 0
    assert [topic for topic, _facts in told("发改 赵")] == ["due"]


def grant(account, **values):
    from chainchief.access.models import Account

    holder = Account.objects.get(username=account)
    with changelog.acting("安全", "测试"):
        return holder.grants.create(**{"role": "reader", "valid_from": LONG_AGO, **values})


def test_a_proposed_grant_is_told_to_whoever_decides_but_not_to_the_proposer(city):
    make_account("系统员", HeldRole("system-admin"))
    make_account("系统员乙", HeldRole("system-admin"))
    made = grant("王敏", proposed_by="系统员乙")
    assert told("系统员") == [
        ("grant-proposed", {"who": "系统员乙", "account": "王敏", "role": "reader"})
    ]
    assert told("系统员乙") == []
    made.decision = "approved"
    made.save()
    assert [topic for topic, _facts in told("王敏")] == ["grant-given"]


def test_a_grant_that_ends_within_thirty_days_is_told_once_to_holder_and_granter(city):
    make_account("安全员", HeldRole("security-admin"))
    soon, later = (clock.today() + dt.timedelta(days=days) for days in (30, 31))
    grant("王敏", valid_to=soon, decision="approved")
    grant("李四", valid_to=later, decision="approved")
    assert of_grants.tell_ending() == 1
    assert of_grants.tell_ending() == 0
    assert [topic for topic, _facts in told("王敏")] == ["grant-ending"]
    assert [topic for topic, _facts in told("安全员")] == ["grant-ending"]
    assert told("李四") == []


def test_who_is_disabled_is_told_nothing(city):
    from chainchief.access.models import Account

    Account.objects.filter(username="发改 赵").update(is_active=False)
    write(OFFICE, difficulty())
    assert told("发改 赵") == []
