"""The register of months, and one month: its check-list, its closing, its reopening."""

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import RIVER

from chainchief.dispatch.models import Closing, State

DECEMBER = "/months/2023-12/"
NOVEMBER = "/months/2023-11/"


@pytest.fixture(autouse=True)
def in_the_present(in_town):
    """A demo city stands at its last day; these months are over."""
    (in_town / "demo").unlink()


def acts(month):
    return list(Closing.objects.filter(month=month).order_by("id").values_list("state", flat=True))


def test_the_register_has_every_month_with_its_state_and_who_closed_it(reader):
    page = text_of(reader.get("/months/"))
    assert page.index("2023年12月") < page.index("2023年11月") < page.index("2023年10月")
    assert "关账（第1版）" in page


def test_the_list_before_a_closing_says_what_is_not_in_order(reader):
    page = text_of(reader.get(DECEMBER))
    assert "当月已结束" in page
    assert "未就绪" in page
    assert "从未关账。" in page


def test_a_month_is_closed_by_two_who_type_it_once_more(reader):
    done = reader.post(f"{DECEMBER}close/", {"typed": "2023-12", "reason": "按时"})
    assert (done.status_code, done.headers["Location"]) == (303, DECEMBER)
    assert acts("2023-12") == []
    shown = text_of(reader.get(DECEMBER))
    assert "您已提请关账" in shown
    again = reader.post(f"{DECEMBER}close/", {"typed": "2023-12"})
    assert (again.status_code, "须由另一人关账" in text_of(again)) == (422, True)
    sign_in(reader, "chain-office", name="市链办 刘强")
    assert "由市链办 王敏提请关账" in text_of(again)
    assert reader.post(f"{DECEMBER}close/", {"typed": "2023-12"}).status_code == 303
    assert acts("2023-12") == [State.CLOSED]
    (act,) = Closing.objects.filter(month="2023-12")
    assert (act.actor, act.reason) == ("市链办 刘强", "按时")
    assert "本月已关账" in text_of(reader.get(DECEMBER))


def test_before_a_closing_the_figures_that_moved_are_shown_with_their_records(reader):
    page = text_of(reader.get(f"{DECEMBER}rehearsal/"))
    assert "变动最大的数字" in page
    assert "试生成发布稿" in page
    assert "有变化的记录" in page
    assert "2023-11r1" in page
    sign_in(reader, "county", division=RIVER)
    assert reader.get(f"{DECEMBER}rehearsal/").status_code == 403


@pytest.mark.parametrize("typed", ["", "2023-11", "12", "是"])
def test_whoever_types_another_month_closes_none(reader, typed):
    refused = reader.post(f"{DECEMBER}close/", {"typed": typed})
    assert refused.status_code == 422
    assert "2023-12" in text_of(refused)
    assert acts("2023-12") == []


def test_a_closed_month_is_reopened_for_a_reason_alone(reader):
    refused = reader.post(f"{NOVEMBER}reopen/", {"typed": "2023-11", "reason": " "})
    assert refused.status_code == 422
    done = reader.post(f"{NOVEMBER}reopen/", {"typed": "2023-11", "reason": "补报"})
    assert done.status_code == 303
    assert acts("2023-11") == [State.CLOSED, State.REOPENED]
    assert "修订中" in text_of(reader.get(NOVEMBER))


def test_a_month_that_has_not_begun_is_refused_in_words(reader):
    refused = reader.post("/months/2999-01/close/", {"typed": "2999-01"})
    assert refused.status_code == 422
    assert "还没有开始" in text_of(refused)


def test_a_county_sees_its_own_missing_reports_and_closes_nothing(reader):
    sign_in(reader, "county", division=RIVER)
    page = text_of(reader.get(DECEMBER))
    assert "南城区" not in page
    assert "由链办关账" in page
    assert reader.post(f"{DECEMBER}close/", {"typed": "2023-12"}).status_code == 403
    assert acts("2023-12") == []


def test_what_is_no_month_is_told(reader):
    assert reader.get("/months/banana/").status_code == 404
