"""The generator of records for property tests makes ledgers that the ledger takes."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, find, given, settings
from tests.fixtures.records import ledgers
from tests.fixtures.viewers import office
from tests.ledger.inherited import QUICK
from tests.ledger.small_city import CLERK

from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.registers import all_registers, register_of

relaxed = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class RollBack(Exception):  # noqa: N818 - it is no error
    pass


@relaxed
@given(drawn=ledgers())
def test_a_drawn_ledger_is_accepted_whole_and_logged(ledger, drawn):
    before = changelog.position()
    with pytest.raises(RollBack), transaction.atomic():  # noqa: PT012
        applied = apply_change_set(drawn, viewer=office(CLERK), reason="随机")
        assert applied.created == changelog.position() - before == len(drawn.creations)
        assert changelog.verify() == []
        raise RollBack


@relaxed
@given(drawn=ledgers(most=3))
def test_no_row_check_finds_anything_in_a_drawn_ledger(ledger, drawn):
    found = []
    for creation in drawn.creations:
        register = register_of(creation.kind)
        row = {column.name: creation.values.get(column.name) for column in register.columns}
        for check in register.checks:
            found += [
                fault
                for fault in check({**row, "code": creation.code})
                if fault.kind.severity == "fault"
            ]
    assert found == []


@relaxed
@given(drawn=ledgers())
def test_shares_add_up(drawn):
    sums = {}
    for creation in drawn.creations:
        if creation.kind == "project_share":
            project = creation.values["project"]
            sums[project] = sums.get(project, 0) + creation.values["share"]
    assert set(sums.values()) <= {1_000_000}


def kinds_of(drawn):
    return {creation.kind for creation in drawn.creations}


def test_every_kind_can_be_drawn():
    """One search for all: each ledger drawn on the way answers for the kinds that it has."""
    missing = set(all_registers())

    def ends(one):
        missing.difference_update(kinds_of(one))
        return not missing

    find(ledgers(), ends, settings=QUICK)
    assert not missing
