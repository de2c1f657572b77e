"""In a demo city acts happen on its last day: what pages count from and what acts write agree."""

import datetime as dt

import pytest
from django.test import Client
from tests.desk import cast
from tests.fixtures.accounts import sign_in

from chainchief.core import clock
from chainchief.demo import days, marker
from chainchief.ledger import changelog
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.ledger.kinds.project.models import Project, ProjectReport

LAST = dt.date(2023, 11, 30)


@pytest.fixture
def demo(ledger):
    """A ledger whose newest report is of November 2023, with the mark of a demo."""
    with clock.standing(lambda: dt.date(2022, 1, 1)):
        cast.city()
        cast.accounts()
    with changelog.acting("clerk", "a report"):
        Project.objects.create(code="P-1", name="项目", division_id=cast.NORTH)
        ProjectReport.objects.create(
            code="P-1/2023-11", project_id="P-1", month="2023-11", reported_on=LAST
        )
    marker.write(marker.Marker(7, 1.0, True))
    return ledger


def proposed_by_page() -> Feature:
    client = Client()
    sign_in(client, name=cast.COUNTY.name)
    sent = {"firm": "QY-1", "name": "一根丝的突围", "merits": "国产化"}
    assert client.post("/desk/features/new/", sent).status_code == 303
    return Feature.objects.get()


def test_an_act_by_a_page_is_of_the_demos_last_day(demo):
    feature = proposed_by_page()
    assert feature.proposed_on == LAST
    assert feature.code == "XC-20231130-01"
    # Five working days after Thursday 2023-11-30.
    assert feature.turn_due_on == dt.date(2023, 12, 7)


def test_elsewhere_it_is_of_today(demo):
    marker.path().unlink()
    assert proposed_by_page().proposed_on == clock.today() > LAST


def test_the_page_counts_from_the_same_day(demo):
    feature = proposed_by_page()
    client = Client()
    sign_in(client, name=cast.OFFICE.name)
    text = client.get(f"/desk/features/{feature.uid}/").content.decode()
    assert "5个工作日" in text
    assert "2023-12-07" in text


def test_the_clock_goes_on_once_the_request_is_over(demo):
    today = clock.today()
    proposed_by_page()
    assert clock.today() == today
    with days.standing_at_its_last_day():
        assert clock.today() == LAST
    assert clock.today() == today


def test_the_log_says_when_it_was_really_done(demo):
    before = dt.datetime.now(dt.UTC)
    feature = proposed_by_page()
    from chainchief.ledger.changelog.models import ChangeEvent

    event = ChangeEvent.objects.filter(kind="feature", uid=feature.uid.hex).get()
    assert event.at >= before


def test_a_home_without_reports_stands_at_today(ledger):
    marker.write(marker.Marker(7, 1.0, True))
    assert days.last_day() == clock.today()


def test_a_clock_that_asks_the_clock_gets_the_real_day():
    real = clock.today()
    with clock.standing(lambda: clock.today() - dt.timedelta(days=3)):
        assert clock.today() == real - dt.timedelta(days=3)
