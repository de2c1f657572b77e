"""A city, not a list of what is counted: beside what counts stand records that must not."""

import datetime as dt

import pytest

from chainchief.ledger.registers import register_of

YEAR = dt.date(2023, 1, 1), dt.date(2023, 11, 30)
IN_TIME = {"recognised_on__range": YEAR, "evidence": "accepted"}
#: What is counted and what stands beside it, as (kind, filter, how many).
COUNTED = {
    "trips led by chiefs": (
        "visit",
        {"form": "outing", "led_by__in": ["chief", "chief-of-all"], **IN_TIME},
        243,
    ),
    "difficulties solved": (
        "difficulty",
        {"outcome": "solved", "confirmed_on__range": YEAR},
        143,
    ),
    "DCMM pilots": ("award", {"title_id": "DCMM", "standing": "pilot"}, 128),
    "deals with headquarters": (
        "agreement",
        {"channel": "headquarters", "category": "cooperation", **IN_TIME},
        85,
    ),
    "firms above scale": (
        "enterprise",
        {"above_scale_from__lte": YEAR[1], "above_scale_to__isnull": True},
        1504,
    ),
}
BESIDE = {
    "trips led by deputies": ("visit", {"form": "outing", "led_by": "deputy"}, 16),
    "trips led by counties": ("visit", {"form": "outing", "led_by": "county"}, 16),
    "trips of the year before": (
        "visit",
        {"form": "outing", "led_by": "chief", "occurred_on__year": 2022},
        223,
    ),
    "activities with evidence refused": ("visit", {"evidence": "refused"}, 9),
    "activities with evidence pending": ("visit", {"evidence": "pending"}, 9),
    "certificates of DCMM": ("award", {"title_id": "DCMM", "standing": "certified"}, 14),
    "other batches of morning stars": (
        "award",
        {"title_id": "MORNING-STAR", "awarded_on__year": 2022},
        64,
    ),
    "titles that ran out": ("award", {"title_id": "SRDI", "valid_to__lt": YEAR[0]}, 18),
    "roles that ended": ("enterprise_role", {"role": "leader", "valid_to__isnull": False}, 6),
    "secondments that ended": ("duty", {"dedicated": True, "valid_to__isnull": False}, 5),
    "secondments from counties": ("duty", {"seconded": True, "home_level": "county"}, 3),
    "answered, not confirmed": (
        "difficulty",
        {"outcome": "solved", "confirmed_on__isnull": True},
        24,
    ),
    "confirmed, but only explained": (
        "difficulty",
        {"outcome": "explained", "confirmed_on__isnull": False},
        11,
    ),
    "sent back": ("difficulty", {"sent_back_on__isnull": False}, 7),
    "never answered": ("difficulty", {"answered_on__isnull": True}, 15),
    "deals with evidence refused": ("agreement", {"evidence": "refused"}, 3),
    "deals of the year before": (
        "agreement",
        {"channel": "headquarters", "occurred_on__year": 2022},
        68,
    ),
    "firms that left the consortium": ("agreement_member", {"valid_to__isnull": False}, 2),
    "needs without consent": ("financing_need", {"consent_on__isnull": True}, 20),
    "presented without the title": ("presentation", {"title__isnull": True}, 8),
    "presented the year before": ("presentation", {"event_id": "EVT-2022-BANK"}, 96),
    "lists out of use": ("enterprise_list", {"series": "TOP50", "valid_to__lt": YEAR[0]}, 1),
    "firms that left the register": ("enterprise", {"above_scale_to__isnull": False}, 31),
    "firms that enter in December": ("enterprise", {"above_scale_from__gt": YEAR[1]}, 12),
    "difficulties open past their last day": (
        "difficulty",
        {"answered_on__isnull": True, "due_on__lt": YEAR[1]},
        9,
    ),
    "starts of the year before": (
        "project_stage",
        {"stage": "started", "occurred_on__year": 2022},
        213,
    ),
    "starts of December": (
        "project_stage",
        {"stage": "started", "occurred_on__gt": YEAR[1]},
        34,
    ),
}


@pytest.mark.parametrize("topic", [*COUNTED, *BESIDE])
def test_what_counts_and_what_stands_beside_it(city, topic):
    kind, condition, count = (COUNTED | BESIDE)[topic]
    with city(scale=1.0):
        assert register_of(kind).model.objects.filter(**condition).count() == count


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("difficulty_action", {"step": "extended"}),
        ("difficulty_action", {"step": "escalated"}),
        ("difficulty_action", {"step": "followed-up"}),
        ("difficulty", {"visit__isnull": False, "urgency": "urgent"}),
        ("financing_offer", {"concluded_on__isnull": True}),
        ("financing_offer", {"concluded_on__isnull": False}),
        ("land_grant", {"evidence": "refused", "quota": "provincial"}),
        ("lead", {"state": "dropped", "closed_on__isnull": False}),
        ("lead", {"state": "signed", "project__isnull": False}),
        ("lead", {"visit__isnull": False, "organisation__isnull": False}),
        ("lead", {"segment__isnull": False}),
        ("project_report", {"revision": 1}),
        ("enterprise", {"branch_of__isnull": False}),
        ("enterprise", {"headquarters__isnull": False}),
        ("enterprise", {"size_class": "large", "above_scale_to__isnull": True}),
    ],
)
def test_some_of_each_case_are_there_and_some_are_not(city, kind, condition):
    with city(scale=1.0):
        records = register_of(kind).model.objects
        assert 0 < records.filter(**condition).count() < records.count()


def test_a_trip_with_four_purposes_is_one_trip(city):
    with city(scale=1.0):
        purposes = register_of("visit_purpose").model.objects.filter(visit__led_by="chief")
        told = {}
        for visit, purpose in purposes.values_list("visit_id", "purpose"):
            told.setdefault(visit, set()).add(purpose)
    assert sum(len(each) == 4 for each in told.values()) >= 36


def test_some_headquarters_are_called_on_twice_and_some_firms_hold_two_titles(city):
    with city(scale=1.0):
        calls = register_of("visited_organisation").model.objects.filter(purpose="headquarters")
        called = [code for (code,) in calls.values_list("organisation_id")]
        awards = register_of("award").model.objects.filter(enterprise__isnull=False)
        held = set(awards.values_list("enterprise_id", "title_id"))
    assert len(called) > len(set(called))
    assert len(held) > len({firm for firm, _title in held})


def test_some_projects_are_signed_and_not_started(city):
    with city(scale=1.0):
        stages = register_of("project_stage").model.objects.values_list("project_id", "stage")
        reached = {}
        for project, stage in stages:
            reached.setdefault(stage, set()).add(project)
    assert len(reached["signed"] - reached["started"]) >= 100
    assert reached["signed"] & reached["started"]


def test_two_lists_name_one_project_and_two_counties_report_one_stage(city):
    with city(scale=1.0):
        listed = register_of("project_listing").model.objects.filter(valid_to=None)
        lists, reporters = {}, {}
        for project, each in listed.values_list("project_id", "listed_in_id"):
            lists.setdefault(project, set()).add(each)
        stages = register_of("project_stage").model.objects.filter(withdrawn_on=None)
        for project, stage, unit in stages.values_list("project_id", "stage", "reported_by_id"):
            reporters.setdefault((project, stage), set()).add(unit)
    assert sum(len(each) == 2 for each in lists.values()) == 113 + 130 - 205
    assert 5 <= sum(len(each) > 1 for each in reporters.values()) <= 30


def test_months_are_uneven(city):
    with city(scale=1.0):
        starts = register_of("project_stage").model.objects.filter(stage="started")
        months = [day.month for (day,) in starts.values_list("occurred_on") if day.year == 2023]
    assert months.count(2) < months.count(3)
    assert months.count(1) < months.count(6)
    assert months.count(7) < months.count(6)


def test_a_month_without_report_is_followed_by_one_with(city):
    with city(scale=1.0):
        reports = register_of("project_report").model.objects.filter(month__startswith="2023-")
        told = {}
        for project, month in reports.values_list("project_id", "month"):
            told.setdefault(project, set()).add(str(month))
        late = [
            reported
            for month, reported in reports.values_list("month", "reported_on")
            if reported.day > 12
        ]
    gaps = [
        project
        for project, months in told.items()
        if len(months) < int(max(months)[5:]) - int(min(months)[5:]) + 1
    ]
    assert gaps
    assert late
