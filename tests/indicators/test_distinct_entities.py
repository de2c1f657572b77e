"""Who is behind records: firms, chains, places, offices are counted, each once, and named."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, day
from tests.indicators.definitions import catalogue_of, entry, started

from chainchief.core.faults import FaultsError
from chainchief.indicators.describe.explain import explained
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.visit.models import Visit

FIRMS = entry(
    "IND-FIRMS",
    "flow",
    "家",
    "source: difficulty",
    "measure: {distinct: enterprise}",
    "date: received_on",
    "dimensions: [division, chain]",
)
OFFICES = FIRMS.replace("IND-FIRMS", "IND-OFFICES").replace(
    "distinct: enterprise", "distinct: host"
)
DIFFICULTIES = (
    FIRMS.replace("IND-FIRMS", "IND-ALL")
    .replace("distinct: enterprise", "count: difficulty")
    .replace("'家'", "'个'")
)
PER_FIRM = entry(
    "IND-EACH", "ratio", "个/家", "numerator: IND-ALL", "denominator: IND-FIRMS", "places: 1"
)
CHAINS = started("IND-CHAINS", measure="{distinct: chain}", unit="条")
COUNTIES = started("IND-COUNTIES", measure="{distinct: division}")
PLACES = entry(
    "IND-PLACES",
    "flow",
    "个",
    "source: visit",
    "measure: {distinct: destination}",
    "date: recognised_on",
    "dimensions: [division, chain]",
)
ALL = (FIRMS, OFFICES, DIFFICULTIES, PER_FIRM, CHAINS, COUNTIES, PLACES)


def firm(code, division=DECHENG):
    return Enterprise.objects.create(code=code, name=f"企业{code}", division_id=division)


def difficulty(code, enterprise, host, on="2023-03-01", division=DECHENG):
    office, _made = Organisation.objects.get_or_create(
        code=host, defaults={"name": f"单位{host}", "category": "department", "division_id": CITY}
    )
    return Difficulty.objects.create(
        code=code,
        name="用工难",
        enterprise_id=enterprise,
        division_id=division,
        category="labour",
        source="visit",
        host=office,
        received_on=day(on),
        due_on=day(on),
    )


@pytest.fixture
def asked(city, tmp_path):
    """Three firms with five difficulties at two offices; one firm asks in two counties."""
    city.catalogue = catalogue_of(tmp_path, *ALL)
    for code in ("E1", "E2", "E3"):
        firm(code)
    difficulty("D1", "E1", "O1")
    difficulty("D2", "E1", "O2")
    difficulty("D3", "E1", "O1", division=NINGJIN)
    difficulty("D4", "E2", "O1", on="2023-11-30")
    difficulty("D5", "E3", "O2", on="2022-12-31")
    return city


def test_a_firm_with_three_difficulties_is_one_firm(asked):
    assert asked.value("IND-FIRMS") == 2
    assert asked.lines() == [("value", "E1", 1), ("value", "E2", 1)]
    assert {(line.kind, line.label) for line in asked.last_receipt.contributions} == {
        ("enterprise", "企业E1"),
        ("enterprise", "企业E2"),
    }


def test_a_firm_that_asks_in_two_counties_counts_in_each_and_once_in_the_city(asked):
    values = [asked.value("IND-FIRMS", where) for where in (DECHENG, NINGJIN, CITY)]
    assert values == [2, 1, 2]


def test_offices_behind_difficulties(asked):
    assert asked.value("IND-OFFICES") == 2
    assert asked.value("IND-OFFICES", NINGJIN) == 1
    assert [line.kind for line in asked.last_receipt.contributions] == ["organisation"]


def test_difficulties_for_each_firm_in_a_unit_made_of_both(asked):
    figure = asked.figure("IND-EACH")
    assert figure.display == "2.0个/家"
    assert figure.parts == {"numerator": 4, "denominator": 2}


def test_chains_and_counties_with_a_start(city, tmp_path):
    city.catalogue = catalogue_of(tmp_path, *ALL)
    for code, division, chain in (
        ("P1", DECHENG, "FOOD"),
        ("P2", NINGJIN, "FOOD"),
        ("P3", NINGJIN, "NEW-IT"),
        ("P4", NINGJIN, None),
    ):
        city.project(code, division, chain)
        city.stage(code)
    assert city.value("IND-CHAINS") == 2
    assert {line.kind for line in city.last_receipt.contributions} == {"chain"}
    assert city.value("IND-CHAINS", DECHENG) == 1
    assert city.value("IND-CHAINS", chain="FOOD") == 1
    assert city.value("IND-COUNTIES") == 2
    assert city.value("IND-COUNTIES", chain="NEW-IT") == 1


def test_places_are_words_and_the_receipt_cites_the_row_that_says_so(city, tmp_path):
    city.catalogue = catalogue_of(tmp_path, *ALL)
    for code, to in (("V1", "上海"), ("V2", "深圳"), ("V3", "上海"), ("V4", "")):
        Visit.objects.create(
            code=code,
            name="招商",
            form="outing",
            led_by="chief",
            division_id=CITY,
            destination=to,
            occurred_on=day("2023-05-01"),
            reported_on=day("2023-05-02"),
            recognised_on=day("2023-05-02"),
            evidence="accepted",
        )
    assert city.value("IND-PLACES") == 2
    assert {(line.label, line.row_kind) for line in city.last_receipt.contributions} == {
        ("上海", "visit"),
        ("深圳", "visit"),
    }


def test_it_is_said_in_words(tmp_path):
    catalogue = catalogue_of(tmp_path, *ALL)
    assert "不重复计数: 企业 [enterprise]" in explained(catalogue["IND-FIRMS"], catalogue)
    assert "条数" not in explained(catalogue["IND-FIRMS"], catalogue)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("distinct: enterprise", "distinct: entrprise", "IND-012"),
        ("distinct: enterprise", "distinct: received_on", "IND-012"),
        ("{distinct: enterprise}", "{distinct: enterprise, count: difficulty}", "IND-014"),
        ("unit: '家'", "unit: 亿元", "IND-016"),
    ],
)
def test_what_names_no_one_is_told(tmp_path, before, after, told):
    with pytest.raises(FaultsError) as refused:
        catalogue_of(tmp_path, FIRMS.replace(before, after))
    assert [each.code for each in refused.value.faults] == [told]
