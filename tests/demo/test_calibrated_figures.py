"""Whatever the seed, the city's figures of November come out as the preset's targets say."""

from tests.demo.showing import figures

from chainchief.core.home import home
from chainchief.core.spans import Month
from chainchief.demo import marker
from chainchief.dispatch import closing
from chainchief.dispatch import verification as closings
from chainchief.lake.snapshots import verification as lake
from chainchief.ledger import changelog, evidence
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import Project, ProjectStage

PRINTED = {
    "IND-PRJ-STARTED": "301个",
    "IND-PRJ-FUNDS-RECOGNISED": "201亿元",
    "IND-PRJ-LIST-PROV": "113个",
    "IND-PRJ-INVESTED-PROV": "187.7亿元",
    "IND-PRJ-LIST-CITY": "130个",
    "IND-PRJ-INVESTED-CITY": "216.3亿元",
    "IND-PRJ-LIST-EITHER": "205个",
    "IND-CHAIN-LANDMARK": "12条",
    "IND-OFF-IVA-GROWTH": "8.6%",
    "IND-OFF-IVA-OVER-PROV": "1.7个百分点",
    "IND-OFF-TECH-GROWTH": "10.7%",
    "IND-OFF-TECH-RANK": "第5位",
    "IND-FUR-5G-STATIONS": "1.1万个",
    "IND-FUR-5G-REACH": "100%",
}


def test_later_records_change_no_figure_of_november(city):
    with city(scale=1.0):
        found = figures(snapshot="working")
    assert {code: found[code] for code in PRINTED} == PRINTED


def test_there_are_records_that_must_not_count(city):
    with city(scale=1.0):
        started = ProjectStage.objects.filter(stage="started")
        assert started.filter(evidence="refused").count() == 7
        assert started.filter(evidence="pending").count() == 5
        in_2023 = started.filter(occurred_on__year=2023, occurred_on__month=11)
        late = in_2023.filter(recognised_on__month=12)
        assert late.filter(reported_on__month=12).count() == 6
        assert Project.objects.filter(duplicate_of__isnull=False).count() == 8
        assert Project.objects.filter(withdrawn_on__isnull=False).count() == 3
        assert started.count() > 301 + 60


def test_the_size_is_that_of_the_preset(city):
    with city(scale=1.0):
        assert Enterprise.objects.count() == 2500
        assert 650 <= Project.objects.count() <= 750


def test_everything_is_verified_clean(city):
    with city(scale=1.0):
        found = (changelog.verify(), evidence.verify(), lake.verify(), closings.verify())
        assert [fault.text for faults in found for fault in faults] == []


def test_months_are_closed_and_december_is_open(city):
    with city(scale=1.0):
        closed = [act.snapshot for act in closing.closed_months()]
        assert closing.snapshot_for(Month(2023, 12)).id == "working"
    revised = {"2022-06", "2022-12", "2023-03", "2023-06", "2023-10"}
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)][:23]
    assert closed == [f"{month}r{2 if month in revised else 1}" for month in months]


def test_the_revision_of_october_shows_one_more_start(city):
    with city(scale=1.0):
        before = figures("2023-10", "2023-10r1")["IND-PRJ-STARTED"]
        after = figures("2023-10", "2023-10r2")["IND-PRJ-STARTED"]
    assert int(after.removesuffix("个")) == int(before.removesuffix("个")) + 1


def test_the_home_folder_bears_the_mark(city):
    with city(scale=1.0):
        assert marker.read() == marker.Marker(20231130, 1.0, complete=True)
        assert (home().path / "demo").exists()
