"""Every kind of record says of which unit, chain, enterprise and organisation its rows are."""

from dataclasses import replace

import pytest
from tests.access.cast import build_city, enter
from tests.ledger.inherited import KINDS, samples

from chainchief.access import policy
from chainchief.access.rules import Rule, Whose
from chainchief.access.scopes import (
    Dimension,
    NoScope,
    ScopeCodes,
    Scopes,
    codes_of,
    codes_of_all,
    codes_of_rows,
)
from chainchief.access.table import load
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyAction
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.registers import Register, all_registers, register_of

#: The bodies that these kinds name are from elsewhere and take no part here.
ELSEWHERE = {"financing_consent", "agreement", "enterprise", "lead", "visited_organisation"}


@pytest.mark.parametrize("dimension", list(Dimension))
def test_a_kind_that_does_not_say_all_four_is_refused(dimension):
    every = {str(each): NoScope("it is of none") for each in Dimension}
    Scopes(**every)
    with pytest.raises(TypeError):
        Scopes(**{name: told for name, told in every.items() if name != dimension})
    for empty in ("", NoScope("")):
        with pytest.raises(ValueError, match=dimension):
            Scopes(**{**every, dimension: empty})


def test_a_register_without_scopes_is_refused():
    with pytest.raises(TypeError, match="scopes"):
        Register(Difficulty, "difficulty", "difficulties", "chain", ("name",))


@pytest.mark.parametrize("kind", KINDS)
def test_a_path_follows_references_to_a_code_of_its_dimension(kind):
    for dimension, path in register_of(kind).scopes.paths.items():
        model = register_of(kind).model
        *references, last = path.split("__")
        for name in references:
            field = model._meta.get_field(name)
            assert field.many_to_one or field.one_to_one, path
            model = field.related_model
        field = next(f for f in model._meta.concrete_fields if last in (f.name, f.attname))
        target = model if last == "code" else field.related_model
        assert target.kind == str(dimension), path


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_always_names_a_unit_chain_or_enterprise_is_of_it(kind):
    register = register_of(kind)
    named = {
        of for column, of in register.references.items() if register.column(column).required
    } & {"division", "chain", "enterprise"}
    assert named <= set(map(str, register.scopes.paths))


def test_a_kind_that_names_an_organisation_is_of_it_or_says_why_not():
    naming = {
        kind for kind, each in all_registers().items() if "organisation" in each.references.values()
    }
    of_none = {k for k in naming if not register_of(k).scopes.path(Dimension.ORGANISATION)}
    assert of_none == ELSEWHERE


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_reached_by_whoever_is_limited_to_its_code_and_by_no_other(
    ledger, kind, monkeypatch
):
    enter(samples(kind))
    register = register_of(kind)
    rows = register.model.objects.order_by("pk")
    known = codes_of_rows(rows, register.scopes)
    assert [known[row.uid] for row in rows] == codes_of_all(list(rows), register.scopes)
    for dimension in Dimension:
        whose = Whose(f"own-{dimension}")
        rule = Rule("someone", frozenset({"see"}), frozenset({register.policy_class}), whose)
        table = replace(load(), rules=(rule,))
        monkeypatch.setattr(policy, "table", lambda table=table: table)
        for code in {"XX"}.union(*(codes.of(dimension) for codes in known.values())):
            viewer = Viewer("someone", (HeldRole("someone", **{str(dimension): code}),))
            reach = policy.reach(viewer, "see", register.policy_class)
            found = set(rows.filter(reach.q(register.scopes)).values_list("uid", flat=True))
            assert found == {uid for uid, codes in known.items() if reach.covers(codes)}
            assert found >= {uid for uid, codes in known.items() if code in codes.of(dimension)}
            assert found or code == "XX"


@pytest.fixture
def city(db):
    build_city()


SCOPES = register_of("difficulty_action").scopes


def test_the_codes_of_a_child_are_those_of_its_parent(city):
    action = DifficultyAction(difficulty_id="own", number=1)
    expected = ScopeCodes(*(frozenset({c}) for c in ("371402", "FOOD", "QY-1", "ORG-1")))
    assert codes_of(action, SCOPES) == expected


def test_the_codes_of_many_children_take_one_query_for_each_reference(
    city, django_assert_num_queries
):
    actions = [
        DifficultyAction(difficulty_id=of, number=n)
        for n in range(50)
        for of in ("own", "sibling", "below", "foreign")
    ]
    with django_assert_num_queries(1):
        found = codes_of_all(actions, SCOPES)
    units = ["371402", "371422", "371471", "370102"]
    assert [codes.division for codes in found] == [frozenset({unit}) for unit in units] * 50


def test_a_parent_proposed_beside_its_child_stands_before_the_stored_one(city):
    proposed = Difficulty(code="new", division_id="371422", enterprise_id="QY-2", host_id="ORG-2")
    moved = Difficulty(code="own", division_id="371471", enterprise_id="QY-1", host_id="ORG-3")
    new, old = codes_of_all(
        [DifficultyAction(difficulty_id="new"), DifficultyAction(difficulty_id="own")],
        SCOPES,
        {Difficulty: {"new": proposed, "own": moved}},
    )
    assert new == ScopeCodes(
        frozenset({"371422"}), frozenset(), frozenset({"QY-2"}), frozenset({"ORG-2"})
    )
    assert (old.division, old.organisation) == (frozenset({"371471"}), frozenset({"ORG-3"}))


def test_what_refers_to_nothing_that_there_is_has_no_codes(city):
    assert codes_of(DifficultyAction(difficulty_id="gone"), SCOPES) == ScopeCodes()
    assert codes_of(DifficultyAction(), SCOPES) == ScopeCodes()


def test_a_record_of_its_own_dimension_is_of_itself(city):
    found = codes_of(
        Enterprise(code="QY-9", division_id="371402"), register_of("enterprise").scopes
    )
    assert found.enterprise == frozenset({"QY-9"})
