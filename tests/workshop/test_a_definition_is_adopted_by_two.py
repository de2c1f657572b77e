"""One person drafts and proposes, another adopts; then the definition stands everywhere."""

from dataclasses import replace

import pytest
from tests.fixtures.viewers import holding
from tests.workshop.conftest import CHIEF_CLERK, CLERK, NOVEMBER
from tests.workshop.drafts import at_least, entry, stage

from chainchief.access.faults import NotAllowedError
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import load
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.workshop import adoption, verification
from chainchief.workshop.models import ProposedIndicator, State

READER, COUNTY = holding("reader"), holding("county", division="371402")
REVIEWER = holding("statistics-reviewer", "市统计局 郑岩")


def big(name="新开工6亿元以上项目", **told):
    return entry(stage("started", at_least("6亿元")), name=name, **told)


def adopted(given, reason="年度考核要用", by=CHIEF_CLERK):
    row = adoption.save(given, viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason=reason)
    return adoption.adopt(row.uid, viewer=by)


def codes_of(refused):
    return [fault.code for fault in refused.value.faults]


def test_what_is_adopted_is_part_of_the_catalogue_at_once(closed_city):
    row = adopted(big())
    assert row.state == State.ADOPTED
    assert row.code in load()
    source = source_for(NOVEMBER)
    from chainchief.briefing.resolve.calls import RenderContext, citation_of
    from chainchief.briefing.template.calls import Call

    context = RenderContext(source, source.top_division())
    figure = source.figure(citation_of(Call("fig", {"code": row.code}), context))
    assert figure.display == "2个"
    assert source.receipt(citation_of(Call("fig", {"code": row.code}), context)).adds_up


def test_nobody_adopts_what_they_proposed(closed_city):
    row = adoption.save(big(), viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason="要用")
    with pytest.raises(FaultsError) as refused:
        adoption.adopt(row.uid, viewer=CLERK)
    assert codes_of(refused) == ["WSH-006"]
    assert row.code not in load()


def test_who_drafted_or_proposed_is_named_in_words_not_as_it_was_signed(closed_city):
    at_machine = replace(CLERK, machine_user="root")
    row = adoption.save(big(), viewer=at_machine)
    with pytest.raises(FaultsError, match="（本机 root）"):
        adoption.propose(row.uid, viewer=CHIEF_CLERK, reason="要用")
    adoption.propose(row.uid, viewer=at_machine, reason="要用")
    with pytest.raises(FaultsError, match="（本机 root）"):
        adoption.adopt(row.uid, viewer=at_machine)


def test_one_person_alone_needs_a_small_office(closed_city):
    row = adoption.save(big(), viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason="要用")
    with pytest.raises(FaultsError) as refused:
        adoption.adopt(row.uid, viewer=CLERK, alone=True, reason="只有一人")
    assert codes_of(refused) == ["WSH-007"]
    (home().presets / "log-in.yaml").parent.mkdir(parents=True, exist_ok=True)
    from chainchief.people.log_in_preset import PRESET

    shipped = (PRESET.shipped / PRESET.file).read_text(encoding="utf-8")
    text = shipped.replace("small_office: false", "small_office: true")
    assert text != shipped
    (home().presets / PRESET.file).write_text(text, encoding="utf-8")
    row = adoption.adopt(row.uid, viewer=CLERK, alone=True, reason="只有一人")
    assert row.alone
    assert verification.verify() == []


@pytest.mark.parametrize("viewer", [READER, COUNTY, REVIEWER])
def test_who_may_not_propose_is_refused(closed_city, viewer):
    with pytest.raises(NotAllowedError):
        adoption.save(big(), viewer=viewer)


@pytest.mark.parametrize("viewer", [READER, COUNTY])
def test_who_may_not_decide_is_refused(closed_city, viewer):
    row = adoption.save(big(), viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason="要用")
    with pytest.raises(NotAllowedError):
        adoption.adopt(row.uid, viewer=viewer)


def test_a_reviewer_of_statistics_may_be_the_second_person(closed_city):
    assert adopted(big(), by=REVIEWER).decided_by == REVIEWER.signature


def test_a_draft_that_does_not_hold_is_kept_and_not_proposed(closed_city):
    row = adoption.save(big(over="IND-NOT-THERE"), viewer=CLERK)
    with pytest.raises(FaultsError) as refused:
        adoption.propose(row.uid, viewer=CLERK, reason="要用")
    assert codes_of(refused) == ["WSH-008"]
    nameless = adoption.save(big(name=""), viewer=CLERK)
    with pytest.raises(FaultsError) as refused:
        adoption.propose(nameless.uid, viewer=CLERK, reason="要用")
    assert codes_of(refused) == ["WSH-004"]


def test_a_reason_is_asked_for(closed_city):
    row = adoption.save(big(), viewer=CLERK)
    with pytest.raises(FaultsError) as refused:
        adoption.propose(row.uid, viewer=CLERK, reason=" ")
    assert codes_of(refused) == ["WSH-005"]


def test_only_its_author_changes_a_draft(closed_city):
    row = adoption.save(big(), viewer=CLERK)
    with pytest.raises(FaultsError) as refused:
        adoption.save(big(), viewer=CHIEF_CLERK, uid=row.uid)
    assert codes_of(refused) == ["WSH-002"]
    assert adoption.save(big("改名"), viewer=CLERK, uid=row.uid).name == "改名"


def test_what_was_decided_is_not_decided_again(closed_city):
    row = adopted(big())
    with pytest.raises(FaultsError) as refused:
        adoption.refuse(row.uid, viewer=CHIEF_CLERK, reason="晚了")
    assert codes_of(refused) == ["WSH-003"]


def test_a_refused_definition_stands_nowhere_and_keeps_its_reason(closed_city):
    row = adoption.save(big(), viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason="要用")
    row = adoption.refuse(row.uid, viewer=CHIEF_CLERK, reason="与现有指标重复")
    assert (row.state, row.decision_reason) == (State.REFUSED, "与现有指标重复")
    assert row.code not in load()


def test_every_step_is_in_the_change_log(closed_city):
    adopted(big())
    events = ChangeEvent.objects.filter(kind="workshop.proposedindicator").order_by("pk")
    assert [event.after["state"] for event in events] == ["draft", "proposed", "adopted"]
    assert [event.actor for event in events] == [
        CLERK.signature,
        CLERK.signature,
        CHIEF_CLERK.signature,
    ]


def test_a_changed_definition_shows_what_it_does_to_closed_months(closed_city):
    first = adopted(big())
    changed = entry(
        stage("started", at_least("12亿元")),
        name="新开工6亿元以上项目",
        code=first.code,
        valid_from="2023-11-01",
    )
    row = adoption.save(changed, viewer=CLERK)
    row = adoption.propose(row.uid, viewer=CLERK, reason="门槛提高")
    assert [(each["month"], each["before"], each["after"]) for each in row.changes] == [
        ("2023-10", "2个", "1个"),
        ("2023-11", "2个", "1个"),
    ]
    adoption.adopt(row.uid, viewer=CHIEF_CLERK)
    first.refresh_from_db()
    assert first.state == State.SUPERSEDED
    told = load()[row.code].definitions
    assert [
        (each.valid_from.isoformat(), each.valid_to and each.valid_to.isoformat()) for each in told
    ] == [
        ("2022-01-01", "2023-10-31"),
        ("2023-11-01", None),
    ]


def test_a_code_that_a_person_keeps_in_a_file_is_left_to_that_file(closed_city):
    presets = home().presets
    presets.mkdir(parents=True, exist_ok=True)
    from chainchief.workshop.yaml_text import text_of

    given = big(code="IND-OWN-HAND")
    (presets / "indicators-hand.yaml").write_text(text_of(given), encoding="utf-8")
    row = adoption.save({**given, "unit": "项"}, viewer=CLERK)
    with pytest.raises(FaultsError) as refused:
        adoption.propose(row.uid, viewer=CLERK, reason="改单位")
    assert codes_of(refused) == ["WSH-009"]


def test_drafts_get_codes_that_nobody_has(closed_city):
    one = adoption.save(big(), viewer=CLERK)
    from chainchief.web.workshop.bench_page import taken_codes
    from chainchief.workshop.drafts.completing import next_code

    assert one.code == "IND-OWN-001"
    assert next_code(load(), taken_codes()) == "IND-OWN-002"
    assert ProposedIndicator.objects.count() == 1
