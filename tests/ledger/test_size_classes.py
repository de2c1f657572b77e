"""大中小微 by the rule of 2017: all lower bounds at once, per industry, from an editable preset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.codes import industries
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.ledger.kinds.enterprise import sizes
from chainchief.ledger.kinds.enterprise.models import SizeClass
from chainchief.ledger.kinds.enterprise.sizes import size_of

WAN = 10_000 * 100
MACHINES, CEMENT_WORKS, HOMES, BANK, SCHOOL = "3985", "4700", "7010", "6621", "8331"


def sized(industry, employees=None, revenue=None, assets=None):
    """The class of a firm; amounts in 万元."""
    amounts = {"revenue": revenue, "assets": assets}
    measured = {name: None if n is None else n * WAN for name, n in amounts.items()}
    found = size_of(industry, {"employees": employees, **measured})
    return found and found.size_class


@pytest.mark.parametrize(
    ("employees", "revenue", "expected"),
    [
        (1200, 30_000, "medium"),
        (250, 500_000, "small"),
        (5, 100_000, "micro"),
        (1000, 40_000, "large"),
        (999, 40_000, "medium"),
        (1000, 39_999, "medium"),
        (300, 2_000, "medium"),
        (299, 2_000, "small"),
        (20, 300, "small"),
        (20, 299, "micro"),
        (19, 300, "micro"),
        (0, 0, "micro"),
    ],
)
def test_industry_needs_both_lower_bounds_else_the_next_class(employees, revenue, expected):
    assert sized(MACHINES, employees, revenue) == expected


@pytest.mark.parametrize(
    ("industry", "employees", "revenue", "assets", "expected"),
    [
        ("0111", None, 500, None, "medium"),
        (CEMENT_WORKS, None, 80_000, 79_999, "medium"),
        (CEMENT_WORKS, None, 80_000, 80_000, "large"),
        ("5110", 20, 5_000, None, "medium"),
        ("5211", 49, 500, None, "small"),
        ("5430", 1000, 30_000, None, "large"),
        ("5910", 200, 30_000, None, "small"),
        ("5920", 200, 30_000, None, "large"),
        ("6531", 10, 50, None, "small"),
        (HOMES, 3, 200_000, 9_999, "medium"),
        ("7311", 300, None, None, "large"),
    ],
)
def test_each_industry_has_measures_of_its_own(industry, employees, revenue, assets, expected):
    assert sized(industry, employees, revenue, assets) == expected


@pytest.mark.parametrize("industry", [BANK, SCHOOL, "5310", "7040", ""])
def test_what_the_rule_does_not_cover_has_no_class(industry):
    assert sized(industry, 10_000, 10_000_000, 10_000_000) is None


def test_what_is_not_known_leaves_the_class_open_only_where_it_matters():
    assert sized(MACHINES, employees=1200) is None
    assert sized(MACHINES, employees=19) == "micro"
    assert sized(MACHINES, revenue=299) == "micro"
    assert sized(CEMENT_WORKS, revenue=80_000) is None
    assert sized("7311", revenue=5) is None


measure = st.integers(0, 300_000)


@given(st.sampled_from(sorted(industries.all_industries())), measure, measure, measure, measure)
def test_more_of_anything_never_makes_a_firm_smaller(industry, employees, revenue, assets, more):
    order = ["micro", "small", "medium", "large"]
    before = sized(industry, employees, revenue, assets)
    for grown in (
        (employees + more, revenue, assets),
        (employees, revenue + more, assets),
        (employees, revenue, assets + more),
    ):
        after = sized(industry, *grown)
        assert (before is None) == (after is None)
        assert before is None or order.index(after) >= order.index(before)


def test_the_shipped_preset_states_its_source_and_what_was_not_compared():
    text = sizes.PRESET.path().read_text(encoding="utf-8")
    assert "国统字〔2017〕213号" in text
    rules = {id(rule): rule for rule in sizes.PRESET.load().values()}.values()
    with speaking(CHINESE):
        names = [str(rule) for rule in rules if not rule.checked]
    assert names == ["物业管理", "租赁和商务服务业", "其他未列明行业"]
    with speaking(ENGLISH):
        assert [str(rule) for rule in rules][1] == "industry"


HEAD = "source: 本市\nversion: 1\nvalid_from: 2024-01-01\nindustries:\n"
LINE = '  - {zh: 工业, en: industry, codes: ["06-46"], employees: [%s]}\n'


@pytest.fixture
def own(own_home):
    (own_home / "presets").mkdir()

    def write(text):
        (own_home / "presets" / "size-classes.yaml").write_text(text, encoding="utf-8")

    return write


def test_a_city_puts_its_own_in_its_place(own):
    own(HEAD + LINE % "10, 5, 2")
    assert sized(MACHINES, employees=10) == "large"
    assert sized("5110", 1000, 100_000) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: [", ["LED-040"]),
        ("- x", ["LED-040"]),
        ("industries: []", ["LED-041"] * 3),
        (HEAD + LINE % "1, 2, 3", ["LED-042"]),
        (HEAD + LINE % "3, 2", ["LED-042"]),
        (HEAD + LINE % "3.5, 2, 1", ["LED-042"]),
        (HEAD + LINE % "3, 2, 1" * 1 + LINE % "3, 2, 1", ["LED-042"]),
        (HEAD + '  - {zh: a, en: a, codes: ["06"]}\n', ["LED-042"]),
        (HEAD + '  - {zh: a, codes: ["06"], employees: [3, 2, 1]}\n', ["LED-042"]),
        (HEAD + '  - {zh: a, en: a, codes: ["9990"], employees: [3, 2, 1]}\n', ["LED-042"]),
        (HEAD + "  - {zh: a, en: a, codes: '06', employees: [3, 2, 1]}\n", ["LED-042"]),
        (HEAD + '  - {zh: a, en: a, codes: ["06"], staff: [3, 2, 1]}\n', ["LED-042"]),
        ("version: 1\nindustries:\n  - 7\n  - 8\n", ["LED-041"] * 2 + ["LED-042"] * 2),
    ],
)
def test_all_faults_of_a_preset_are_told_at_once(own, text, codes):
    own(text)
    with pytest.raises(FaultsError) as refusal:
        sizes.check_preset()
    assert [fault.code for fault in refusal.value.faults] == codes


def test_every_class_that_comes_out_can_be_recorded():
    assert {"large", "medium", "small", "micro"} == set(SizeClass.values)
