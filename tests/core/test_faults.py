"""The one form of a fault: where, what was found, why, what to do, code."""

import pytest

from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import (
    Fault,
    FaultKind,
    FaultsError,
    Place,
    Severity,
    catalogue,
    declare,
    faults_of,
)
from chainchief.core.i18n import ENGLISH, speaking

KIND = FaultKind("TST-001", why="this column takes plain numbers only", remedy="write {meant}")
PLACE = Place(sheet="投资项目", cell="F17", column="计划总投资")


def test_the_sentence_names_place_finding_reason_remedy_and_code():
    fault = Fault(KIND, PLACE, "6亿", {"meant": 60000})
    with speaking(ENGLISH):
        assert fault.text == (
            "sheet “投资项目” F17 “计划总投资” says “6亿”, this column takes plain numbers only; "
            "write 60000.[TST-001]"
        )
    assert fault.text.startswith("「投资项目」表F17「计划总投资」填的是“6亿”，")
    assert fault.text.endswith("。[TST-001]")


def test_an_empty_cell_is_said_to_be_empty():
    with speaking(ENGLISH):
        assert " is empty, " in Fault(KIND, PLACE, "", {"meant": 1}).text


def test_a_line_stands_in_for_a_cell():
    with speaking(ENGLISH):
        assert str(Place(file="catalogue.yaml", line=12)) == "catalogue.yaml line 12"
    assert str(Place(file="catalogue.yaml", line=12)) == "catalogue.yaml第12行"


def test_a_program_gets_the_same_fault():
    document = Fault(KIND, PLACE, "6亿", {"meant": 60000}).as_json()
    assert document["code"] == "TST-001"
    assert document["place"] == {"sheet": "投资项目", "cell": "F17", "column": "计划总投资"}
    assert document["found"] == "6亿"
    assert document["severity"] == "fault"


def test_a_refusal_without_a_fault_is_impossible():
    with pytest.raises(ValueError, match="at least one"):
        FaultsError([])


def test_a_refusal_lists_all_its_faults():
    refusal = FaultsError([Fault(KIND, PLACE, str(n), {"meant": n}) for n in range(3)])
    assert len(str(refusal).splitlines()) == 3
    assert refusal.exit_status == 1


def test_a_refusal_in_plain_words_is_told_as_a_fault_of_the_page():
    told = declare("TST-003", why="{why}", remedy="看一遍")
    (fault,) = faults_of(ChainChiefError("第二人才能关账。"), told, PLACE)
    assert (fault.kind, fault.place) == (told, PLACE)
    assert "第二人才能关账；看一遍。" in fault.text
    refusal = FaultsError([Fault(KIND, PLACE, "6亿", {"meant": 60000})])
    assert faults_of(refusal, told) == refusal.faults


def test_a_code_is_declared_once():
    declare("TST-002", why="a", remedy="b", severity=Severity.WARNING)
    with pytest.raises(ValueError, match="TST-002"):
        declare("TST-002", why="c", remedy="d")
    assert Fault(catalogue()["TST-002"]).is_warning
