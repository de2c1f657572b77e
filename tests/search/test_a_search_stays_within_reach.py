"""Nobody finds, or learns the number of, records that they may not see."""

import pytest
from tests.search import town

from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.looked_up import lookups_kept
from chainchief.search import finding
from chainchief.search.finding import find, kind_groups


def viewer(role, **limits):
    return Viewer("某人", (HeldRole(role, **limits),))


EAST = viewer("county", division=town.EAST)
WEST = viewer("county", division=town.WEST)
FIRM = viewer("firm", enterprise="QY-002")
BANK = viewer("bank", organisation="BANK-1")
NOBODY = Viewer("—", ())


@pytest.fixture
def city(any_ledger):
    town.build()
    return any_ledger


def found(text, who):
    answer = find(text, who, best=100)
    codes = {hit.code for hits in answer.groups.values() for hit in hits.best}
    assert len(codes) == sum(hits.count for hits in answer.groups.values())
    return codes


def test_a_county_finds_its_own(city):
    assert found("华信", EAST) == {"QY-001", "XM-001", "RZ-1"}
    assert found("华信", WEST) == {"QY-002", "XM-002", "RZ-2"}


def test_a_firm_finds_itself_and_its_needs(city):
    assert found("华信", FIRM) == {"QY-002", "RZ-2"}


def test_a_bank_finds_what_is_put_to_it(city):
    mine, other = "RZ-1/BANK-1/2023-11-01", "RZ-2/BANK-2/2023-11-01"
    assert found(mine, BANK) == {mine}
    assert found(other, BANK) == set()
    assert found("华信", BANK) == set()


@pytest.mark.parametrize("text", ["华信", "hx", "QY-001", "XM-00", "rz", "华"])
def test_nobody_finds_nothing(city, text):
    assert found(text, NOBODY) == set()


@pytest.mark.parametrize("text", ["华信", "华", "hx", "huaxin", "XM", "Q", "RZ", "华信 基地"])
@pytest.mark.parametrize("most", [100, 0])
def test_what_is_found_is_what_the_registers_open(city, text, most, monkeypatch):
    """Whichever way the question is answered: few matches are asked one by one, many in SQL."""
    from chainchief.ledger.queries.reach import in_reach
    from chainchief.ledger.registers import register_of

    monkeypatch.setattr(finding, "MOST", most)
    office = viewer("chain-office")
    for who in (EAST, WEST, FIRM, BANK, NOBODY):
        with lookups_kept():
            for kinds in kind_groups().values():
                question = finding.Question.of(text)
                seen, _more = finding._found(question, kinds, who)
                for entry in seen:
                    assert in_reach(who, register_of(entry.kind)).filter(uid=entry.uid).exists()
                every, _more = finding._found(question, kinds, office)
                assert len(seen) <= len(every)


def test_a_record_that_moves_to_another_county_is_found_there_at_once(city):
    from benchmarks.clerk import clerk

    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Revision
    from chainchief.ledger.kinds.project.models import Project

    row = Project.objects.get(code="XM-001")
    moved = Revision("project", row.uid, row.version, {"division": town.WEST})
    apply_change_set(ChangeSet(revisions=(moved,)), viewer=clerk(), reason="迁址")
    assert found("原料药", EAST) == set()
    assert found("原料药", WEST) == {"XM-001"}
