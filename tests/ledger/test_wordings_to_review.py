"""Wordings of policies and rewards that ask for a fair-competition review, from a preset."""

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger.kinds.reward import wordings

RULE = wordings.check_wording("rule")


def told(text, **row):
    return [fault.facts["found"] for fault in RULE({"rule": text, **row})]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采购本地产品的，按采购额补助", "采购本地"),
        ("本地配套率达到50%的给予奖励", "本地配套"),
        ("须委托指定机构，只能购买名录内设备", "只能购买"),
        ("市外企业不得参加", "市外企业不得"),
        ("仅限本市企业申报", "仅限本市"),
        ("按地方留成的50%给予奖励", "地方留成的50%给予奖励"),
    ],
)
def test_what_asks_for_a_review_is_quoted(text, found):
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text", ["", "首台套装备研制奖励", "对技术改造按设备投资的10%补助", "支持本市企业开拓市场"]
)
def test_ordinary_wordings_pass(text):
    assert told(text) == []


def test_a_blank_cell_and_a_reviewed_policy_pass():
    assert RULE({"rule": None}) == []
    assert told("仅限本市企业申报", fairness_reviewed_on="2024-09-01") == []


def test_one_text_is_told_once_and_in_the_readers_language():
    (fault,) = RULE({"rule": "只能购买，仅限本市企业"})
    assert str(fault.facts["wording"]) == "限定或指定购买对象"
    with speaking(ENGLISH):
        assert str(fault.facts["wording"]) == "it names from whom to buy"


def test_the_shipped_preset_states_its_source():
    assert "国务院令第783号" in wordings.PRESET.path().read_text(encoding="utf-8")
    wordings.check_preset()


HEAD = "source: 本市\nversion: 1\nvalid_from: 2024-08-01\nwordings:\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD + "  - {zh: a, en: a, pattern: '('}\n", ["LED-043"]),
        (HEAD + "  - {zh: a, en: a, pattern: 'x*'}\n", ["LED-043"]),
        (HEAD + "  - {zh: a, pattern: x}\n  - 7\n", ["LED-043"] * 2),
        ("wordings: []\n", ["LED-041"] * 3),
        ("- x\n", ["LED-040"]),
        ("wordings: 7\n", ["LED-041"] * 3 + ["LED-040"]),
    ],
)
def test_all_faults_of_a_preset_are_told_at_once(own_home, text, codes):
    (own_home / "presets").mkdir()
    (own_home / "presets" / "fair-competition.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as refusal:
        wordings.check_preset()
    assert [fault.code for fault in refusal.value.faults] == codes
    assert all(fault.place.file == "fair-competition.yaml" for fault in refusal.value.faults)


def test_a_city_adds_wordings_of_its_own(own_home):
    (own_home / "presets").mkdir()
    own = HEAD + "  - {zh: 试, en: try, pattern: 试点}\n"
    (own_home / "presets" / "fair-competition.yaml").write_text(own, encoding="utf-8")
    assert told("试点企业优先") == ["试点"]
    assert told("仅限本市企业申报") == []
