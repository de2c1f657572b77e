"""From the words before a number to a first draft of what it counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chainchief.core.units import Dimension
from chainchief.indicators.catalogue.indicator import Indicator, meaning_of
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import Source, all_sources
from chainchief.indicators.catalogue.vocabulary import kind_in_words
from chainchief.indicators.figures import MetricType
from chainchief.ledger.facts import FactType
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import ConditionLine, Counting, Draft, Opening, Test
from chainchief.workshop.drafts.entries import entry_of
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.sentences.numbers import FoundNumber
from chainchief.workshop.sentences.phrases import (
    AmountEntry,
    PhrasesPreset,
    QualifierEntry,
    SubjectEntry,
    phrases,
)

_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "十": 10, "百": 100, "千": 1000}
_AMOUNT = r"(\d+(?:\.\d+)?|[一二三四五十百千])?\s*(亿|万|千万)元?"
_BAND = re.compile(rf"{_AMOUNT}\s*[-—–~至到]\s*{_AMOUNT}")
_OVER = re.compile(rf"{_AMOUNT}\s*(?:[(\uff08]含[)\uff09])?\s*(及?以上|以下|级)")
_FIRST = re.compile(r"前\s*(\d{1,2}|[一二三四五六七八九十]+)\s*个?月")
_TO = re.compile(r"1\s*月?\s*[-—–~至到]\s*(\d{1,2})\s*月")
_NUMERALS = {n: at for at, n in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_SPANS = (
    ("去年同期", "last-year"),
    ("上年同期", "last-year"),
    ("去年全年", "year-before"),
    ("前三季度", "first-9"),
    ("上半年", "first-6"),
    ("一季度", "first-3"),
    ("近12个月", "twelve-months"),
    ("当月", "month"),
    ("上月", "month-before"),
    ("四季度以来", "quarter"),
)
_PAUSE = re.compile("[,\uff0c、。;；(\uff08]")
#: Words before a number that say too little of what it counts (其中, 共).
_SHORT = 3
_INVOLVED = re.compile("涉及|惠及|覆盖|来自|服务")
_GROWTH = re.compile(r"(?:同比|比上年|较上年|增长|增幅|增速|下降)[^,\uff0c、。]{0,6}$")
#: An amount of projects is restricted to the projects that the sentence counted before.
_STAGES = "project_stage"
#: The condition by which a threshold on projects is written.
_SIZE = {"project_stage": "project.total_investment", "project": "total_investment"}


@dataclass(frozen=True)
class Reading:
    """What a number seems to count: a draft, the span, and whether it is the growth of it.

    `subject` is the draft of the records that an amount is of.
    """

    draft: Draft | None
    span: str = ""
    is_growth: bool = False
    subject: Draft | None = None


def readings(found: Sequence[FoundNumber], catalogue: Catalogue) -> list[Reading]:
    """Readings of the numbers of a text; one that names no records goes on with those before."""
    known = phrases()
    result: list[Reading] = []
    before: Reading | None = None
    span = ""
    for number in found:
        span = _span(number.before) or span
        clause = _clause(number, found)
        reading = _reading(number, clause, before, known, catalogue)
        reading = replace(reading, span=span)
        result.append(reading)
        if reading.draft is not None and not reading.is_growth:
            before = reading
    return result


def _clause(number: FoundNumber, found: Sequence[FoundNumber]) -> str:
    """The words between the number before it, in the same sentence, and this one."""
    earlier = [
        each for each in found if each.paragraph == number.paragraph and each.end <= number.start
    ]
    begins = number.start - len(number.before)
    after = max((each.end for each in earlier if each.end >= begins), default=begins)
    before = number.before[after - begins :]
    # 100个新竣工项目: the records stand behind the number.
    behind = _PAUSE.split(number.after, maxsplit=1)[0][:12]
    return before if len(before.strip()) > _SHORT or not behind else before + behind


def _reading(
    number: FoundNumber,
    clause: str,
    before: Reading | None,
    known: PhrasesPreset,
    catalogue: Catalogue,
) -> Reading:
    is_rate = number.unit is not None and number.unit.dimension is Dimension.RATE
    if is_rate and _GROWTH.search(clause):
        # 完成投资同比增长8.6%: the growth of what the clause names, else of the number before.
        named = _of_clause(clause, before, known, catalogue, is_amount=None)
        return replace(named, is_growth=True) if named.draft else _grown(before)
    is_money = number.unit is not None and number.unit.dimension is not Dimension.COUNT
    wanted = is_money if number.unit is not None else None
    return _of_clause(clause, before, known, catalogue, is_amount=wanted)


def _grown(before: Reading | None) -> Reading:
    return replace(before, is_growth=True) if before else Reading(None)


def _of_clause(
    clause: str,
    before: Reading | None,
    known: PhrasesPreset,
    catalogue: Catalogue,
    *,
    is_amount: bool | None,
) -> Reading:
    behind = _behind(clause, before, catalogue) if is_amount is not True else None
    if behind is not None:
        return Reading(behind, subject=before.subject if before else None)
    subject = _best(known.subjects, clause)
    amount = _best(known.amounts, clause) if is_amount is not False else None
    own = _subject_draft(subject, clause, catalogue) if subject else None
    if subject is None and amount is None:
        own = _by_labels(clause, catalogue, is_amount=bool(is_amount))
    if amount is not None and (is_amount or subject is None or _later(amount, subject, clause)):
        return _amount_reading(amount, own, before, clause, catalogue)
    if is_amount is False and own is None and before is not None:
        own = _going_on(before, clause, catalogue)
    return Reading(own, subject=own)


def _going_on(before: Reading, clause: str, catalogue: Catalogue) -> Draft | None:
    """其中技改25个: what was counted before, restricted by what the clause says.

    Words that say nothing of it are about something else.
    """
    counted = before.subject or before.draft
    if counted is None:
        return None
    own = _restricted(counted, clause, catalogue)
    goes_on = own.conditions != counted.conditions or len(clause.strip()) <= _SHORT + 2
    return own if goes_on or "其中" in clause else None


def _behind(clause: str, before: Reading | None, catalogue: Catalogue) -> Draft | None:
    """涉及企业12家: how many different firms, chains, units are behind what was counted before."""
    counted = (before.subject or before.draft) if before else None
    if counted is None or not _INVOLVED.search(clause):
        return None
    source = all_sources()[counted.source]
    for choice in vocabulary.distinct(source):
        kind = source.kind_named_by(choice.code)
        if kind and "." not in choice.code and kind_in_words(kind) in clause:
            draft = replace(counted, counting=Counting.DISTINCT, column=choice.code, once=False)
            return settled(replace(draft, unit="", receipt=()), catalogue)
    return None


def _by_labels(clause: str, catalogue: Catalogue, *, is_amount: bool) -> Draft | None:
    """By the words of the workbooks: a head of a column that can be added, a kind of record."""
    for kind in vocabulary.kinds():
        source = all_sources()[kind.code]
        for choice in vocabulary.amounts(source) if is_amount else ():
            if _is_in(choice, clause):
                nature = vocabulary.natures_of(source)
                draft = Draft(
                    nature=nature[0] if nature else MetricType.STOCK,
                    source=kind.code,
                    counting=Counting.SUM,
                    column=choice.code,
                )
                return _restricted(draft, clause, catalogue)
    named = (k for k in vocabulary.kinds() if len(k.label) > 1 and k.label in clause)
    first = None if is_amount else next(named, None)
    if first is None:
        return None
    natures = vocabulary.natures_of(all_sources()[first.code])
    return _restricted(Draft(nature=natures[0], source=first.code), clause, catalogue)


def _later(amount: AmountEntry, subject: SubjectEntry, clause: str) -> bool:
    return _end(amount.words, clause) >= _end(subject.words, clause)


def _best(entries: "Iterable[SubjectEntry | AmountEntry]", clause: str) -> Any:
    """The entry whose words end nearest before the number, of equals the longest.

    What is said in general (项目, 企业) decides only where nothing else is said.
    """
    found = [
        (
            not getattr(each, "general", False),
            _end(each.words, clause),
            _length(each.words, clause),
            each,
        )
        for each in entries
    ]
    known = [each for each in found if each[1] >= 0]
    return max(known, key=lambda each: each[:3])[3] if known else None


def _end(words: Iterable[str], clause: str) -> int:
    ends = [at + len(word) for word in words if (at := clause.rfind(word)) >= 0]
    return max(ends, default=-1)


def _length(words: Iterable[str], clause: str) -> int:
    return max((len(word) for word in words if word in clause), default=0)


def _subject_draft(subject: SubjectEntry, clause: str, catalogue: Catalogue) -> Draft:
    lines = tuple(ConditionLine(c, Test.IS, tuple(v)) for c, v in subject.where.items())
    source = all_sources()[subject.source]
    stock = subject.open_from or not _events(source)
    draft = Draft(
        nature=MetricType.STOCK if stock else MetricType.FLOW,
        source=subject.source,
        conditions=lines,
        date=subject.date,
        once=subject.once,
        opening=Opening.BETWEEN if subject.open_until else Opening.VALID,
        open_from=subject.open_from,
        open_until=subject.open_until,
    )
    return _restricted(draft, clause, catalogue)


def _events(source: Source) -> bool:
    return any(not day.startswith("valid_") for day in source.of_type(FactType.DATE)) and not (
        source.has("valid_from", "valid_to") and source.name in ("enterprise", "platform")
    )


def _restricted(draft: Draft, clause: str, catalogue: Catalogue) -> Draft:
    """With the thresholds and the labels of values that the clause names."""
    source = all_sources()[draft.source]
    lines = [*draft.conditions, *_thresholds(source, clause)]
    taken = {line.column for line in lines}
    for line in _labelled(source, clause):
        if line.column not in taken:
            taken.add(line.column)
            lines.append(line)
    return settled(replace(draft, conditions=tuple(lines)), catalogue)


def _thresholds(source: Source, clause: str) -> list[ConditionLine]:
    column = _SIZE.get(source.name) or next(iter(source.of_type(FactType.STEPS)), "")
    if not column or column not in source.attributes:
        return []
    if source.attributes[column].column.unit != "元":
        return []
    band = _BAND.search(clause)
    if band:
        low, high = _money(band[1], band[2]), _money(band[3], band[4])
        return [
            ConditionLine(column, Test.AT_LEAST, (low,)),
            ConditionLine(column, Test.BELOW, (high,)),
        ]
    over = _OVER.search(clause)
    if over is None:
        return []
    test = Test.BELOW if over[3] == "以下" else Test.AT_LEAST
    return [ConditionLine(column, test, (_money(over[1], over[2]),))]


def _money(number: str | None, power: str) -> str:
    count = _CHINESE.get(number or "一", number or "1")
    if power == "千万":
        return f"{int(count) * 1000}万元"
    return f"{count}{power}元"


def _labelled(source: Source, clause: str) -> list[ConditionLine]:
    """Values that the clause names, by words of the preset or by the labels in the workbooks."""
    found = [
        ConditionLine(each.column, Test.IS, each.values)
        for each in phrases().qualifiers
        if _may_take(each, source) and any(word in clause for word in each.words)
    ]
    for choice in vocabulary.columns(source):
        attribute = source.attributes[choice.code]
        if attribute.column.type is not FactType.CODE or attribute.table == source.name:
            continue
        named = [
            each.code for each in vocabulary.values(choice.code, source) if _is_in(each, clause)
        ]
        if named:
            found.append(ConditionLine(choice.code, Test.IS, tuple(named)))
    return found


def _may_take(qualifier: QualifierEntry, source: Source) -> bool:
    attribute = source.attributes.get(qualifier.column)
    if attribute is None:
        return False
    choices = attribute.column.choices or qualifier.values
    return all(value in choices for value in qualifier.values)


def _is_in(value: vocabulary.Choice, clause: str) -> bool:
    return len(value.label) > 1 and value.label in clause


def _amount_reading(
    amount: AmountEntry,
    own: Draft | None,
    before: Reading | None,
    clause: str,
    catalogue: Catalogue,
) -> Reading:
    draft = Draft(
        nature=vocabulary.natures_of(all_sources()[amount.source])[0],
        source=amount.source,
        counting=Counting.SUM,
        column=amount.column,
    )
    if not amount.of_projects:
        return Reading(_restricted(draft, clause, catalogue))
    subject = own or (before.subject if before else None)
    if subject is None or subject.source != _STAGES:
        return Reading(_restricted(draft, clause, catalogue), subject=subject)
    of = same_as(subject, catalogue)
    over = of.code if of else ""
    return Reading(settled(replace(draft, over=over), catalogue), subject=subject)


def same_as(draft: Draft, catalogue: Catalogue) -> Indicator | None:
    """The indicator of the catalogue that counts just what the draft counts."""
    wanted = meaning_of(entry_of(draft))
    return next((each for each in catalogue if meaning_of(each.canonical) == wanted), None)


def _span(before: str) -> str:
    for words, span in _SPANS:
        if words in before:
            return span
    first = _FIRST.search(before)
    if first:
        return f"first-{_NUMERALS.get(first[1], first[1])}"
    return "year" if _TO.search(before) or "今年以来" in before else ""
