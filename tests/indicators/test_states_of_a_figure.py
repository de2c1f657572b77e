"""Known zero, not reported, not known, not applicable, withheld: one never stands for another."""

import pytest
from tests.fixtures.viewers import office
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, WAN, ZONE, day

from chainchief.core.spans import Month
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.figures import MARKS, Scope, State
from chainchief.intake.feeds.taking import take_feed
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.project_plan.models import ProjectPlan
from chainchief.ledger.kinds.title.models import Award, Title

STARTED, INVESTED = "IND-PRJ-STARTED", "IND-PRJ-INVESTED"
LISTED, RATE = "IND-PRJ-LIST-PROV", "IND-PRJ-START-RATE"
REVENUE, REPORTING = "IND-FRM-REVENUE", "IND-FRM-REPORTING"
GROWTH, OVER, STATIONS = "IND-OFF-IVA-GROWTH", "IND-OFF-IVA-OVER-PROV", "IND-FUR-5G-STATIONS"
RANK = "IND-OFF-TECH-RANK"


def state(city, code, division=CITY, chain="", **more):
    """The state of a figure; its mark, value and parts must say the same."""
    figure = city.figure(code, division, chain, **more)
    if figure.state in MARKS:
        assert figure.value is None
        assert figure.parts.get("denominator", 0) == 0
        assert figure.display == MARKS[figure.state]
        assert figure.absent
    else:
        assert (figure.value == 0) is (figure.state is State.ZERO)
        assert not figure.absent
    return figure.state.value


def fed(tmp_path, *lines):
    file = tmp_path / "months.csv"
    file.write_text("enterprise,month,revenue\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert not take_feed("firm-month", file, viewer=office("tester"), legal_basis="统计制度").faults


def firm(code, division=DECHENG, chain="FOOD"):
    return Enterprise.objects.create(
        code=code, name=f"企业{code}", division_id=division, chain_id=chain
    )


def difficulty(code, received, confirmed):
    """One of a firm of its own, answered and confirmed by it as solved."""
    host, _made = Organisation.objects.get_or_create(
        code="O1", defaults={"name": "工信局", "category": "department", "division_id": CITY}
    )
    return Difficulty.objects.create(
        code=code,
        name="用工难",
        enterprise=firm(f"E-{code}"),
        division_id=DECHENG,
        category="labour",
        source="visit",
        host=host,
        received_on=day(received),
        due_on=day(received),
        answered_on=confirmed and day(confirmed),
        outcome="solved" if confirmed else "",
        confirmed_on=confirmed and day(confirmed),
    )


# Flows: a register of events is live from the first day that any of its rows speaks of.


def test_an_event_that_did_not_happen_in_a_live_register_is_a_zero(city):
    city.project("P1")
    city.stage("P1", stage="signed", on="2023-02-01")
    assert state(city, STARTED) == "zero"
    assert state(city, STARTED, NINGJIN, "NEW-IT") == "zero"


def test_before_a_register_begins_nothing_is_known(city):
    city.project("P1")
    city.stage("P1", on="2023-02-01")
    assert state(city, STARTED, month=Month(2023, 1)) == "not-known"
    assert state(city, STARTED, month=Month(2023, 2)) == "value"


def test_a_register_without_a_row_knows_nothing(city):
    assert state(city, STARTED) == "not-known"
    assert state(city, "IND-LND-AREA") == "not-known"


def test_an_event_that_is_dated_later_shows_that_the_register_was_live(city):
    city.project("P1")
    city.stage("P1", on="2022-12-28", recognised_on=day("2023-01-05"))
    assert state(city, STARTED, span="2022-01..2022-12") == "zero"


def test_a_plan_whose_days_lie_ahead_is_live_in_all_of_its_year(city):
    city.project("P1")
    ProjectPlan.objects.create(
        code="P1/2023", project_id="P1", year=2023, start_by=day("2023-12-20")
    )
    assert state(city, "IND-PRJ-START-DUE") == "zero"
    assert state(city, "IND-PRJ-START-DUE", month=Month(2022, 11)) == "not-known"


def test_what_is_not_told_by_chain_or_of_another_city_is_not_applicable(city):
    city.project("P1")
    city.stage("P1")
    assert state(city, "IND-PRJ-SIGNED", PROVINCE) == "not-applicable"
    city.statistic(86_000)
    assert state(city, GROWTH, chain="FOOD") == "not-applicable"


# Cumulative reports: what reports say is not reported until they have come in.


@pytest.fixture
def reporting(city):
    city.project("P1")
    city.project("P2", division=NINGJIN)
    city.report("P1", "2023-01", invested=490)
    city.report("P2", "2023-02", invested=0)
    return city


def test_a_report_of_zero_is_a_zero(reporting):
    assert state(reporting, INVESTED, NINGJIN) == "zero"
    assert state(reporting, INVESTED) == "value"


def test_a_month_on_which_nobody_has_reported_is_not_reported(reporting):
    assert state(reporting, INVESTED, month=Month(2024, 1)) == "not-reported"
    assert state(reporting, INVESTED, span="2023-07..2023-11") == "not-reported"


def test_a_unit_whose_project_has_still_to_report_is_not_reported(reporting):
    assert state(reporting, INVESTED, NINGJIN, month=Month(2023, 1)) == "not-reported"
    assert state(reporting, INVESTED, DECHENG, month=Month(2023, 1)) == "value"


def test_a_unit_without_anybody_who_would_report_has_a_zero(reporting):
    assert state(reporting, INVESTED, ZONE) == "zero"
    assert state(reporting, INVESTED, DECHENG, "NEW-IT") == "zero"


def test_before_the_first_report_of_all_nothing_is_known(reporting):
    assert state(reporting, INVESTED, month=Month(2022, 11)) == "not-known"


def test_a_report_that_leaves_the_amount_blank_does_not_state_it(reporting):
    reporting.report("P1", "2024-01", invested=None, funds_reported=3)
    assert state(reporting, INVESTED, month=Month(2024, 1)) == "not-reported"


def test_an_unchanged_amount_is_a_zero_where_it_was_reported(reporting):
    reporting.report("P1", "2023-09", invested=490)
    assert state(reporting, INVESTED, span="2023-07..2023-11") == "zero"


def test_monthly_data_of_firms_that_nobody_sent_are_not_reported(city, tmp_path):
    firm("E1")
    firm("E2", NINGJIN)
    fed(tmp_path, "E1,2023-10,100", "E2,2023-10,0")
    assert state(city, REVENUE) == "value"
    assert state(city, REVENUE, NINGJIN) == "zero"
    assert state(city, REVENUE, month=Month(2024, 1)) == "not-reported"
    assert state(city, REVENUE, month=Month(2022, 12)) == "not-known"


def test_how_many_reported_is_known_although_nobody_did(city, tmp_path):
    firm("E1")
    fed(tmp_path, "E1,2023-10,100")
    assert state(city, REPORTING) == "zero"
    assert state(city, REPORTING, month=Month(2023, 9)) == "not-known"


# Stocks.


def test_nobody_on_a_list_that_is_in_use_is_a_zero(city):
    city.project("P1")
    city.listing("P1", "PROV-TECH", since="2022-01-01", until="2022-12-31")
    assert state(city, LISTED) == "zero"


def test_a_list_that_nobody_ever_stood_on_beside_lists_in_use_is_a_zero(city):
    city.project("P1")
    city.listing("P1", "OTHER", since="2022-01-01")
    assert state(city, LISTED) == "zero"


def test_a_list_whose_members_are_dated_later_knows_nothing_of_before(city):
    for code, on_list in (("P1", "PROV-TECH"), ("P2", "OTHER")):
        city.project(code)
        city.listing(code, on_list, since="2023-03-01" if code == "P1" else "2020-01-01")
    assert state(city, LISTED) == "value"
    assert state(city, LISTED, month=Month(2022, 11)) == "not-known"


def test_what_is_open_in_a_register_of_which_all_is_done_is_a_zero(city):
    assert state(city, "IND-DIF-OPEN") == "not-known"
    difficulty("D1", received="2023-02-01", confirmed="2023-03-01")
    assert state(city, "IND-DIF-OPEN") == "zero"


# Ratios and differences take the state of the part that is missing.


def test_a_ratio_over_a_known_zero_is_not_applicable(city):
    city.project("P1")
    city.stage("P1")
    assert state(city, RATE) == "not-applicable"


def test_a_ratio_of_a_known_zero_is_a_zero(city):
    city.project("P1")
    city.stage("P1", stage="signed")
    assert state(city, RATE) == "zero"


def test_a_ratio_of_what_is_not_reported_is_not_reported(reporting):
    recognised = "IND-PRJ-RECOGNITION-RATE"
    reporting.stage("P1", on="2023-01-05")
    assert state(reporting, recognised) == "not-reported"


def test_a_difference_without_one_side_is_not_reported(city):
    city.statistic(86_000)
    assert state(city, OVER) == "not-reported"
    city.statistic(86_000, division=PROVINCE)
    assert state(city, OVER) == "zero"


# What others say.


def test_an_official_statistic_is_released_or_not_reported(city):
    assert state(city, GROWTH) == "not-reported"
    city.statistic(0)
    assert state(city, GROWTH) == "zero"


def test_a_statistic_in_another_unit_is_not_applicable(city):
    city.statistic(86_000, unit="亿元")
    assert state(city, GROWTH) == "not-applicable"


def test_a_furnished_number_waits_for_whoever_confirms_it(city):
    assert state(city, STATIONS) == "not-reported"
    number = city.furnished(5, confirmed_by="", confirmed_on=None)
    assert state(city, STATIONS) == "not-reported"
    number.confirmed_by, number.confirmed_on = "王某", day("2023-12-10")
    number.version = 2
    number.save()
    assert state(city, STATIONS) == "value"


def test_a_notice_that_names_others_has_no_rank_for_the_city(city):
    series = city.catalogue[RANK].series
    assert state(city, RANK) == "not-reported"
    city.rank(3, series=series, division=DECHENG)
    assert state(city, RANK) == "not-applicable"
    city.rank(5, series=series)
    assert state(city, RANK) == "value"


def test_a_streak_that_no_list_names_is_told_from_a_list_without_the_city(city):
    code = next(e.code for e in city.catalogue if e.nature == "rank" and e.yearly)
    series = city.catalogue[code].series
    assert state(city, code) == "not-reported"
    city.rank(3, series=series, division=DECHENG)
    assert state(city, code) == "not-applicable"


def test_an_attribute_that_a_record_does_not_state_is_not_reported(city):
    code = next(e.code for e in city.catalogue if e.parameters and e.source.startswith("project"))
    city.project("P1", total_investment=None)
    assert state(city, code, record="P1") == "not-reported"
    assert state(city, code, record="P9") == "not-applicable"


# Withheld.


def public(city, code, division=CITY):
    snapshot = city.snapshot()
    figures = city.figures(snapshot=snapshot, codes=[code])
    found = for_audience(figures, Audience.PUBLIC, snapshot, city.engine)
    return found.get(code, Scope(division))


def test_a_small_cell_is_withheld_for_the_public_and_a_value_inside(city, tmp_path):
    firm("E1")
    fed(tmp_path, "E1,2023-11,100")
    assert state(city, REVENUE) == "value"
    told = public(city, REVENUE)
    assert (told.state, told.display, told.parts) == ("withheld", "*", {})


def test_a_furnished_number_that_may_not_be_published_is_withheld_for_the_public(city):
    number = city.furnished(5)
    inside = city.figure(STATIONS)
    assert (inside.value, bool(inside.not_public)) == (5, True)
    assert inside.note == inside.not_public
    told = public(city, STATIONS)
    assert (told.value, told.state) == (None, "withheld")
    assert "不公开" in told.absent
    number.publishable, number.version = True, 2
    number.save()
    assert public(city, STATIONS).value == 5
    assert not city.figure(STATIONS).not_public


def test_every_state_without_a_value_has_a_mark_of_its_own():
    without = set(State) - {State.VALUE, State.ZERO}
    assert set(MARKS) == without
    assert len(set(MARKS.values())) == len(without)
    assert not any(mark.isdigit() for mark in MARKS.values())


def test_an_amount_of_490_thousand_is_not_told_as_no_hundred_million(reporting):
    figure = reporting.figure(INVESTED)
    assert (figure.value, figure.display) == (490 * WAN, "490万元")


def held_by_a_firm(title, on="2023-05-10"):
    firm("E9")
    return Award.objects.create(
        code=f"{title}/E9",
        name="企业E9",
        title_id=title,
        batch_name="第一批",
        standing="selected",
        enterprise_id="E9",
        division_id=DECHENG,
        awarded_on=day(on),
        valid_from=day(on),
    )


def test_a_title_that_nobody_ever_held_here_is_not_known(city):
    Title.objects.create(code="GAZELLE", name="瞪羚企业", level="provincial")
    Title.objects.create(code="SRDI", name="专精特新", level="provincial")
    held_by_a_firm("SRDI")
    for code in ("IND-TTS-GAZELLE", "IND-TTN-GAZELLE"):
        assert state(city, code) == "not-known"
        assert "GAZELLE" in city.figure(code).absent
    assert city.value("IND-TTN-SRDI") == 1
    assert state(city, "IND-TTN-SRDI", NINGJIN) == "zero"


@pytest.mark.parametrize(
    ("kept", "told"), [("2023-11-30", "zero"), ("2023-12-01", "not-known"), (None, "not-known")]
)
def test_none_is_a_zero_from_the_day_on_since_when_all_holders_are_entered(city, kept, told):
    kept_from = kept and day(kept)
    Title.objects.create(code="SRDI", name="专精特新", level="provincial")
    Title.objects.create(code="GAZELLE", name="瞪羚", level="provincial", kept_from=kept_from)
    held_by_a_firm("SRDI", on="2022-05-10")
    assert state(city, "IND-TTS-GAZELLE") == told
