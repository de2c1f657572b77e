"""What a firm says is written down once, by whoever it was told to, with what is like it."""

import pytest
from tests.desk import cast
from tests.fixtures.accounts import sign_in

from chainchief.core.faults import FaultsError
from chainchief.desk.difficulties.likeness import like
from chainchief.desk.difficulties.registering import register
from chainchief.desk.numbering import next_code
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.validation import RefusedError


def faults_of(viewer, **values) -> list[str]:
    with pytest.raises(FaultsError) as raised:
        cast.registered(viewer, **values)
    return [fault.code for fault in raised.value.faults]


def test_everything_that_is_wrong_is_told_at_once(desk):
    wrong = {"firm": "", "subject": " ", "office": "ORG-X", "informant": "", "related_to": "KN-9"}
    assert faults_of(cast.OFFICE, **wrong) == [
        "DSK-030",
        "DSK-031",
        "DSK-016",
        "DSK-025",
        "DSK-033",
    ]


def test_without_any_office_in_the_preset_or_the_ledger_it_says_what_to_do(desk):
    assert faults_of(cast.FIRM, office="") == ["DSK-029"]


def test_what_a_firm_sends_goes_where_most_of_its_category_went(desk):
    cast.registered(category="land", office=cast.LAND)
    cast.registered(category="energy", office=cast.POWER)
    case = cast.registered(cast.FIRM, category="land", office="", informant="")
    assert case.host_id == cast.LAND


def test_a_firm_registers_for_itself_and_no_other(desk):
    assert faults_of(cast.FIRM, firm="QY-2") == ["DSK-032"]


def test_who_reads_only_registers_nothing(desk):
    with pytest.raises(FaultsError):
        register(cast.said(), viewer=cast.READER)
    with pytest.raises((FaultsError, RefusedError)):
        register(cast.said(), viewer=cast.BANKER)
    assert not Difficulty.objects.exists()


def test_codes_count_on_through_the_day(desk):
    assert cast.registered().code == "KN-20261111-01"
    assert next_code(Difficulty, "KN", cast.DAY) == "KN-20261111-02"


def test_the_same_matter_and_a_related_one_are_proposed(desk):
    mine = cast.registered(subject="夏季用电负荷受限，需要增容")
    other = cast.registered(firm="QY-2", subject="夏季用电负荷受限")
    cast.registered(subject="招聘技工困难", category="labour")
    found = like(cast.OFFICE, firm="QY-1", category="energy", subject="夏季用电负荷受限，增容")
    assert [(one.case.code, one.is_same) for one in found] == [
        (mine.code, True),
        (other.code, False),
    ]


def test_a_firm_hears_nothing_of_its_neighbours(desk):
    cast.registered(firm="QY-2", subject="夏季用电负荷受限")
    assert like(cast.FIRM, firm="QY-1", category="energy", subject="夏季用电负荷受限") == []


def test_the_page_asks_first_whether_it_is_one_of_these(desk, client):
    cast.accounts()
    first = cast.registered()
    sign_in(client, name=cast.OFFICE.name)
    form = {
        "firm": "QY-1",
        "subject": first.name,
        "category": "energy",
        "source": "hotline",
        "office": cast.BUREAU,
        "informant": "吴厂长",
    }
    asked = client.post("/desk/new/", form)
    assert asked.status_code == 200
    assert first.code in asked.content.decode()
    assert Difficulty.objects.count() == 1
    sent = client.post("/desk/new/", {**form, "sure": "1", "related_to": first.code})
    assert sent.status_code == 303
    assert Difficulty.objects.get(source="hotline").related_to_id == first.code


def test_the_page_comes_back_with_every_fault_and_what_was_typed(desk, client):
    cast.accounts()
    sign_in(client, name=cast.OFFICE.name)
    answer = client.post("/desk/new/", {"subject": "只有事由", "office": cast.BUREAU})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {"DSK-031", "DSK-025"} <= {code for code in ("DSK-031", "DSK-025") if code in page}
    assert "只有事由" in page


def test_a_source_that_the_city_added_is_offered_taken_and_told(desk, client, own_home):
    presets = own_home / "presets"
    presets.mkdir(exist_ok=True)
    code = "{code: x_superior, zh: 上级交办, en: handed down, valid_from: 2022-01-01}"
    (presets / "codelists.yaml").write_text(
        "source: 市链办\nversion: 1\nvalid_from: 2022-01-01\n"
        f"kinds:\n  difficulty:\n    source: [{code}]\n",
        encoding="utf-8",
    )
    cast.accounts()
    sign_in(client, name=cast.OFFICE.name)
    assert '<option value="x_superior"' in client.get("/desk/new/").content.decode()
    form = {
        "firm": "QY-1",
        "subject": "厂区道路夜间照明不足",
        "category": "energy",
        "source": "x_superior",
        "office": cast.BUREAU,
        "informant": "吴厂长",
    }
    sent = client.post("/desk/new/", form)
    assert sent.status_code == 303
    assert Difficulty.objects.get().source == "x_superior"
    assert "上级交办" in client.get(sent["Location"]).content.decode()
