"""What is adopted is a preset file like one that a person writes; it is exported and verified."""

import datetime as dt

import pytest
from click.testing import CliRunner
from tests.workshop.conftest import CHIEF_CLERK, CLERK
from tests.workshop.drafts import at_least, entry, stage

from chainchief.cli.main import root
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.workshop import adopted_file, adoption, verification
from chainchief.workshop.yaml_text import text_of

ADOPTED = """\
- code: IND-OWN-001
  name: {zh: 新开工6亿元以上项目, en: 新开工6亿元以上项目}
  nature: flow
  source: project_stage
  where: {stage: started, evidence: accepted, project.total_investment: {at_least: "6亿元"}}
  measure: {count: project}
  date: recognised_on
  once: true
  unit: 个
  dimensions: [division, chain]
  receipt: [project.code, project.name, division, recognised_on]
  definition:
    - valid_from: 2022-01-01
      zh: 甲
      en: a
      source: 考核办法
"""


def adopted():
    given = entry(
        stage("started", at_least("6亿元")),
        name="新开工6亿元以上项目",
        definition="甲",
        definition_en="a",
        basis="考核办法",
    )
    row = adoption.save(given, viewer=CLERK)
    adoption.propose(row.uid, viewer=CLERK, reason="要用")
    return adoption.adopt(row.uid, viewer=CHIEF_CLERK)


def codes():
    return [fault.code for fault in verification.verify()]


def test_the_file_is_what_a_person_would_have_written(city):
    adopted()
    text = adopted_file.path().read_text(encoding="utf-8")
    assert text.endswith(ADOPTED)
    assert text.startswith("# ")


def test_the_command_exports_the_same_and_names_what_is_missing(city):
    row = adopted()
    told = CliRunner().invoke(root, ["indicators", "export", row.code], catch_exceptions=False)
    assert told.output.endswith(ADOPTED)
    wrong = CliRunner().invoke(root, ["indicators", "export", "IND-NONE"])
    assert "IND-NONE" in str(wrong.exception)
    listed = CliRunner().invoke(root, ["indicators", "list"], catch_exceptions=False)
    assert row.code in listed.output


def test_verify_finds_a_file_that_was_edited_or_lost_and_the_command_writes_it_anew(city):
    adopted()
    assert codes() == []
    file = adopted_file.path()
    file.write_text(file.read_text(encoding="utf-8").replace("6亿元", "7亿元"), encoding="utf-8")
    assert codes() == ["WSH-020"]
    CliRunner().invoke(root, ["indicators", "write"], catch_exceptions=False)
    assert codes() == []
    file.unlink()
    assert codes() == ["WSH-020"]


def test_verify_finds_what_one_person_adopted_behind_the_program(city):
    from chainchief.ledger import changelog
    from chainchief.workshop.models import ProposedIndicator

    row = adopted()
    with changelog.acting("somebody"):
        ProposedIndicator.objects.filter(pk=row.pk).update(
            decided_by=row.proposed_by, version=row.version + 1
        )
    assert codes() == ["WSH-021"]


def test_a_withdrawn_definition_ends_the_day_before(city):
    row = adopted()
    adoption.withdraw(row.code, viewer=CHIEF_CLERK, since=dt.date(2023, 11, 1), reason="办法废止")
    (told,) = load()[row.code].definitions
    assert told.valid_to == dt.date(2023, 10, 31)
    assert codes() == []
    city.catalogue = load()
    assert city.value(row.code, month=Month(2023, 10)) == 2
    ended = city.figure(row.code)
    assert (ended.value, ended.absent) == (None, "其口径适用至2023-10-31")


def test_a_withdrawal_says_from_when_and_why(city):
    row = adopted()
    with pytest.raises(FaultsError) as refused:
        adoption.withdraw(row.code, viewer=CLERK, since=None, reason="")
    assert [fault.code for fault in refused.value.faults] == ["WSH-012", "WSH-005"]
    with pytest.raises(FaultsError) as refused:
        adoption.withdraw("IND-PRJ-STARTED", viewer=CLERK, since=dt.date(2024, 1, 1), reason="x")
    assert [fault.code for fault in refused.value.faults] == ["WSH-011"]


def test_words_that_yaml_would_misread_are_quoted():
    told = text_of({"code": "IND-A", "unit": "%", "series": "no", "item": "2023-11-01"})
    assert told == '- code: IND-A\n  series: "no"\n  item: "2023-11-01"\n  unit: "%"\n'
