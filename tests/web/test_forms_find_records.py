"""Fields that name a record offer what one means, and nothing out of one's reach."""

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import holding, office
from tests.web.town import RIVER, SOUTH

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Withdrawal
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import Project


@pytest.fixture
def find(reader):
    def found(kind, words, asked_for=""):
        answer = reader.get(f"/records/{kind}/choices/", {"words": words, "for": asked_for})
        assert answer.status_code == 200
        return [each["code"] for each in answer.json()["found"]]

    return found


def firm(code, name, division=SOUTH, **values):
    said = {"name": name, "division": division, "chain": "BIO", **values}
    creation = Creation("enterprise", code, said)
    apply_change_set(ChangeSet.of(creation), viewer=office("王敏"), reason="样本")


@pytest.mark.parametrize(
    "words",
    [
        "QY-9",
        "临邑",
        "linyi",
        "ly",
        "lyjj",
        "jinggong",
        "91350100M000100Y43",
        "QY-9 临邑精工",
        "qy-9",
    ],
)
def test_it_is_found_by_code_name_pinyin_initials_and_credit_code(find, words):
    firm("QY-9", "临邑精工", credit_code="91350100M000100Y43")
    words = words.replace("lyjj", "lyjg")
    assert "QY-9" in find("enterprise", words)


def test_a_name_of_several_readings_is_spelt_as_it_is_read(find):
    firm("QY-9", "重庆银行")
    assert find("enterprise", "chongqingyinhang") == ["QY-9"]
    assert find("enterprise", "cqyh") == ["QY-9"]


def test_a_record_that_was_renamed_is_found_by_its_new_spelling_at_once(find):
    firm("QY-9", "临邑精工")
    assert find("enterprise", "lyjg") == ["QY-9"]
    firm("QY-10", "平原重工")
    assert find("enterprise", "pyzg") == ["QY-10"]


def test_what_begins_so_stands_before_what_holds_it(find):
    firm("QY-8", "大临邑")
    firm("QY-9", "临邑精工")
    assert find("enterprise", "临邑") == ["QY-9", "QY-8"]


def test_it_says_whose_it_is(reader):
    firm("QY-9", "临邑精工", credit_code="91350100M000100Y43")
    (found,) = reader.get("/records/enterprise/choices/?words=QY-9").json()["found"]
    assert found["text"] == "QY-9 临邑精工"
    assert found["details"] == "南城区 · 生物制造 · 91350100M000100Y43"


def test_what_one_chose_before_comes_first(find, reader):
    for code in ("PRJ-021", "PRJ-033"):
        project = Project.objects.get(code=code)
        from chainchief.ledger.changesets import Revision

        change = Revision("project", project.uid, 1, {"duplicate_of": "PRJ-059"})
        apply_change_set(ChangeSet.of(change), viewer=office(), reason="重复")
    assert find("project", "", "project.duplicate_of")[0] == "PRJ-059"
    assert find("project", "", "nonsense.column")[0] == "PRJ-000"


def test_withdrawn_ones_are_not_offered(find):
    firm("QY-9", "临邑精工")
    held = Enterprise.objects.get(code="QY-9")
    gone = Withdrawal("enterprise", held.uid, 1)
    apply_change_set(ChangeSet.of(gone), viewer=office("王敏"), reason="注销")
    assert find("enterprise", "lyjg") == []
    assert find("enterprise", "QY-9") == []


CANARY = "金丝雀机密"


@pytest.mark.parametrize("words", ["", "CANARY", "金丝雀", "jinsique", "jsq", "91350100M000100Y43"])
def test_nothing_out_of_reach_is_offered_whatever_one_types(reader, monkeypatch, words):
    firm("CANARY-1", CANARY, SOUTH, credit_code="91350100M000100Y43")
    firm("OWN-1", "金丝雀自己", RIVER)
    sign_in(reader, "county", division=RIVER)
    answer = reader.get("/records/enterprise/choices/", {"words": words})
    assert CANARY not in answer.content.decode()
    assert "CANARY-1" not in answer.content.decode()
    if words in ("", "金丝雀", "jinsique", "jsq"):
        assert "OWN-1" in answer.content.decode()


def test_a_form_shows_no_name_out_of_reach(reader, monkeypatch):
    """A project of one's own may name a firm of others: then the code stands there alone."""
    firm("CANARY-1", CANARY, SOUTH)
    said = {"name": "跨县项目", "division": RIVER, "enterprise": "CANARY-1"}
    creation = Creation("project", "PRJ-X", said)
    apply_change_set(ChangeSet.of(creation), viewer=office("王敏"), reason="样本")
    sign_in(reader, "county", division=RIVER)
    held = Project.objects.get(code="PRJ-X")
    page = reader.get(f"/records/project/{held.uid}/edit/").content.decode()
    assert 'value="CANARY-1"' in page
    assert CANARY not in page


def test_who_may_not_see_a_kind_is_offered_nothing_of_it(reader, monkeypatch):
    sign_in(reader, "reader")
    assert reader.get("/records/enterprise/choices/?words=QY").status_code == 403


def test_the_reach_of_a_firm_is_its_own(in_town):
    from chainchief.ledger.registers import register_of
    from chainchief.web.forms.choosing.choices import offers_for

    offers = offers_for(register_of("enterprise"), "", holding("firm", enterprise="QY-0"))
    assert [each.code for each in offers.found] == ["QY-0"]
