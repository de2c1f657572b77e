"""Between two snapshots: which figures differ, and which records made the difference, and why."""

from dataclasses import replace

from tests.indicators.conftest import CITY, DECHENG, NOVEMBER, WAN, day

from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.figures import Scope
from chainchief.indicators.revisions import Reason, compare

STARTED, FUNDS = "IND-PRJ-STARTED", "IND-PRJ-FUNDS-RECOGNISED"


FEW = [STARTED, FUNDS, "IND-PRJ-START-RATE", "IND-OFF-IVA-GROWTH"]


def between(city, change, **more):
    older = city.snapshot()
    change()
    newer = city.snapshot()
    more = {"catalogue": city.catalogue, "engine": city.engine, "codes": FEW, **more}
    return {each.new.code: each for each in compare(older, newer, NOVEMBER, **more)}


def told(revision):
    return [(c.part, c.code, c.old, c.new, c.reason) for c in revision.changes]


def correct(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.version += 1
    record.save()


def test_nothing_changed_is_no_difference(city):
    city.project("P1")
    city.stage("P1")
    assert between(city, lambda: None) == {}


def test_a_record_that_was_not_there_is_a_late_arrival(city):
    city.project("P1")
    city.project("P2")
    city.stage("P1")
    found = between(city, lambda: city.stage("P2", on="2023-11-20"))
    revision = found[STARTED]
    assert (revision.old.value, revision.new.value) == (1, 2)
    assert told(revision) == [("value", "P2", None, 1, Reason.LATE)]
    assert revision.changes[0].label == "项目P2"


def test_a_new_version_of_a_record_is_a_correction(city):
    city.project("P1")
    city.stage("P1")
    report = city.report("P1", funds_recognised=10)
    found = between(city, lambda: correct(report, funds_recognised=12 * WAN))
    assert told(found[FUNDS]) == [("value", "P1", 10 * WAN, 12 * WAN, Reason.CORRECTED)]
    assert STARTED not in found


def test_a_later_revision_of_a_report_is_a_late_arrival_with_both_amounts(city):
    city.project("P1")
    city.stage("P1")
    city.report("P1", revision=0, funds_recognised=10)
    found = between(city, lambda: city.report("P1", revision=1, funds_recognised=8))
    assert told(found[FUNDS]) == [("value", "P1", 10 * WAN, 8 * WAN, Reason.LATE)]


def test_a_withdrawn_record_is_told_as_withdrawn(city):
    city.project("P1")
    event = city.stage("P1")
    found = between(city, lambda: correct(event, withdrawn_on=day("2024-01-08")))
    assert told(found[STARTED]) == [("value", "P1", 1, None, Reason.WITHDRAWN)]


def test_an_event_moved_into_another_year_is_a_correction(city):
    city.project("P1")
    event = city.stage("P1")
    found = between(city, lambda: correct(event, recognised_on=day("2022-12-30")))
    assert told(found[STARTED]) == [("value", "P1", 1, None, Reason.CORRECTED)]


def test_what_changed_elsewhere_is_told_apart_from_the_record_itself(city):
    from chainchief.ledger.kinds.chain.models import Chain

    city.project("P1")
    city.stage("P1", on="2023-03-01")
    chain = Chain.objects.get(code="FOOD")
    found = between(city, lambda: correct(chain, landmark_from=day("2023-05-01")))
    assert told(found[STARTED]) == [("value", "P1", 1, None, Reason.ELSEWHERE)]


def test_another_definition_is_the_reason_where_the_definition_changed(city):
    city.project("P1")
    city.stage("P1")
    old = dict(city.catalogue.entries)
    where = tuple(c for c in old[STARTED].where if c.column != "stage")
    old[STARTED] = replace(old[STARTED], where=where, canonical={"other": True})
    city.stage("P1", stage="signed", on="2022-01-01")
    found = between(city, lambda: None, older_catalogue=Catalogue(old), codes=[STARTED])
    revision = found[STARTED]
    assert revision.new_definition
    assert told(revision) == [("value", "P1", None, 1, Reason.DEFINITION)]


def test_each_part_of_a_ratio_tells_its_own_records(city):
    for code in ("P1", "P2"):
        city.project(code)
        city.stage(code, stage="signed")
    found = between(city, lambda: city.stage("P1"))
    assert told(found["IND-PRJ-START-RATE"]) == [("numerator", "P1", None, 1, Reason.LATE)]


def test_a_statistic_that_is_released_later_changes_an_absent_figure(city):
    found = between(city, lambda: city.statistic(86_000))
    revision = found["IND-OFF-IVA-GROWTH"]
    assert (revision.old.value, revision.new.value) == (None, 86_000)
    assert [c.reason for c in revision.changes] == [Reason.LATE]


def test_a_final_number_in_place_of_a_flash_one_tells_both_statements(city):
    city.statistic(90_000, standing="flash")
    found = between(city, lambda: city.statistic(86_000))
    changes = found["IND-OFF-IVA-GROWTH"].changes
    assert [(c.old, c.new) for c in changes] == [(None, 86_000), (90_000, None)]


def test_cells_are_compared_where_they_are_asked_for(city):
    city.project("P1")
    project = city.project("P2", division=DECHENG)
    city.stage("P2")
    move = {"division_id": "371422"}
    scopes = [Scope(CITY), Scope(DECHENG)]
    older = city.snapshot()
    correct(project, **move)
    found = compare(
        older,
        city.snapshot(),
        NOVEMBER,
        catalogue=city.catalogue,
        engine=city.engine,
        scopes=scopes,
        codes=[STARTED],
    )
    assert [(r.new.scope.division, r.old.value, r.new.value) for r in found] == [(DECHENG, 1, 0)]
    assert [c.reason for c in found[0].changes] == [Reason.CORRECTED]


def test_a_record_figure_is_compared_for_the_records_named(city):
    project = city.project("P1", total_investment=WAN)
    older = city.snapshot()
    correct(project, total_investment=2 * WAN)
    (revision,) = compare(
        older,
        city.snapshot(),
        NOVEMBER,
        catalogue=city.catalogue,
        engine=city.engine,
        codes=["IND-PRJ-INVESTMENT"],
        records=["P1"],
    )
    assert told(revision) == [("value", "P1", WAN, 2 * WAN, Reason.CORRECTED)]
