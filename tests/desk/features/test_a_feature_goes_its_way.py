"""A feature from its proposal to the piece, and every way in which it stops."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.features import features_cast as town

from chainchief.core.faults import FaultsError
from chainchief.desk.features.acts import possible
from chainchief.desk.features.feature import last_check, steps_of
from chainchief.desk.features.machine import FeatureAct as Act
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.items import Question
from chainchief.desk.reminders import Reminded, remind
from chainchief.ledger.kinds.feature.models import Feature, FeaturePiece
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of
from chainchief.people.models import Notice


def codes(refusal) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


def refused(feature, act, viewer=cast.OFFICE, **deed) -> list[str]:
    with pytest.raises(FaultsError) as refusal:
        town.step(feature, act, viewer, **deed)
    return codes(refusal)


def queue(viewer) -> list[str]:
    soon = cast.DAY + dt.timedelta(days=5)
    question = Question(viewer, viewer.name, cast.DAY, soon, kind="feature")
    return [item.state for item in queue_of(question).items]


def test_from_the_proposal_to_the_piece(desk):
    cast.accounts()
    feature = town.proposed()
    # Five working days after Wednesday 2026-11-11.
    assert (feature.state, feature.turn_due_on) == ("proposed", dt.date(2026, 11, 18))
    assert queue(cast.OFFICE)
    assert not queue(cast.FIRM)
    town.lists()
    feature = town.step(feature, Act.CHECK)
    assert (feature.state, feature.turn_due_on) == ("checked", dt.date(2026, 11, 25))
    assert queue(cast.FIRM)
    assert queue(cast.OFFICE) == queue(cast.OTHER_FIRM) == []
    told = Notice.objects.filter(read_at=None, topic="case-turn").values_list(
        "account__username", flat=True
    )
    assert set(told) == {cast.FIRM.name}
    feature = town.step(feature, Act.AGREE, cast.FIRM)
    assert feature.state == "checked"
    feature = town.step(feature, Act.PERSON_AGREES, informant="吴某", document=town.paper())
    assert (feature.state, feature.turn_due_on) == ("agreed", dt.date(2026, 11, 18))
    feature = town.step(feature, Act.APPROVE)
    assert feature.state == "approved"
    feature = town.step(feature, Act.PUBLISH, **town.PIECE)
    assert (feature.state, feature.published_on) == ("published", cast.DAY)
    assert feature.turn_due_on is None
    assert not queue(cast.OFFICE)
    assert [one.action.step for one in steps_of(feature)] == [
        "proposed",
        "checked",
        "firm-agreed",
        "person-agreed",
        "approved",
        "published",
    ]
    feature = town.step(feature, Act.PUBLISH, **{**town.PIECE, "medium": "演示电视台"})
    assert [one.number for one in FeaturePiece.objects.order_by("number")] == [1, 2]
    assert feature.published_on == cast.DAY


def test_whoever_proposed_it_does_not_approve_it(desk):
    feature = town.agreed(viewer=cast.OFFICE)
    assert refused(feature, Act.APPROVE) == ["DSK-445"]
    assert town.step(feature, Act.APPROVE, cast.COLLEAGUE).state == "approved"


def test_a_firm_that_is_listed_is_held_up_until_the_entry_is_gone(desk):
    town.coded()
    town.lists()
    entry = town.listing(name="甲厂", credit_code=town.CODE)
    feature = town.step(town.proposed(), Act.CHECK)
    assert feature.state == "listed"
    (tax,) = [one for one in last_check(feature) if one.finding != "clear"]
    assert (tax.source, tax.listing_id) == ("tax", entry.code)
    assert refused(feature, Act.AGREE, cast.FIRM) == ["DSK-442"]
    assert refused(feature, Act.APPROVE) == ["DSK-442"]
    entry.valid_to, entry.version = cast.DAY - dt.timedelta(days=1), entry.version + 1
    from chainchief.ledger import changelog

    with changelog.acting("clerk", "taken off"):
        entry.save()
    assert town.step(feature, Act.CHECK).state == "checked"


def test_what_is_not_plain_is_judged_one_by_one_with_words(desk):
    town.lists(but="safety")
    town.listing(name="吴某")
    feature = town.proposed()
    assert refused(feature, Act.CHECK) == ["DSK-444", "DSK-444"]
    assert refused(feature, Act.CHECK, judged=("tax",), note="不是同一人") == ["DSK-444"]
    assert refused(feature, Act.CHECK, judged=("tax", "safety")) == ["DSK-013"]
    feature = town.step(feature, Act.CHECK, judged=("tax", "safety"), note="已查，非同一人")
    judged = {one.source: one.judged for one in last_check(feature) if one.judged}
    assert judged == {"tax": "已查，非同一人", "safety": "已查，非同一人"}


def test_a_firm_that_comes_on_a_list_later_is_held_up_before_it_is_published(desk):
    town.coded()
    feature = town.approved()
    town.listing(name="甲厂", credit_code=town.CODE)
    feature = town.step(feature, Act.CHECK)
    assert feature.state == "listed"
    assert refused(feature, Act.PUBLISH, **town.PIECE) == ["DSK-442"]
    assert town.step(feature, Act.DECLINE, note="列入名单").turn_due_on is None


def test_a_check_is_good_for_ninety_days(desk):
    feature = town.approved()
    desk.set(cast.DAY + dt.timedelta(days=90))
    town.step(feature, Act.PUBLISH, **town.PIECE)
    desk.set(cast.DAY + dt.timedelta(days=91))
    assert refused(feature, Act.PUBLISH, **town.PIECE) == ["DSK-446"]


def test_consent_on_behalf_names_who_said_so_and_has_the_signed_paper(desk):
    feature = town.checked(person_name="")
    assert refused(feature, Act.AGREE) == ["DSK-044", "DSK-447"]
    assert refused(feature, Act.AGREE, informant="吴厂长") == ["DSK-447"]
    done = town.step(feature, Act.AGREE, informant="吴厂长", document=town.paper())
    assert done.state == "agreed"


def test_the_firm_does_not_agree_for_the_person(desk):
    feature = town.step(town.checked(), Act.AGREE, cast.FIRM)
    assert refused(feature, Act.PERSON_AGREES, cast.FIRM) == ["DSK-044", "DSK-447"]
    assert refused(feature, Act.APPROVE) == ["DSK-442"]


def test_consent_is_taken_back_after_publication_and_the_pieces_come_down(desk):
    cast.accounts()
    feature = town.published()
    feature = town.step(feature, Act.TAKE_BACK, cast.FIRM, note="不愿公开")
    # One working day after Wednesday.
    assert (feature.state, feature.turn_due_on) == ("refused", dt.date(2026, 11, 12))
    assert queue(cast.OFFICE) == ["已撤回同意，待撤下报道"]
    assert refused(feature, Act.PUBLISH, **town.PIECE) == ["DSK-442"]
    feature = town.step(feature, Act.TAKE_DOWN, note="已从网站撤下")
    assert feature.turn_due_on is None
    assert FeaturePiece.objects.get().taken_down_on == cast.DAY
    assert possible(feature, cast.OFFICE) == []


def test_a_refusal_ends_it_and_another_may_be_proposed(desk):
    feature = town.step(town.checked(), Act.REFUSE, cast.FIRM)
    assert (feature.state, feature.ended_on) == ("refused", cast.DAY)
    assert possible(feature, cast.OFFICE) == possible(feature, cast.FIRM) == []
    assert town.proposed().state == "proposed"


def test_a_piece_has_its_title_medium_level_and_day(desk):
    feature = town.approved()
    late = cast.DAY + dt.timedelta(days=1)
    assert refused(feature, Act.PUBLISH, on=late) == ["DSK-448", "DSK-448", "DSK-449", "DSK-450"]


def test_a_proposal_needs_a_firm_in_reach_a_subject_and_merits(desk):
    for viewer, values, expected in (
        (cast.OTHER_COUNTY, {}, ["DSK-453"]),
        (cast.COUNTY, {"firm": "QY-9"}, ["DSK-453"]),
        (cast.COUNTY, {"name": " ", "merits": ""}, ["DSK-451", "DSK-452"]),
        (cast.READER, {}, ["DSK-453"]),
    ):
        with pytest.raises(FaultsError) as refusal:
            town.proposed(viewer, **values)
        assert codes(refusal) == expected
    town.proposed()
    with pytest.raises(FaultsError) as refusal:
        town.proposed(cast.FIRM)
    assert codes(refusal) == ["DSK-454"]
    assert town.proposed(cast.FIRM, person_name="钱某").host_id is None
    assert town.proposed(cast.BUREAU_CLERK, person_name="").host_id == cast.BUREAU


def test_only_whom_it_concerns_reads_it(desk):
    feature = town.proposed(cast.BUREAU_CLERK)

    def reads(viewer) -> bool:
        rows = in_reach(viewer, register_of("feature"))
        return bool(rows.filter(pk=feature.pk).exists())

    readers = {viewer.name for viewer in cast.CAST if reads(viewer)}
    assert readers == {
        viewer.name
        for viewer in (
            cast.OFFICE,
            cast.COLLEAGUE,
            cast.COUNTY,
            cast.BUREAU_CLERK,
            cast.FIRM,
            cast.CHIEF,
        )
    }


def test_a_step_looked_at_before_another_one_is_refused(desk):
    feature = town.proposed()
    town.lists()
    town.step(feature, Act.CHECK)
    from chainchief.desk.features.acts import take

    with pytest.raises(FaultsError) as refusal:
        take(feature, Act.CHECK, viewer=cast.OFFICE, version=feature.version)
    assert codes(refusal) == ["DSK-012"]


def test_what_is_late_is_told_once_and_then_to_the_office(desk):
    cast.accounts()
    feature = town.checked()
    Notice.objects.all().delete()
    assert remind(dt.date(2026, 11, 23)) == Reminded()
    assert remind(dt.date(2026, 11, 24)) == Reminded(due=1)
    assert remind(dt.date(2026, 11, 26)) == Reminded(late=1)
    # Due on Wednesday the 25th; the fifth working day late is Wednesday 2 December.
    assert remind(dt.date(2026, 12, 1)) == Reminded()
    assert remind(dt.date(2026, 12, 2)) == Reminded(late=1, escalated=1)
    told = Notice.objects.filter(topic="case-late").values_list("account__username", flat=True)
    assert set(told) == {cast.FIRM.name, cast.OFFICE.name, cast.COLLEAGUE.name}
    assert Feature.objects.get(pk=feature.pk).state == "checked"
