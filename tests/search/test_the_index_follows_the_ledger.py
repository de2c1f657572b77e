"""The index says what it would say if it were made anew, whatever changed and whoever writes."""

import random
import threading
from contextlib import closing

import pytest
from benchmarks.clerk import clerk
from django.db import connection, connections, transaction
from tests.search import town

from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set, reinstate, withdraw
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.registers import all_registers, register_of
from chainchief.search.finding import find
from chainchief.search.index import filling, following
from chainchief.search.index.entries import made_of
from chainchief.search.models import IndexEntry, IndexPosition


@pytest.fixture
def city(any_ledger):
    town.build()
    return any_ledger


def held():
    """The index as it is."""
    return {entry.uid: said(entry) for entry in IndexEntry.objects.all()}


def anew():
    """The index as it would be."""
    return {
        entry.uid: said(entry)
        for register in all_registers().values()
        for entry in made_of(
            register, list(register.model._default_manager.values_list("uid", flat=True))
        )
    }


def said(entry):
    return {
        field.name: getattr(entry, field.name)
        for field in IndexEntry._meta.fields
        if field.name != "id"
    }


def found_by_every_term():
    """What the postings say: for each term the records that hold it."""
    from chainchief.search.postings.dialect import dialect
    from chainchief.search.words.questions import Term

    room = dialect()
    terms = {term for entry in IndexEntry.objects.all() for term in entry.terms.split()}

    def holders(term):
        asked = room.expression([((Term(term, begins=False),),)])
        rows = IndexEntry.objects.extra(tables=room.TABLES, where=[room.CONDITION], params=[asked])
        return set(rows.values_list("uid", flat=True))

    return {term: holders(term) for term in terms}


def by_entries():
    found = {}
    for entry in IndexEntry.objects.all():
        for term in entry.terms.split():
            found.setdefault(term, set()).add(entry.uid)
    return found


def change_something(draw, number):
    kind = draw.choice(["enterprise", "project", "person", "chain"])
    row = draw.choice(list(register_of(kind).model._default_manager.order_by("code")))
    deed = draw.choice(["rename", "rename", "create", "withdraw"])
    if deed == "create":
        town.create(
            ("project", f"NEW-{number}", {"name": f"新{number}号项目", "division": town.EAST})
        )
    elif deed == "rename" and row.withdrawn_on is None:
        name = "".join(draw.sample("华信单曾重长乐恒泰A5", 4))
        change = Revision(kind, row.uid, row.version, {"name": name})
        apply_change_set(ChangeSet(revisions=(change,)), viewer=clerk(), reason="更名")
    elif kind == "person":
        act = withdraw if row.withdrawn_on is None else reinstate
        act(kind, row.uid, row.version, viewer=clerk(), reason="撤回或恢复")


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_it_is_what_it_would_be_anew(city, seed):
    draw = random.Random(seed)
    for number in range(40):
        change_something(draw, number)
        if draw.random() < 0.3:
            assert following.catch_up() == 0
    following.catch_up()
    assert held() == anew()
    assert found_by_every_term() == by_entries()
    filling.fill()
    assert held() == anew()
    assert found_by_every_term() == by_entries()


def test_what_was_changed_or_deleted_behind_the_program_is_seen_too(city):
    find("华信", clerk())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_project SET name = '背后改名', version = version + 1"
            " WHERE code = 'XM-001'"
        )
        cursor.execute("DELETE FROM ledger_person WHERE code = 'RY-1'")
    assert [hit.code for hit in find("背后", clerk()).groups["project"].best] == ["XM-001"]
    assert "person" not in find("曾华信", clerk()).groups
    assert held() == anew()


def test_an_index_made_by_other_rules_is_made_anew(city):
    filling.fill()
    IndexEntry.objects.update(terms="cold", folded="old")
    IndexPosition.objects.update(rules=0)
    filling.prepare()
    assert held() == anew()


def test_many_events_are_taken_in_step_by_step_and_what_remains_is_told(city, monkeypatch):
    monkeypatch.setattr(following, "STEP", 5)
    following.catch_up(10**6)
    town.create(
        *(
            ("project", f"VIELE-{number}", {"name": f"第{number}个", "division": town.EAST})
            for number in range(23)
        )
    )
    assert following.catch_up(most=10) == 13
    assert following.catch_up(10**6) == 0


@pytest.mark.postgres
def test_an_event_that_is_committed_late_is_not_missed(postgres_ledger):
    """On PostgreSQL the lower id may be committed after the higher one was taken in."""
    town.build()
    following.catch_up(10**6)
    begun, may_commit = threading.Event(), threading.Event()

    def slow():
        with closing(connections["default"]), changelog.acting("慢", "慢"):
            model = register_of("project").model
            model._default_manager.create(code="SLOW", name="慢慢来", division_id=town.EAST)
            begun.set()
            assert may_commit.wait(30)

    writer = threading.Thread(target=slow)
    writer.start()
    assert begun.wait(30)
    town.create(("project", "FAST", {"name": "快快来", "division": town.EAST}))
    assert [hit.code for hit in find("快快", clerk()).groups["project"].best] == ["FAST"]
    may_commit.set()
    writer.join(30)
    assert [hit.code for hit in find("慢慢", clerk()).groups["project"].best] == ["SLOW"]
    assert held() == anew()


def test_a_search_does_not_wait_for_a_long_writing(ledger):
    """SQLite has one writer: a search makes do with what is there, and says what it lacks."""
    town.build()
    held_by_other, may_go = threading.Event(), threading.Event()

    def write():
        with closing(connections["default"]), transaction.atomic():
            held_by_other.set()
            assert may_go.wait(30)

    other = threading.Thread(target=write)
    other.start()
    assert held_by_other.wait(30)
    answer = find("华信", clerk())
    may_go.set()
    other.join(30)
    assert answer.behind > 0
    assert find("华信", clerk()).behind == 0
