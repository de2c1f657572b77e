"""On drawn ledgers, viewers and tables: what SQL finds is what is said of each record's codes."""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.access.cast import enter
from tests.fixtures.records import DIVISIONS, ledgers

from chainchief.access import policy
from chainchief.access.rules import EVERYONE, Rule, Whose
from chainchief.access.scopes import Dimension, ScopeCodes, codes_of_all, codes_of_rows
from chainchief.access.table import load
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.ledger.registers import register_of

TABLE = load()
ROLES = ("county", "chief", "firm", "bank")
_KINDS = """
division chain enterprise organisation person project project_report duty difficulty visit
difficulty_action visited_enterprise financing_need financing_offer document
"""
KINDS = tuple(_KINDS.split())
relaxed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class RollBack(Exception):  # noqa: N818 - it is no error
    pass


def codes(kind, wrong="XX"):
    """Codes of a drawn ledger's records of a kind, one of nothing, and none."""
    if kind == "division":
        return st.sampled_from((*DIVISIONS, wrong, ""))
    begins = "C-" if kind == "chain" else kind[:3].upper()
    return st.sampled_from((*(f"{begins}{number:04}" for number in (1, 2)), wrong, ""))


held = st.builds(
    HeldRole,
    st.sampled_from(ROLES),
    division=codes("division"),
    chain=codes("chain"),
    enterprise=codes("enterprise"),
    organisation=codes("organisation"),
)
viewers = st.builds(Viewer, st.just("someone"), st.lists(held, max_size=3).map(tuple))
rules = st.builds(
    Rule,
    st.sampled_from((EVERYONE, *ROLES)),
    st.just(frozenset({"see"})),
    st.just(frozenset({"county"})),
    st.sampled_from(tuple(Whose)),
)
tables = st.lists(rules, max_size=4).map(lambda drawn: replace(TABLE, rules=tuple(drawn)))


def simply(viewer, table, found):
    """The meaning of the table in other words: does some rule open a record of these codes?"""
    for rule in table.rules:
        if rule.role not in {EVERYONE, *viewer.roles}:
            continue
        if rule.whose is Whose.ALL:
            return True
        for one in viewer.held:
            if rule.role in (EVERYONE, one.role) and _is_own(rule.whose, one, found):
                return True
    return False


def _is_own(whose, one, found):
    limits = {each: getattr(one, each) for each in Dimension if getattr(one, each)}
    if whose is Whose.OPEN_RECORDS:
        return False  # the kind stands somewhere itself
    own = whose.value.partition("-")[2]
    return own in limits and all(_stands_in(each, limits[each], found) for each in limits)


def _stands_in(dimension, limit, found):
    here = getattr(found, dimension)
    while dimension is Dimension.DIVISION and here and limit not in here:
        here = frozenset(DIVISIONS[code][2] for code in here) - {None}
    return limit in here


def compare(viewer, table, kind):
    """What differs for the records of a kind between SQL, the predicate and the simple meaning."""
    register = register_of(kind)
    rows = register.model.objects.order_by("pk")
    reach = policy.reach(viewer, "see", "county")
    found = set(rows.filter(reach.q(register.scopes)).values_list("uid", flat=True))
    known = codes_of_rows(rows, register.scopes)
    assert found == {uid for uid, each in known.items() if reach.covers(each)}
    assert found == {uid for uid, each in known.items() if simply(viewer, table, each)}
    if reach.nothing:
        assert not found
    records = list(rows)
    assert codes_of_all(records, register.scopes) == [known[record.uid] for record in records]


@relaxed
@given(drawn=ledgers(most=2, kinds=KINDS), asking=st.lists(st.tuples(viewers, tables), max_size=4))
def test_sql_finds_what_the_predicate_covers(any_ledger, drawn, asking):
    with pytest.raises(RollBack), transaction.atomic(), pytest.MonkeyPatch.context() as patch:  # noqa: PT012
        enter(drawn)
        for viewer, table in asking:
            patch.setattr(policy, "table", lambda table=table: table)
            for kind in KINDS:
                compare(viewer, table, kind)
        raise RollBack


@relaxed
@given(viewer=viewers, table=tables, unknown=st.sets(st.sampled_from(tuple(Dimension))))
def test_what_is_not_known_opens_no_less_than_any_code_would(viewer, table, unknown):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "table", lambda: table)
        reach = policy.reach(viewer, "see", "county", contained=lambda _code: frozenset())
    for one in viewer.held:
        own = {each: frozenset({getattr(one, each)} - {""}) for each in Dimension}
        if reach.covers(ScopeCodes(**own)):
            assert reach.covers(ScopeCodes(**{**own, **dict.fromkeys(unknown)}))
