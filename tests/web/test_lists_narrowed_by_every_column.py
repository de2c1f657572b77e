"""Lists narrowed by any column: ranges, several values, blanks, derived columns; their panels."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_pages_of_records import IN_SOUTH, codes_on, words
from tests.web.town import CHAINS, PROJECTS, SOUTH

from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import Project

REPORTS = "/records/project_report/"


@pytest.fixture
def county(reader):
    sign_in(reader, "county", division=SOUTH)
    return reader


def found(client, address):
    return int(re.search(r"查到 ([\d,]+) 条", words(client.get(address)))[1].replace(",", ""))


def test_amounts_are_narrowed_from_and_to_in_the_unit_of_the_head(reader):
    """Project n has invested n × 300 万元."""
    wanted = [n for n in PROJECTS if 3000 <= n * 300 <= 6000]
    assert found(reader, f"{REPORTS}?from-invested=3000&to-invested=6000") == len(wanted)
    page = words(reader.get(f"{REPORTS}?from-invested=3000"))
    assert "≥ 3,000 万元" in page


def test_months_and_days_are_narrowed_from_and_to(reader):
    of_2022 = sum(n < 20 for n in PROJECTS)
    assert found(reader, f"{REPORTS}?to-month=2022-12") == of_2022
    assert found(reader, f"{REPORTS}?from-month=2023-01") == len(PROJECTS) - of_2022
    starts = "/records/project_stage/?is-stage=started&from-occurred_on=2023-01-01"
    assert found(reader, f"{starts}&to-occurred_on=2023-01-31") == sum(
        n >= 20 and n % 11 == 0 for n in PROJECTS
    )


def test_several_values_of_one_column_are_any_of_them(reader):
    both = found(reader, "/records/project/?is-chain=BIO&is-chain=EQUIP")
    one = [found(reader, f"/records/project/?is-chain={chain}") for chain in CHAINS]
    assert both == sum(one)
    page = words(reader.get("/records/project/?is-chain=BIO&is-chain=EQUIP"))
    assert page.count('<a class="state"') == 2


def test_blank_and_filled_in_are_conditions(reader):
    blank = found(reader, "/records/project/?blank-filing_number=yes")
    filled = found(reader, "/records/project/?blank-filing_number=no")
    assert blank + filled == found(reader, "/records/project/")
    for yes in ("yes", "YES", "是"):
        page = words(reader.get(f"/records/project/?blank-filing_number={yes}"))
        assert "备案号：未填" in page


def test_a_derived_column_is_asked_in_the_words_of_its_type_like_any_other(reader):
    both = "/records/project/?from-last_report=2023年1月"
    assert found(reader, both) == found(reader, "/records/project/?from-last_report=2023-01") > 0
    for wrong in ("from-last_report=soon", "blank-stage=perhaps"):
        assert reader.get(f"/records/project/?{wrong}").status_code == 404


def test_projects_are_narrowed_sorted_and_grouped_by_the_stage_reached(reader):
    started = found(reader, "/records/project/?is-stage=started")
    stalled = found(reader, "/records/project/?is-stage=stalled")
    assert started + stalled <= Project.objects.count()
    assert stalled == 1
    first = codes_on(reader, "/records/project/?sort=-stage")[0]
    assert first in codes_on(reader, "/records/project/?is-stage=stalled")
    page = words(reader.get("/records/project/?group=stage"))
    groups = page[page.index('id="groups"') :]
    assert "停滞" in groups
    assert "is-stage=stalled" in groups


def test_difficulties_are_narrowed_by_where_they_stand(reader):
    counts = {
        status: found(reader, f"/records/difficulty/?is-status={status}")
        for status in ("overdue", "open", "sent_back", "answered", "confirmed")
    }
    assert sum(counts.values()) == found(reader, "/records/difficulty/")
    assert counts["overdue"] > 0
    assert "待答复，已超期" in words(reader.get("/records/difficulty/?is-status=overdue"))


@pytest.mark.parametrize(
    "query",
    ["is-stage=nothing", "has-stage=x", "from-invested=much", "from-chain=BIO", "is-name=x"],
)
def test_a_comparison_that_a_column_does_not_have_is_told(reader, query):
    kind = "project_report" if "invested" in query else "project"
    assert reader.get(f"/records/{kind}/?{query}").status_code == 404


def test_a_panel_counts_the_values_of_its_column_within_reach(county, reader):
    page = words(county.get("/records/project/columns/chain/"))
    counts = [int(each) for each in re.findall(r'<span class="count">([\d,]+)</span>', page)]
    assert sum(counts[: len(CHAINS)]) == len(IN_SOUTH)
    assert "is-chain=BIO" in page


def test_what_is_not_filled_in_is_no_value_of_the_panel_but_counted_beside(reader):
    page = words(reader.get("/records/enterprise/columns/size_class/"))
    assert re.findall(r'<span class="words">([^<]*)</span>', page) == ["未填", "已填"]
    assert "blank-size_class=yes" in page


def test_a_panel_tells_sums_ranges_and_years(reader):
    amounts = words(reader.get(f"{REPORTS}columns/invested/"))
    assert f"{sum(n * 300 for n in PROJECTS):,} 万元" in amounts
    assert 'name="from-invested"' in amounts
    days = words(reader.get("/records/project_stage/columns/occurred_on/"))
    assert "from-occurred_on=2023-01-01" in days
    assert 'type="date"' in days
    months = words(reader.get(f"{REPORTS}columns/month/"))
    assert 'type="month"' in months


def test_a_panel_takes_its_own_condition_away_and_keeps_the_others(reader):
    page = words(reader.get("/records/project/columns/chain/?is-chain=BIO&words=园"))
    assert 'aria-current="true"' in page
    assert '<input type="hidden" name="words" value="园">' not in page  # no fields, no form
    assert re.search(r'href="/records/project/\?words=[^"&]*">取消条件', page)


def test_every_column_of_the_kinds_with_derived_ones_has_a_panel(reader):
    for kind in ("project", "difficulty", "enterprise", "project_report"):
        page = words(reader.get(f"/records/{kind}/?columns=all"))
        panels = re.findall(r'class="funnel" href="([^"]+)"', page)
        assert len(panels) > 5
        for address in panels:
            assert reader.get(address.replace("&amp;", "&")).status_code == 200, address


def test_a_credit_code_finds_its_firm(reader):
    code = "91371402MA3C7XYZ1P"
    with changelog.acting("clerk", "a firm with its code"):
        Enterprise.objects.create(
            code="QY-9", name="信用代码公司", division_id=SOUTH, credit_code=code
        )
    assert codes_on(reader, f"/records/enterprise/?words={code}") == ["QY-9"]


def test_sums_are_in_the_offices_unit_and_exact_when_pointed_at(reader):
    page = words(reader.get(REPORTS))
    foot = re.search(r"<tfoot>.*?</tfoot>", page, re.S)[0]
    total = sum(n * 300 for n in PROJECTS)
    assert f'title="{total:,} 万元">{total / 10_000:.2f} 亿元' in foot


def test_groups_have_counts_and_sums_and_lead_to_their_records(reader):
    page = words(reader.get(f"{REPORTS}?group=month"))
    groups = page[page.index('id="groups"') :]
    assert "is-month=2023-11" in groups
    total = sum(n * 300 for n in PROJECTS if n >= 20)
    assert f'title="{total:,} 万元"' in groups


def test_a_sum_names_the_figures_that_tell_the_like(reader, county):
    assert "/figures/IND-" in words(county.get(REPORTS))
    sign_in(reader, "firm", enterprise=Enterprise.objects.first().code)
    assert "/figures/IND-" not in words(reader.get("/records/enterprise/"))
