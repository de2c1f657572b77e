"""What an entry counts is told by the words of the workbooks, with its machine names behind."""

import pytest

from chainchief.core.i18n import ENGLISH, speak
from chainchief.indicators.catalogue.indicator import Condition, Operator
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.catalogue.sources import all_sources, source_of
from chainchief.indicators.catalogue.vocabulary import label_of, table_in_words
from chainchief.indicators.describe.explain import condition_in_words, facts_of


def told(code):
    catalogue = shipped()
    return list(facts_of(catalogue[code], catalogue))


def test_a_flow_is_told_in_chinese():
    facts = told("IND-PRJ-STARTED")
    assert ("事实表", "项目阶段 [project_stage]") in facts
    assert ("条件", "阶段为开工 [stage: started]") in facts
    assert ("条件", "佐证状态为已采信 [evidence: accepted]") in facts
    assert ("计数对象", "项目 [project]") in facts
    assert ("归期依据", "认定日 [recognised_on]，只计最早一次") in facts


def test_a_flow_is_told_in_english():
    speak(ENGLISH)
    facts = told("IND-PRJ-STARTED")
    assert ("table", "stage of a project [project_stage]") in facts
    assert ("counts", "project [project]") in facts


@pytest.mark.parametrize(
    ("condition", "table", "words"),
    [
        (Condition("stage", ("started", "completed")), "project_stage", "阶段为开工、竣工"),
        (Condition("stage", ("signed",), negated=True), "project_stage", "阶段不为签约"),
        (Condition("due_on", ("end",), operator=Operator.ON_OR_BEFORE), "difficulty", "时段末"),
        (
            Condition("answered_on", ("due_on",), operator=Operator.ON_OR_BEFORE),
            "difficulty",
            "答复日期不晚于答复时限 [answered_on: due_on]",
        ),
        (
            Condition("satisfaction", (False,), operator=Operator.MISSING),
            "difficulty",
            "满意度已填",
        ),
        (Condition("satisfaction", (True,), operator=Operator.MISSING), "difficulty", "满意度为空"),
        (Condition("above_scale", (True,)), "enterprise", "入规为是 [above_scale: true]"),
        (Condition("chain.landmark", (True,)), "project_stage", "产业链的标志性产业链为是"),
        (Condition("supplier_local", (False,)), "supply_link", "供方为本市企业为否"),
        (Condition("division", ("371402",)), "project", "371402"),
    ],
)
def test_a_condition_reads_as_a_sentence(condition, table, words):
    assert words in condition_in_words(condition, source_of(table))


@pytest.mark.parametrize("table", list(all_sources()))
def test_every_column_of_every_table_has_a_label_of_its_own_language(table):
    source = source_of(table)
    assert table_in_words(table).isascii() is False
    for name in source.attributes:
        assert not label_of(name, source).isascii(), name
