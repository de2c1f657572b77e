"""Figures that stand out against their history, each computed here by hand."""

import pytest
from tests.dispatch import asking, parties
from tests.dispatch.asking import CITY, NORTHERNER, WAN, answer_to, blank, opened, request_to

from chainchief.access.scopes import Dimension
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.answers.suspicion.changes import changes_of, is_quiet
from chainchief.dispatch.answers.suspicion.measures import (
    History,
    jump_of,
    steps_of,
    suspicions,
)
from chainchief.dispatch.answers.suspicion.preset import rules
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.ledger import changelog
from chainchief.ledger.kinds.furnished.models import FurnishedNumber

NOVEMBER, DECEMBER, JANUARY = Month(2023, 11), Month(2023, 12), Month(2024, 1)


def history(*amounts, last=NOVEMBER, cumulative=True):
    """Amounts of the months up to the one before `last`."""
    months = [last + (at - len(amounts)) for at in range(len(amounts))]
    return History(tuple(zip(months, amounts, strict=True)), cumulative)


def weights(value, past, month=NOVEMBER, same=1):
    return [one.weight for one in suspicions(value, past, month, same, rules())]


def words(value, past, month=NOVEMBER, same=1):
    return "；".join(one.words for one in suspicions(value, past, month, same, rules()))


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [
        (12_000_000, 1_100, [100]),  # 10909 times: 元 for 万元, with a month's growth in it
        (1_300, 11_000_000, [100]),  # 1/8462 of it
        (14_000_000, 1_000, []),  # 14000 times is 40 % away from ten thousand: a growth, no slip
        (11_000, 1_000, [80]),  # 11 times is 10 % off
        (11_200, 1_000, []),  # 11.2 times is 12 % off
        (1_050_000, 1_000, [80]),  # a thousand and fifty
        (-10_000, 1_000, []),  # of another sign
    ],
)
def test_slips_of_a_unit_and_of_the_point(value, last, expected):
    found = weights(value, history(last))
    assert [each for each in found if each >= 80] == expected


def test_a_slip_is_said_in_words_with_its_direction():
    assert "的一万倍" in words(10_000 * 999, history(999))
    assert "万分之一" in words(999, history(10_000 * 999))
    assert "1/100" in words(70, history(7_000))


def test_in_january_a_tenth_of_december_is_nothing_to_wonder_at():
    past = history(9_000, 12_000, last=JANUARY)
    assert weights(1_200, past, JANUARY) == []
    assert weights(120_000, past, JANUARY) == [80]


def test_a_cumulative_figure_that_falls_within_the_year():
    assert weights(900, history(800, 1_000)) == [60]
    assert weights(900, history(800, 1_000, cumulative=False)) == []


def test_steps_begin_anew_each_year_and_are_spread_over_missing_months():
    figures = [
        (Month(2022, 11), 1_100),
        (Month(2022, 12), 1_300),
        (Month(2023, 2), 300),  # two months of the new year: 150 each
        (Month(2023, 5), 900),  # 600 in three months: 200 each
    ]
    assert steps_of(figures, is_cumulative=True) == (200, 150, 200)
    assert steps_of(figures, is_cumulative=False) == (1_100, 1_300, 300, 900)


def test_a_jump_is_measured_by_medians():
    # Steps 100, 110, 90, 105, 95: median 100, deviations 0 10 10 5 5, their median 5.
    # 0.6745 × (step − 100) / 5 > 3.5 from 125.95 on; and it must be more than twice the median.
    steps = [100, 110, 90, 105, 95]
    assert jump_of(126, steps, rules()) == 0
    assert jump_of(200, steps, rules()) == 0
    assert jump_of(201, steps, rules()) == pytest.approx(2.01)


def test_one_wild_month_in_history_does_not_hide_the_next():
    # Steps 100, 100, 110, 90, 5000: median 100, median deviation 10. A mean would be 1080.
    assert jump_of(900, [100, 100, 110, 90, 5_000], rules()) == pytest.approx(9)


def test_unsteady_steps_make_a_large_one_usual():
    # Steps 10, 200, 30, 400, 90: median 90, deviations 80 110 60 310 0: median 80.
    # 0.6745 × (step − 90) / 80 > 3.5 from 505.1 on.
    steps = [10, 200, 30, 400, 90]
    assert jump_of(505, steps, rules()) == 0
    assert jump_of(506, steps, rules()) == pytest.approx(506 / 90)


def test_where_all_steps_were_equal_times_alone_decides():
    assert jump_of(200, [100] * 5, rules()) == 0
    assert jump_of(201, [100] * 5, rules()) == pytest.approx(2.01)


def test_a_jump_of_a_cumulative_figure_names_how_many_usual_months_it_is():
    # From July to October 100 a month, six steps with January's; November adds 700.
    past = history(100, 200, 300, 400, 500, 600, 700)
    assert weights(1_400, past) == [40]
    assert "7.0" in words(1_400, past)
    assert weights(800, past) == []


def test_december_that_makes_the_year():
    past = history(500, 550, 600, last=DECEMBER)
    assert weights(1_000, past, DECEMBER) == []  # 400 of 1000 are 40 %, not more
    assert weights(1_010, past, DECEMBER) == [50]  # 410 of 1010 are 40.6 %
    assert "41%" in words(1_010, past, DECEMBER)


def test_with_a_short_history_a_doubling_is_told():
    assert weights(2_000, history(900, 1_000)) == []
    assert weights(2_001, history(900, 1_000)) == [35]


def test_the_same_amount_in_a_row_of_months_and_in_rows():
    assert weights(700, history(650, 700)) == []
    assert weights(700, history(700, 700)) == [25]
    assert "3" in words(700, history(700, 700))
    assert weights(700, history(700, 600, 700)) == []
    assert weights(1_020, history(1_000), same=3) == [30]
    assert weights(1_020, history(1_000), same=2) == []
    assert weights(0, history(0, 0), same=9) == []


def test_a_figure_with_nothing_to_compare_it_with_is_told_lightly():
    assert weights(500, History()) == [5]
    assert weights(0, History()) == []


def test_a_city_sets_its_own_thresholds(own_home):
    shipped = rules()
    folder = own_home / "presets"
    folder.mkdir()
    text = (
        f"source: 本市\nversion: 2\nvalid_from: 2023-01-01\nmonths: 24\n"
        f"unit_slip: {{weight: {shipped.unit_slip.weight}, near: 35}}\n"
        "point_slip: {weight: 0, near: 10}\nfalls: {weight: 60}\n"
        "december: {weight: 50, share: 40}\njump: {weight: 40, score: 3.5, times: 2, months: 4}\n"
        "growth: {weight: 7, times: 1.5}\nsame_rows: {weight: 30, rows: 3}\n"
        "same_months: {weight: 0, months: 3}\nno_history: {weight: 5}\n"
    )
    (folder / "suspicion.yaml").write_text(text, encoding="utf-8")
    assert weights(10_000, history(1_000)) == [7]
    assert weights(700, history(700, 700)) == []
    (folder / "suspicion.yaml").write_text(text.replace("times: 2", "times: 0"), encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        rules()
    assert "times" in str(refused.value)


@pytest.fixture
def request_(ledger):
    asking.city()
    return request_to(opened())


def saved_changes(request, numbers):
    held = acts.save(request, answer_to(request, numbers), blank(request), viewer=NORTHERNER)
    questionnaire = questionnaire_of(held)
    return changes_of(questionnaire, answer_of(held, questionnaire))


def test_the_most_suspicious_change_comes_first(request_):
    # October: 1000, 2000, 3000 万元. PRJ-1 typed in 元; PRJ-2 fell.
    numbers = {"PRJ-1/2023-11/0": 2_200 * 10_000, "PRJ-2/2023-11/0": 2_900}
    changes = saved_changes(request_, numbers)
    first = [(one.code, one.column, one.weight) for one in changes if one.weight]
    assert first == [("PRJ-1/2023-11/0", "invested", 100), ("PRJ-2/2023-11/0", "invested", 60)]
    assert changes[0].last == 2_000 * WAN
    assert not is_quiet(changes)


def test_an_answer_as_usual_is_quiet(request_):
    assert is_quiet(saved_changes(request_, {}))


def test_a_number_added_in_new_rows_has_the_history_of_its_item(ledger):
    asking.city()
    parties.parties()
    with changelog.acting("clerk", "October"):
        for month, stations in (("2023-09", 10_500), ("2023-10", 11_000)):
            FurnishedNumber.objects.create(
                code=f"5g-stations/{CITY}/{month}",
                name="5G基站",
                item="5g-stations",
                division_id=CITY,
                month=month,
                quantity=stations,
                unit="个",
                office="市统计局",
                provider_id=parties.STATISTICIANS,
            )
    of = (parties.STATISTICIANS,)
    collection = opened(parties.NUMBERS, of=of, dimension=Dimension.ORGANISATION)
    request = request_to(collection, parties.STATISTICIANS)
    code = f"5g-stations/{CITY}/2023-11"
    values = {
        "item": "5g-stations",
        "name": "5G基站",
        "division": CITY,
        "quantity": 112_000_000,
        "unit": "个",
        "office": "市统计局",
        "provider": parties.STATISTICIANS,
    }
    held = parties.submitted(request, {code: values}, (parties.FURNISHER, parties.SECOND_FURNISHER))
    questionnaire = questionnaire_of(held)
    first = changes_of(questionnaire, answer_of(held, questionnaire))[0]
    assert (first.column, first.last, first.weight) == ("quantity", 11_000, 100)
