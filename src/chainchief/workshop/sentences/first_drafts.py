"""First drafts of definitions: from what words mean in the registers to what is chosen."""

import re
from dataclasses import replace

from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, all_sources
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import (
    THRESHOLDS,
    ConditionLine,
    Counting,
    Draft,
    Opening,
    Test,
)
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.sentences.limits import limits_of
from chainchief.workshop.sentences.phrases import QualifierEntry, SubjectEntry, phrases

#: The column by which a limit of size is written.
_SIZE = {
    "project_stage": "project.total_investment",
    "project": "total_investment",
    "enterprise": "revenue",
}
_STAGES = "project_stage"
#: Tables of what stands for years, and the days on which it began.
_STANDING = (
    "platform",
    "enterprise_role",
    "award_enterprise",
    "cluster",
    "park",
    "service_officer",
)
_SINCE = ("opened_on", "awarded_on", "valid_from")
#: 全国 and 全省 of a sentence say where something is known, not of which units it is.
_LEVEL_OF_UNIT = "division.level"
_BATCH = re.compile("第[一二三四五六七八九十\\d]+批")
_NEW = ("新增", "新建", "新设", "新成立", "新揭牌", "新获批", "新认定", "新培育")


def subject_draft(subject: SubjectEntry, clause: str, catalogue: Catalogue) -> Draft:
    lines = tuple(ConditionLine(c, Test.IS, tuple(v)) for c, v in subject.where.items())
    source = all_sources()[subject.source]
    date = subject.date or _newly(source, clause, subject)
    stock = subject.open_from or (not date and (not _events(source)))
    draft = Draft(
        nature=MetricType.STOCK if stock else MetricType.FLOW,
        source=subject.source,
        conditions=lines,
        date=date,
        once=subject.once,
        counting=Counting.DISTINCT if subject.distinct else Counting.COUNT,
        column=subject.distinct,
        over=subject.over,
        without=subject.without,
        opening=_opening(subject),
        open_from=subject.open_from,
        open_until=subject.open_until,
    )
    return restricted(draft, clause, catalogue)


def at_stage(clause: str, catalogue: Catalogue) -> Draft | None:
    """Projects that reached a stage by its word in the workbooks, the city's own ones too."""
    source = all_sources()[_STAGES]
    named = [each for each in vocabulary.values("stage", source) if is_in(each, clause)]
    if not named:
        return None
    stage = max(named, key=lambda each: len(each.label))
    lines = (
        ConditionLine("stage", Test.IS, (stage.code,)),
        ConditionLine("evidence", Test.IS, ("accepted",)),
    )
    draft = Draft(nature=MetricType.FLOW, source=_STAGES, conditions=lines, once=True)
    return restricted(draft, clause, catalogue)


def _newly(source: Source, clause: str, subject: SubjectEntry) -> str:
    """The day since when a record is new, where the words ask for those that are: 新建实验室."""
    if subject.over or subject.open_from or not any(word in clause for word in _NEW):
        return ""
    dates = source.of_type(FactType.DATE)
    return next((day for day in _SINCE if day in dates and not _events_first(source)), "")


def _events_first(source: Source) -> bool:
    """Whether its records are events anyhow, so that all of a span are new."""
    return source.name not in _STANDING


def _opening(subject: SubjectEntry) -> Opening:
    if subject.open_until:
        return Opening.BETWEEN
    return Opening.SINCE if subject.open_from else Opening.VALID


def _events(source: Source) -> bool:
    return any(not day.startswith("valid_") for day in source.of_type(FactType.DATE)) and not (
        source.has("valid_from", "valid_to") and source.name in ("enterprise", "platform")
    )


def restricted(draft: Draft, clause: str, catalogue: Catalogue) -> Draft:
    """With the thresholds and the labels of values that the clause names."""
    source = all_sources()[draft.source]
    limits = _thresholds(source, clause)
    limited = {limit.column for limit in limits}
    kept = (e for e in draft.conditions if e.column not in limited or e.test not in THRESHOLDS)
    lines = [*kept, *limits]
    taken = {line.column for line in lines}
    for line in (*_batches(source, clause), *_labelled(source, clause)):
        if line.column not in taken:
            taken.add(line.column)
            lines.append(line)
    return settled(replace(draft, conditions=tuple(lines)), catalogue)


def _batches(source: Source, clause: str) -> list[ConditionLine]:
    """第五批: the batch by its name, where the records are of one."""
    found = _BATCH.search(clause)
    named = found is not None and "batch_name" in source.columns
    return [ConditionLine("batch_name", Test.IS, (found[0],))] if found and named else []


def _thresholds(source: Source, clause: str) -> list[ConditionLine]:
    column = _SIZE.get(source.name) or next(iter(source.of_type(FactType.STEPS)), "")
    if not column or column not in source.attributes:
        return []
    if source.attributes[column].column.unit != "元":
        return []
    return [ConditionLine(column, limit.test, (limit.amount,)) for limit in limits_of(clause)]


def _labelled(source: Source, clause: str) -> list[ConditionLine]:
    """Values that the clause names, by words of the preset or by the labels in the workbooks."""
    found = [
        ConditionLine(column, Test.IS, each.values)
        for each in phrases().qualifiers
        if any(word in clause for word in each.words) and (column := _column_of(each, source))
    ]
    restricted_by = {line.column for line in found}
    for choice in vocabulary.columns(source):
        if choice.code.rpartition(".")[2] in restricted_by or choice.code == _LEVEL_OF_UNIT:
            continue
        attribute = source.attributes[choice.code]
        if attribute.column.type is not FactType.CODE or attribute.table == source.name:
            continue
        named = [
            each.code for each in vocabulary.values(choice.code, source) if is_in(each, clause)
        ]
        if named:
            restricted_by.add(choice.code.rpartition(".")[2])
            found.append(ConditionLine(choice.code, Test.IS, tuple(named)))
    return found


def _column_of(qualifier: QualifierEntry, source: Source) -> str:
    """The column of the records, or of the firm or project that they are of; "" where none is."""
    own = [name for name in source.attributes if name.rpartition(".")[2] == qualifier.column]
    own += [qualifier.column] if qualifier.column in source.attributes else []
    for name in sorted(own, key=lambda each: "." in each):
        choices = source.attributes[name].column.choices or qualifier.values
        if all(value in choices for value in qualifier.values):
            return name
    return ""


def is_in(value: vocabulary.Choice, clause: str) -> bool:
    return len(value.label) > 1 and value.label in clause


def known_words(line: ConditionLine, draft: Draft) -> list[str]:
    """The words of a clause that a condition stands for: those of the preset, or the labels."""
    source = all_sources()[draft.source]
    words = [
        word
        for each in phrases().qualifiers
        if each.column == line.column and each.values == line.values
        for word in each.words
    ]
    if line.column in source.attributes:
        labels = vocabulary.values(line.column, source)
        words += [each.label for each in labels if each.code in line.values]
    return sorted(words, key=len, reverse=True)
