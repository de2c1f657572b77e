"""A document prints no state of a figure for another: it is refused with the place."""

import pytest
from tests.briefing.papers import template_of
from tests.fixtures.viewers import office
from tests.indicators.conftest import CITY, PROVINCE, WAN
from tests.indicators.test_states_of_a_figure import fed, firm

from chainchief.briefing.citations import Citation, Comparison
from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.issue.later_differences import would_differ
from chainchief.briefing.readback.confined import read_figures
from chainchief.briefing.render.documents import render
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.cli.main import run
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.dispatch.closing import close
from chainchief.ledger.changelog import acting

DECEMBER = Month(2023, 12)
INVESTED, REVENUE = "IND-PRJ-INVESTED", "IND-FRM-REVENUE"


def written(tmp_path, text, month=DECEMBER):
    template = tmp_path / "t.docx"
    template.write_bytes(template_of(text).content)
    return render(str(template), month, tmp_path / "out.docx")


def printed(tmp_path, text, month=DECEMBER):
    return [one.text for one in read_figures(written(tmp_path, text, month).path)]


def refused(tmp_path, text, month=DECEMBER):
    with pytest.raises(FaultsError) as refusal:
        written(tmp_path, text, month)
    (fault,) = refusal.value.faults
    assert str(fault.place).startswith("t.docx")
    return fault


@pytest.fixture
def reported(city):
    with acting("测试"):
        city.project("P1")
        for month, amount in (("2022-11", 445), ("2022-12", 900), ("2023-11", 490)):
            city.report("P1", month, invested=amount)
    return city


def test_what_nobody_reported_is_not_printed_at_all(reported, tmp_path):
    fault = refused(tmp_path, f'投资{{{{ fig("{INVESTED}") }}}}。', Month(2024, 1))
    assert fault.code == "BRF-013"
    assert "尚无报告" in fault.why


def test_a_small_amount_is_printed_in_a_smaller_unit(reported, tmp_path):
    assert printed(tmp_path, f'投资{{{{ fig("{INVESTED}") }}}}。') == ["490万元"]


def test_decimals_that_would_print_it_as_zero_are_refused(reported, tmp_path):
    fault = refused(tmp_path, f'投资{{{{ fig("{INVESTED}", places=0) }}}}。')
    assert fault.code == "BRF-014"
    assert "490万元" in fault.why


def test_eleven_months_against_twelve_are_not_printed(reported, tmp_path):
    fault = refused(tmp_path, f'投资{{{{ fig("{INVESTED}", compare="yoy") }}}}。')
    assert fault.code == "BRF-016"
    assert "2023年11月" in fault.why


def test_the_same_months_are_printed(reported, tmp_path):
    text = f'投资{{{{ fig("{INVESTED}", compare="yoy") }}}}。'
    assert printed(tmp_path, text, Month(2023, 11)) == ["增长10.1%"]


def test_the_source_passes_states_on(reported):
    month = Month(2024, 1)
    source = LedgerSource(month, reported.snapshot())
    for comparison in (Comparison.NONE, Comparison.YOY):
        citation = Citation(INVESTED, month, division=CITY, comparison=comparison)
        figure = source.figure(citation)
        assert (figure.state, figure.display) == ("not-reported", "·")
        assert is_absent(figure)


def test_growth_of_firms_by_fewer_months_is_not_printed(city, tmp_path):
    firm("E1")
    fed(tmp_path, "E1,2022-11,100", "E1,2022-12,120", "E1,2023-11,110")
    source = LedgerSource(DECEMBER, city.snapshot())
    with pytest.raises(NoFigure) as refusal:
        source.figure(Citation(REVENUE, DECEMBER, division=CITY, comparison=Comparison.YOY))
    assert refusal.value.kind.code == "BRF-016"


def test_the_province_is_a_reference_area_of_what_is_looked_up(city, tmp_path):
    city.statistic(69_000, division=PROVINCE)
    text = f'全省增长{{{{ fig("IND-OFF-IVA-GROWTH", division="{PROVINCE}") }}}}。'
    assert printed(tmp_path, text, Month(2023, 11)) == ["6.9%"]


def test_records_of_the_province_are_not_the_citys(reported, tmp_path):
    fault = refused(tmp_path, f'{{{{ fig("{INVESTED}", division="{PROVINCE}") }}}}')
    assert fault.code == "BRF-013"
    assert CITY in fault.why


def test_what_a_growth_changed_by_is_told_in_amounts_with_last_years(reported, tmp_path, capsys):
    """The growth is in percent, what made it otherwise are reports: of this year, and of last."""
    text = f'投资{{{{ fig("{INVESTED}", compare="yoy") }}}}。'
    close(Month(2023, 11), viewer=office("王主任"), reason="月度关账")
    rendered = written(tmp_path, text, Month(2023, 11))
    document = issue(rendered.path, Month(2023, 11), viewer=office("王主任")).record
    with acting("测试"):
        reported.project("P2")
        reported.report("P2", "2022-11", invested=50)
        reported.project("P3")
        reported.report("P3", "2023-11", invested=900)
    (differing,) = would_differ(document)
    assert {(each.code, each.new) for each in differing.changes} == {
        ("P2", 50 * WAN),
        ("P3", 900 * WAN),
    }
    assert run(["issued", document.name, "--today"]) == 0
    told = capsys.readouterr().out
    assert "— → 0.09亿元" in told
    assert not any("%" in line for line in told.splitlines()[1:])
