"""What the public is told: no small cell, nothing that tells one, nothing internal."""

import json
from pathlib import Path

import pytest
import yaml
from tests.fixtures.viewers import office
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, WAN, city_with_places

from chainchief.cli.main import run
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import speaking
from chainchief.core.spans import Month, Span
from chainchief.dispatch.closing import close, reopen, snapshot_for
from chainchief.indicators.catalogue import loading
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.disclosure.preset import rule
from chainchief.indicators.disclosure.releases import releases_before
from chainchief.indicators.figures import Scope
from chainchief.lake.snapshots.making import working
from chainchief.ledger.kinds.project.models import ProjectReport

PRESETS = Path(loading.__file__).parents[1] / "presets"
INVESTED, RATE, INTERNAL = "IND-PRJ-INVESTED", "IND-PRJ-INVESTED-RATE", "IND-PRJ-FUNDS-REPORTED"
OCTOBER = Month(2023, 10)


@pytest.fixture
def town(ledger):
    """Ten projects in one county and two in another, all of one chain; investment is protected."""
    town = city_with_places()
    for number in range(10):
        town.project(f"P{number}", DECHENG, "FOOD", total_investment=10**12)
        town.report(f"P{number}", invested=100 + number)
    for number in range(10, 12):
        town.project(f"P{number}", NINGJIN, "FOOD", total_investment=10**12)
        town.report(f"P{number}", invested=500)
    for number in range(12, 20):
        town.project(f"P{number}", DECHENG, "NEW-IT", total_investment=10**12)
        town.report(f"P{number}", invested=70 + number)
    indicator = next(
        each
        for path in sorted(PRESETS.glob("indicators*.yaml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
        if each["code"] == INVESTED
    )
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "indicators-own.yaml").write_text(
        yaml.safe_dump([{**indicator, "disclosure": "protected"}], allow_unicode=True),
        encoding="utf-8",
    )
    town.catalogue = loading.load()
    return town


def told(town, audience=Audience.PUBLIC, snapshot=None, **more):
    snapshot = snapshot or working()
    found = figures_for(snapshot, NOVEMBER, catalogue=town.catalogue, engine=town.engine, **more)
    return for_audience(found, audience, snapshot, town.engine)


def test_inside_the_bureau_nothing_is_withheld(town):
    found = told(town, Audience.INTERNAL)
    assert found.withheld == {}
    assert found.get(INVESTED, Scope(NINGJIN)).value == 1000 * 10**6


def test_a_county_of_two_projects_and_what_would_tell_it_are_withheld(town):
    found = told(town)
    small = found.get(INVESTED, Scope(NINGJIN))
    assert (small.value, dict(small.parts), small.records, small.display) == (None, {}, 0, "*")
    with speaking("en"):
        assert told(town).get(INVESTED, Scope(NINGJIN)).absent == (
            "too few or too dominant contributors"
        )
    assert found.get(INVESTED, Scope(NINGJIN, "FOOD")).value is None
    beside = [found.get(INVESTED, Scope(DECHENG)).value, found.get(INVESTED, Scope(CITY)).value]
    assert None in beside


def test_a_rate_made_of_a_withheld_number_is_withheld(town):
    with speaking("en"):
        rate = told(town).get(RATE, Scope(NINGJIN))
    assert rate.value is None
    assert rate.absent == "it would tell Investment completed by chain projects, which is withheld"


def test_what_is_open_stays_open(town):
    planned = told(town).get("IND-PRJ-PLANNED-TOTAL", Scope(NINGJIN))
    assert planned.value == 2 * 10**12


def test_what_is_internal_is_not_told_at_all(town):
    found = told(town)
    assert found.get(INTERNAL).value is None


def test_it_does_not_matter_which_cells_were_asked_for(town):
    whole = told(town)
    few = told(town, divisions=[NINGJIN], chains=[""], codes=[INVESTED])
    assert few.get(INVESTED, Scope(NINGJIN)).absent == whole.get(INVESTED, Scope(NINGJIN)).absent


def test_the_command_withholds_and_refuses_the_receipt(town, capsys):
    with speaking("zh-hans"):
        words = ["figures", "2023-11", "--json", "--audience", "public", "--division", NINGJIN]
        assert run(words) == 0
        figures = {each["code"]: each for each in json.loads(capsys.readouterr().out)["figures"]}
        assert figures[INVESTED]["value"] is None
        assert figures[INVESTED]["absent"]
        words = ["figure", INVESTED, "2023-11", "--receipt", "--audience", "public"]
        assert run(words) == 2
        assert "不对外" in capsys.readouterr().err


def test_a_city_may_be_stricter(own_home):
    home().presets.mkdir(parents=True, exist_ok=True)
    own = home().presets / "disclosure.yaml"
    head = "source: 本市规定\nversion: 2\nvalid_from: 2024-01-01\n"
    own.write_text(f"{head}threshold: 5\ndominant: 70\nmargin: 15\n", encoding="utf-8")
    assert (rule().threshold, rule().dominant, rule().margin) == (5, 0.7, 0.15)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("- a\n", ["IND-060"]),
        ("a: [\n", ["IND-060"]),
        ("threshold: 0\ndominant: x\nmargin: 10\n", ["IND-062"] * 3 + ["IND-061"] * 2),
        ("source: x\nversion: 1\nvalid_from: 2022-01-01\nthreshold: 3\nmargin: 5\n", ["IND-062"]),
    ],
)
def test_all_faults_of_the_rule_are_told_at_once(own_home, text, codes):
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "disclosure.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as refusal:
        rule()
    assert [fault.code for fault in refusal.value.faults] == codes


def as_in_october(town):
    """The reports of November were made in October already, so nothing has changed since."""
    for report in ProjectReport.objects.filter(month="2023-11"):
        town.report(report.project_id, "2023-10", invested=report.invested // WAN)


def test_a_month_that_one_project_alone_added_to_is_not_told_after_the_one_before(town):
    """Each alone is safe; subtracted, they would tell what one project invested in November."""
    as_in_october(town)
    close(OCTOBER, viewer=office("clerk"))
    town.report("P3", "2023-11", 1, invested=900)
    with speaking("en"):
        one, whole = (told(town).get(INVESTED, Scope(*at)) for at in ((DECHENG, "FOOD"), (CITY,)))
    assert one.absent == whole.absent
    assert one.absent == "too few or too dominant contributors to its change since October 2023"
    close(NOVEMBER, viewer=office("clerk"))
    again = told(town, snapshot=snapshot_for(NOVEMBER))
    assert again.get(INVESTED).value is None
    before = told(town, snapshot=snapshot_for(OCTOBER))
    assert before.get(INVESTED).value is not None


def test_a_month_that_many_projects_added_to_is_told(town):
    as_in_october(town)
    close(OCTOBER, viewer=office("clerk"))
    for number in range(20):
        town.report(f"P{number}", "2023-11", 1, invested=900 + number)
    assert told(town).get(INVESTED).value == sum(900 + number for number in range(20)) * 10**6


def test_the_public_is_told_sums_from_january_on_alone(town):
    span = Span.parse("2023-07..2023-11")
    found = told(town, span=span)
    assert found.get(INVESTED).value is None
    assert found.get("IND-PRJ-PLANNED-TOTAL").value is not None


def test_closings_of_up_to_a_year_before_were_told_and_those_after_were_not(ledger):
    city_with_places()
    for month in ("2022-10", "2022-11", "2023-10", "2023-11"):
        close(Month.parse(month), viewer=office("clerk"))
    year = Span.year_to(NOVEMBER)

    def labels(snapshot):
        return [each.snapshot.id for each in releases_before(snapshot, year)]

    assert labels(working()) == ["2023-11r1", "2023-10r1", "2022-11r1"]
    assert labels(snapshot_for(NOVEMBER)) == ["2023-10r1", "2022-11r1"]
    reopen(NOVEMBER, viewer=office("clerk"), reason="更正")
    close(NOVEMBER, viewer=office("clerk"))
    assert labels(snapshot_for(NOVEMBER)) == ["2023-11r1", "2023-10r1", "2022-11r1"]
