"""Units beside the ledger's own: nation and province around the city, townships and zones in it."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, ZONE
from tests.indicators.definitions import catalogue_of, entry, started

from chainchief.briefing.resolve.calls import ManyNoFigures, RenderContext, citation_of
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.template.calls import Call, called, expression
from chainchief.briefing.template.functions import FUNCTIONS
from chainchief.cli.main import run
from chainchief.core.errors import WrongUseError
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.compute.divisions import territory_of
from chainchief.indicators.figures import Scope

NATION, TOWNSHIP = "100000", "371402001"
GROWTH = "IND-OFF-IVA-GROWTH"


@pytest.fixture
def wide(city):
    """The small city in its province and nation, with a township that has a project."""
    from chainchief.ledger.kinds.division.models import Division

    city.division(NATION, level="nation")
    Division.objects.filter(code=PROVINCE).update(parent_id=NATION, version=2)
    city.division(TOWNSHIP, DECHENG, level="township")
    for unit, ppm in ((NATION, 66_000), (PROVINCE, 69_000), (CITY, 86_000)):
        city.statistic(ppm, division=unit)
    city.project("P1", TOWNSHIP)
    city.project("P2", ZONE)
    for code in ("P1", "P2"):
        city.stage(code)
    return city


def filled(city, text):
    """What a tag of a template comes to."""
    source = LedgerSource(Month(2023, 11), city.snapshot(), load())
    source.expect([GROWTH])
    function, given = called(expression(text), FUNCTIONS)
    citation = citation_of(Call(function.name, given), RenderContext(source, CITY))
    return source.figure(citation)


@pytest.mark.parametrize(
    ("unit", "printed"), [(NATION, "6.6%"), (PROVINCE, "6.9%"), (CITY, "8.6%")]
)
def test_a_template_and_the_command_line_tell_the_same(wide, capsys, unit, printed):
    assert filled(wide, f'fig("{GROWTH}", division="{unit}")').display == printed
    capsys.readouterr()
    assert run(["figure", GROWTH, "2023-11", "--division", unit]) == 0
    assert printed in capsys.readouterr().out


def test_what_is_not_told_of_a_unit_names_it_with_its_code(wide):
    county = filled(wide, f'fig("{GROWTH}", division="{NINGJIN}")')
    assert county.absent.startswith(f"地区{NINGJIN}（{NINGJIN}）：")
    province = filled(wide, f'fig("IND-PRJ-STARTED", division="{PROVINCE}")')
    assert province.absent == f"地区{PROVINCE}（{PROVINCE}）：本台账只有地区{CITY}的记录"


def test_a_unit_that_is_not_there_is_told_with_those_around_the_city(wide):
    with pytest.raises(ManyNoFigures) as refused:
        filled(wide, f'fig("{GROWTH}", division="370001")')
    assert refused.value.reasons[0].facts["code"] == "370001"
    territory = territory_of(wide.snapshot(), wide.engine)
    with pytest.raises(WrongUseError, match=f"{NATION} 地区{NATION}"):
        territory.check("999999")


def test_the_city_is_found_within_province_and_nation(wide):
    territory = territory_of(wide.snapshot(), wide.engine)
    assert territory.root == CITY
    assert territory.around(TOWNSHIP, "county") == DECHENG
    assert territory.around(TOWNSHIP, "nation") == NATION
    assert territory.around(CITY, "township") == ""


def test_a_difference_is_told_to_the_nation(wide, tmp_path):
    over = entry(
        "IND-OWN-OVER",
        "difference",
        "百分点",
        "places: 1",
        "minuend: IND-OWN-IVA",
        "subtrahend: {indicator: IND-OWN-IVA, division: nation}",
    )
    iva = entry("IND-OWN-IVA", "official", "%", "places: 1", "series: iva-growth")
    county = over.replace("OWN-OVER", "OWN-FAR").replace("nation", f"'{NINGJIN}'")
    wide.catalogue = catalogue_of(tmp_path, iva, over, county)
    assert wide.figure("IND-OWN-OVER").display == "2.0个百分点"
    assert wide.figure("IND-OWN-FAR").absent.count("）：") == 1


def test_townships_count_in_their_county_and_stand_for_themselves(wide):
    figures = wide.figures(codes=["IND-PRJ-STARTED"])
    told = {
        unit: figures.get("IND-PRJ-STARTED", Scope(unit)).value
        for unit in (CITY, DECHENG, TOWNSHIP, ZONE, NINGJIN)
    }
    assert told == {CITY: 2, DECHENG: 2, TOWNSHIP: 1, ZONE: 1, NINGJIN: 0}


@pytest.mark.parametrize("level", ["zone", "township"])
def test_zones_and_townships_are_set_against_each_other(wide, tmp_path, level):
    members = entry(
        "IND-OWN-M", "members", "个", "of: IND-OWN-S", f"each: {level}", "which: {at_least: 1个}"
    )
    wide.catalogue = catalogue_of(tmp_path, started("IND-OWN-S"), members)
    assert wide.value("IND-OWN-M") == 1
    assert [code for _part, code, _one in wide.lines()] == [{"zone": ZONE}.get(level, TOWNSHIP)]
