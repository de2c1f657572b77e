"""Needs in the queue: whose turn each is, by when, and that a bank's line says what is opened."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk import financing_cast as town
from tests.desk.financing_cast import WAN

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.machine import Act
from chainchief.desk.limits.financing_preset import PRESET, financing_limits
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.items import Question, View, Whose


@pytest.fixture(autouse=True)
def city(desk, monkeypatch):
    monkeypatch.setattr(cast, "city", lambda: None)
    town.city()
    return desk


def lines(viewer, day=cast.DAY, view=View.ALL, whose=Whose.MINE):
    question = Question(viewer, viewer.name, day, day + town.days(3), whose, view, "financing_need")
    return [(one.code, one.state, one.due) for one in queue_of(question).items]


def states(viewer, **asked):
    return [state for _code, state, _due in lines(viewer, **asked)]


#: Ten working days after Wednesday 2026-11-11.
TEN = dt.date(2026, 11, 25)


def test_a_need_waits_for_the_firm_and_its_county_and_once_late_for_the_office():
    need = town.raised()
    line = (need.code, "已提出，尚未向银行开放", TEN)
    assert lines(town.FIRM) == lines(town.COUNTY) == [line]
    assert lines(town.OFFICE) == lines(town.OTHER_COUNTY) == lines(town.BANKER_A) == []
    assert lines(town.OFFICE, TEN) == []
    assert lines(town.OFFICE, TEN + town.days(1)) == [line]
    assert lines(town.OFFICE, whose=Whose.UNIT) == [line]


@pytest.mark.parametrize(
    ("day", "view"),
    [(TEN - town.days(1), View.SOON), (TEN, View.SOON), (TEN + town.days(1), View.LATE)],
)
def test_views_count_by_the_day_that_a_line_shows(day, view):
    town.raised()
    assert len(lines(town.FIRM, day, view)) == 1
    other = View.LATE if view is View.SOON else View.SOON
    assert lines(town.FIRM, day, other) == []


def test_opened_it_waits_for_the_bank_and_answered_for_the_firm():
    standing = town.opened()
    assert (states(town.FIRM), states(town.BANKER_A)) == ([], ["待提出意向或答复不予受理"])
    assert states(town.BANKER_B) == []
    town.offer(standing)
    assert (states(town.FIRM), states(town.BANKER_A)) == (["已有意向，待企业选定"], [])
    assert states(town.FIRM, view=View.TO_CONFIRM) == ["已有意向，待企业选定"]


def test_a_decline_is_a_word_too():
    standing = town.opened()
    consent = town.consent_to(standing).uid
    town.step(standing.need, Act.DECLINE, town.BANKER_A, consent=consent, note="不在准入目录")
    assert states(town.BANKER_A) == []


def test_chosen_it_waits_for_the_contract_and_then_for_what_was_to_be_drawn():
    town.chosen()
    assert lines(town.BANKER_A) == [("RZ-20261111-01", "企业已选定，待签约", TEN)]
    assert states(town.BANKER_B) == states(town.FIRM) == []


def test_what_is_not_drawn_in_time_is_late():
    standing = town.concluded(until=cast.DAY + town.days(30))
    late = cast.DAY + town.days(31)
    assert states(town.BANKER_A, day=late - town.days(1)) == []
    assert states(town.BANKER_A, day=late, view=View.LATE) == ["到期未全部放款"]
    town.drawn(standing, 400 * WAN)
    assert states(town.BANKER_A, day=late) == []
    assert states(town.FIRM, day=late) == ["已全部放款"]


def test_a_line_of_a_bank_says_no_name_that_is_not_opened():
    town.opened(fields={Field.AMOUNT})
    question = Question(town.BANKER_A, "x", cast.DAY, cast.DAY, kind="financing_need")
    (item,) = queue_of(question).items
    assert "甲厂" not in f"{item.name}{item.about}{item.turn}{item.state}"


def test_withdrawn_it_leaves_the_banks_queue_at_once():
    standing = town.opened()
    town.step(standing.need, Act.REVOKE, consent=town.consent_to(standing).uid)
    assert states(town.BANKER_A) == []
    assert states(town.FIRM) == ["已提出，尚未向银行开放"]


def test_a_city_sets_the_days_of_each_step(own_home):
    town.raised()
    folder = home().path / "presets"
    folder.mkdir(parents=True, exist_ok=True)
    text = (PRESET.shipped / PRESET.file).read_text(encoding="utf-8")
    changed = text.replace("consent: 10", "consent: 3").replace("answer: 10", "answer: 5")
    (folder / PRESET.file).write_text(changed, encoding="utf-8")
    (line,) = lines(town.FIRM)
    assert line[2] == dt.date(2026, 11, 16)
    assert len(lines(town.OFFICE, dt.date(2026, 11, 17), View.LATE)) == 1
    assert lines(town.OFFICE, dt.date(2026, 11, 16)) == []
    (folder / PRESET.file).write_text(text.replace("close: 10", "close: -1"), encoding="utf-8")
    with pytest.raises(FaultsError) as raised:
        financing_limits()
    assert "close" in raised.value.faults[0].text
