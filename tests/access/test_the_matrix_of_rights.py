"""Every role x verb x class x relation, for a record's codes and in SQL, held to the oracle."""

from dataclasses import replace

import pytest
from tests.access import oracle
from tests.access.cast import build_city, reached_in_sql
from tests.access.oracle import (
    CLASSES,
    PLACES,
    RELATIONS,
    ROLES,
    VERBS,
    cells,
    holder,
    may,
    unlimited,
)

from chainchief.access import policy
from chainchief.access.rules import EVERYONE, OF_ITS_KIND, Whose
from chainchief.access.table import load
from chainchief.core.looked_up import lookups_kept

TABLE = load()


def covered(viewer, verb, policy_class):
    """The relations in which a record's codes are reached."""
    reach = policy.reach(viewer, verb, policy_class, contained=inside)
    return {relation for relation in RELATIONS if reach.covers(PLACES[relation].codes)}


def inside(code):
    """The units of the cast's city, told without its ledger."""
    return {
        oracle.CITY: frozenset({oracle.DECHENG, oracle.NINGJIN, oracle.ZONE}),
        oracle.DECHENG: frozenset({oracle.ZONE}),
    }.get(code, frozenset())


def expected(role, verb, policy_class, *, limited=True):
    return {r for r in RELATIONS if may(role, verb, policy_class, r, limited=limited)}


def differing(roles=ROLES):
    """The cells in which the table in force is not what the oracle says."""
    return [
        (role, verb, policy_class)
        for role in roles
        for viewer in [holder(role)]
        for verb in VERBS
        for policy_class in CLASSES
        if covered(viewer, verb, policy_class) != expected(role, verb, policy_class)
        or opens_proofs(viewer, verb, policy_class)
        != (("open", verb, policy_class) in oracle._GRANTED[role])
    ]


def opens_proofs(viewer, verb, policy_class):
    """Whether what proves an open record is reached: it has no codes of its own."""
    return policy.reach(viewer, verb, policy_class).through_records


def test_the_matrix_has_every_role_verb_and_class_of_the_table():
    assert set(ROLES) == set(TABLE.roles)
    assert set(VERBS) == set(TABLE.verbs)
    assert set(CLASSES) == set(TABLE.classes) - {OF_ITS_KIND}
    assert len(list(cells())) >= 4_000


def test_the_codes_of_a_record_decide_as_expected_in_every_cell():
    assert differing() == []


def test_rows_in_the_ledger_are_found_as_expected_in_every_cell(any_ledger):
    build_city()
    wrong = []
    with lookups_kept():
        for role in ROLES:
            for verb in VERBS:
                for policy_class in CLASSES:
                    reach = policy.reach(holder(role), verb, policy_class)
                    if reached_in_sql(reach) != expected(role, verb, policy_class):
                        wrong.append((role, verb, policy_class))
    assert wrong == []


def test_a_role_held_without_its_limit_reaches_what_is_open_to_all_of_the_role():
    wrong = [
        (role, verb, policy_class)
        for role in ROLES
        for verb in VERBS
        for policy_class in CLASSES
        if covered(unlimited(role), verb, policy_class)
        != expected(role, verb, policy_class, limited=False)
    ]
    assert wrong == []


def test_whoever_holds_nothing_may_only_what_everyone_may():
    nobody = policy.Viewer("nobody", ())
    open_to_all = {
        (verb, policy_class)
        for verb in VERBS
        for policy_class in CLASSES
        if policy.allowed(nobody, verb, policy_class)
    }
    assert open_to_all == {("see", each) for each in ("program", "log-in", "own")}


@pytest.fixture
def in_force(monkeypatch):
    """Puts another table into force."""
    return lambda rules: monkeypatch.setattr(policy, "table", lambda: replace(TABLE, rules=rules))


def changed(index, **parts):
    return (*TABLE.rules[:index], replace(TABLE.rules[index], **parts), *TABLE.rules[index + 1 :])


def of(rule):
    return ROLES if rule.role == EVERYONE else (rule.role,)


NUMBERED = [
    pytest.param(index, id=f"{index}-{rule.role}-{min(rule.verbs)}-{min(rule.classes)}")
    for index, rule in enumerate(TABLE.rules)
]


@pytest.mark.parametrize("index", NUMBERED)
def test_a_rule_taken_away_is_noticed(in_force, index):
    in_force((*TABLE.rules[:index], *TABLE.rules[index + 1 :]))
    assert differing(of(TABLE.rules[index]))


@pytest.mark.parametrize("index", NUMBERED)
def test_each_verb_and_class_of_a_rule_taken_away_is_noticed(in_force, index):
    rule = TABLE.rules[index]
    for verb in sorted(rule.verbs):
        in_force(changed(index, verbs=rule.verbs - {verb}))
        assert differing(of(rule)), verb
    for policy_class in sorted(rule.classes):
        in_force(changed(index, classes=rule.classes - {policy_class}))
        assert differing(of(rule)), policy_class


@pytest.mark.parametrize("index", NUMBERED)
def test_a_rule_that_speaks_of_others_records_is_noticed(in_force, index):
    rule = TABLE.rules[index]
    for whose in set(Whose) - {rule.whose}:
        in_force(changed(index, whose=whose))
        assert differing(of(rule)), whose


@pytest.mark.parametrize("role", [role for role in ROLES if role != "machine-admin"])
def test_a_rule_for_everything_given_to_a_role_is_noticed(in_force, role):
    everything = replace(TABLE.rules[0], role=role, verbs=frozenset(VERBS))
    in_force((*TABLE.rules, everything))
    assert differing((role,))
