"""From the words before a number to a first draft of what it counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chainchief.core.spans import Month
from chainchief.core.units import Dimension
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import all_sources
from chainchief.indicators.catalogue.vocabulary import kind_in_words
from chainchief.indicators.figures import MetricType
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import THRESHOLDS, Counting, Draft
from chainchief.workshop.sentences.amounts import (
    REPORTS,
    Reading,
    amount_going_on,
    amount_reading,
    role_of,
    unless_mixed,
)
from chainchief.workshop.sentences.clauses import (
    SHORT,
    before_of,
    clause_of,
    one_by_one,
    says_little,
    with_subject,
)
from chainchief.workshop.sentences.first_drafts import (
    at_stage,
    known_words,
    restricted,
    subject_draft,
)
from chainchief.workshop.sentences.limits import limits_of, without_limits
from chainchief.workshop.sentences.numbers import FoundNumber
from chainchief.workshop.sentences.phrases import (
    AmountEntry,
    PhrasesPreset,
    SubjectEntry,
    best,
    end_of,
    phrases,
)
from chainchief.workshop.sentences.relations import Related, Relation, relations
from chainchief.workshop.sentences.spans import span_of

#: What is only expected is no record yet.
_EXPECTED = re.compile("预计|预期|预估|可新增|可实现|将新增|将实现|有望")
_PER = re.compile("户均|亩均|人均|平均|每[户家亩人名]|笔均|单位能耗")
_INVOLVED = re.compile("涉及|惠及|覆盖|来自|服务|受益|惠企")
#: What else happens to firms and projects: with it a bare 企业 or 项目 says too little.
_OTHER_DOINGS = re.compile(
    "惠及|带动|吸引|推荐|参加|参与|覆盖|培育|净增|退|反映|收集|支持|培训|满意|受益|联系|帮助|帮扶|"
    "服务|推广|实施|对接|解决|认定|入选|获批|获评"
)
#: Too general to be meant by their names alone.
_GENERAL = ("enterprise", "project", "chain", "division", "organisation", "person")
#: 增速最高的产业链: one of many that is not named, and no figure.
_UTMOST = re.compile("最[高快大低小多少]的")
#: What a text does about chains, or praises them for: all of them are meant.
_OF_CHAINS = re.compile(
    "围绕|聚焦|依托|打造|培育|建设|推进|主导|重点|优势|特色|先进|支柱|现代|标志性|产业链"
)
#: Who and what is behind events.
_BEHIND = ("enterprise", "chain", "division", "project", "organisation", "person")


def readings(found: Sequence[FoundNumber], catalogue: Catalogue, month: Month) -> list[Reading]:
    """Readings of the numbers of a text; one that names no records goes on with those before.

    `month` is the one that the text is about.
    """
    known = phrases()
    result: list[Reading] = []
    before: Reading | None = None
    head: Reading | None = None
    parts = was_in_parts = 0
    span, paragraph = "", 0
    clauses = one_by_one([clause_of(number, found) for number in found], found)
    related = relations(found, [before_of(number, found) for number in found])
    for number, clause, related_to in zip(found, clauses, related, strict=True):
        relation = Related() if _UTMOST.search(clause) else related_to
        named = span_of(number.before, month)
        span = named if named is not None else span if number.paragraph == paragraph else ""
        paragraph = number.paragraph
        earlier = [each.words for each in result if each.relation is Relation.NONE and each.words]
        parts = parts + 1 if "其中" in clause or (parts and clause[:1] in "、和及") else 0
        if not parts and clause[:1] in ",\uff0c" and head is not None and was_in_parts > 1:
            before = head
        was_in_parts = parts
        counted = unless_mixed(
            before, number, clause, list(zip(found, result, strict=False)), known
        )
        reading = _of_number(number, clause, relation, counted, known, catalogue)
        reading = replace(
            reading,
            span=span,
            words=with_subject(clause, earlier, number),
            clause=clause,
            context=earlier[-1] if earlier else "",
            is_bare=_is_bare(number, clause, known),
            relation=relation.relation,
            about=relation.about,
            whole=relation.whole,
        )
        result.append(reading)
        if reading.draft is not None and reading.relation is Relation.NONE:
            before = reading
            head = head if parts else reading
    return result


def _of_number(
    number: FoundNumber,
    clause: str,
    related: Related,
    before: Reading | None,
    known: PhrasesPreset,
    catalogue: Catalogue,
) -> Reading:
    if related.relation is not Relation.NONE and _is_official(clause, known):
        return Reading(None, is_official=True)
    if related.relation in (Relation.SHARE, Relation.PLACE):
        part = re.split("占|居|列|排", clause)[0]
        amount = _of_clause(part, None, known, catalogue, replace(number, unit=None))
        return amount if len(part.strip("\uff0c,、 ")) > 1 else Reading(None)
    if related.relation not in (Relation.NONE, Relation.GROWTH, Relation.PLAN):
        return Reading(None)
    dimension = number.unit.dimension if number.unit is not None else None
    if _is_official(clause, known):
        return Reading(None, is_official=True)
    if _EXPECTED.search(number.before) or _PER.search(clause) or _UTMOST.search(clause):
        return Reading(None)
    if dimension is Dimension.RATE:
        # 完成投资同比增长8.6%: the growth of what the clause names.
        is_growth = related.relation is not Relation.NONE
        return _of_clause(clause, before, known, catalogue, number) if is_growth else Reading(None)
    if dimension in (Dimension.POINTS, Dimension.RANK):
        return Reading(None)
    return _of_clause(clause, before, known, catalogue, number)


def _of_clause(
    clause: str,
    before: Reading | None,
    known: PhrasesPreset,
    catalogue: Catalogue,
    number: FoundNumber,
) -> Reading:
    is_amount: bool | None = None
    if number.unit is not None and number.unit.dimension is not Dimension.RATE:
        is_amount = number.unit.dimension is not Dimension.COUNT
    behind = _behind(clause, before, catalogue) if is_amount is not True else None
    if behind is not None:
        return Reading(behind, subject=before.subject if before else None)
    subject = _subject(before, number, known, clause)
    amount = best(known.amounts, clause) if is_amount is not False else None
    role = None if subject else role_of(amount, clause, known)
    own = _own_draft(subject or role, before, clause, number, catalogue)
    if subject is None and amount is None and is_amount and before is not None:
        going_on = amount_going_on(number, before, clause, catalogue)
        if going_on is not None:
            return Reading(going_on, subject=before.subject or before.draft)
    if subject is None and amount is None:
        own = _by_labels(clause, catalogue, number, is_amount=bool(is_amount))
    if role is not None and amount is not None and amount.source == REPORTS:
        # 链主企业完成投资: projects are not kept by the roles of their firms.
        return Reading(None)
    if amount is not None and (is_amount or subject is None or _later(amount, subject, clause)):
        return amount_reading(amount, own, before, clause, catalogue)
    if is_amount is False and own is None and before is not None:
        own = _going_on(before, clause, catalogue)
    return Reading(own, subject=own)


def _own_draft(
    subject: SubjectEntry | None,
    before: Reading | None,
    clause: str,
    number: FoundNumber,
    catalogue: Catalogue,
) -> Draft | None:
    """The records that the words name; none where a limit of size would be left out."""
    own = subject_draft(subject, clause, catalogue) if subject else None
    if subject is not None and subject.general and own is not None:
        own = _of_the_general(subject, own, before, clause, number, catalogue)
    return None if own is not None and limits_of(clause) and not _is_limited(own) else own


def _is_official(clause: str, known: PhrasesPreset) -> bool:
    return any(word in clause.partition("占")[0] for word in known.official)


def _is_bare(number: FoundNumber, clause: str, known: PhrasesPreset) -> bool:
    """Whether words tell a rate or what was done, and not of which records: 办结率, 按时办结."""
    is_rate = number.unit is not None and number.unit.dimension is Dimension.RATE
    done = any(word in clause for each in known.subjects if each.strong for word in each.words)
    named = [each.words for each in known.subjects if not each.strong and not each.general]
    named += [each.words for each in known.amounts]
    names = any(word in clause for words in named for word in words)
    return (is_rate or done) and not names


def _subject(
    before: Reading | None, number: FoundNumber, known: PhrasesPreset, clause: str
) -> SubjectEntry | None:
    nearest = best(_fitting(known.subjects, number, clause), clause)
    return _unless_of_others(_strongest(nearest, known, clause), before, number, known, clause)


def _going_on(before: Reading, clause: str, catalogue: Catalogue) -> Draft | None:
    """其中技改25个: what was counted before, restricted by what the clause says.

    Words that say nothing of it are about something else.
    """
    counted = before.subject or before.draft
    if counted is None or counted.counting is Counting.SUM:
        # 营业收入超百亿元的企业83家 is no part of the revenue that was told before.
        return None
    own = restricted(counted, clause, catalogue)
    is_same = own.conditions == counted.conditions
    if is_same and not says_little(clause):
        return None
    if is_same and _tells(clause, phrases()):
        return None
    goes_on = own.conditions != counted.conditions or len(clause.strip()) <= SHORT + 2
    return own if goes_on or "其中" in clause else None


def _strongest(
    nearest: SubjectEntry | None, known: PhrasesPreset, clause: str
) -> SubjectEntry | None:
    """办结企业诉求: what was done with the records tells more than their name."""
    if nearest is None or nearest.strong:
        return nearest
    same = (each for each in known.subjects if each.strong and each.source == nearest.source)
    done = [each for each in same if any(word in clause for word in each.words)]
    return best(done, clause) or nearest


def _unless_of_others(
    subject: SubjectEntry | None,
    before: Reading | None,
    number: FoundNumber,
    known: PhrasesPreset,
    clause: str,
) -> SubjectEntry | None:
    """按时办结76项 behind 督办事项78项 is of those: what was done alone does not name records."""
    counted = (before.subject or before.draft) if before else None
    if subject is None or not subject.strong or counted is None or "，" not in number.before:
        return subject
    of_others = counted.source not in ("", subject.source)
    names = (each for each in known.subjects if each.source == subject.source and not each.strong)
    is_named = any(word in clause for each in names for word in each.words)
    return None if of_others and not is_named else subject


def _of_the_general(
    subject: SubjectEntry,
    own: Draft,
    before: Reading | None,
    clause: str,
    number: FoundNumber,
    catalogue: Catalogue,
) -> Draft | None:
    """A bare 项目 or 企业: of those counted before (其中亿元以上项目), of all, or unknown ones."""
    words = without_limits(clause)
    for line in own.conditions:
        for qualifier in known_words(line, own):
            words = words.replace(qualifier, "")
    for word in sorted(subject.words, key=len, reverse=True):
        words = words.replace(word, "")
    of_chains = subject.source == "chain"
    if not says_little(_OF_CHAINS.sub("", words) if of_chains else words.replace("产业链", "")):
        return at_stage(clause, catalogue) if subject.source == "project" else None
    counted = (before.subject or before.draft) if before else None
    is_listed = clause[:1] in "、和及" or (clause[:1] in ",\uff0c" and limits_of(clause))
    is_part = "其中" in number.before or is_listed
    if counted is not None and is_part:
        kind = all_sources()[counted.source].entity_kind if counted.source else ""
        same = kind == all_sources()[subject.source].entity_kind
        if same and counted.counting is not Counting.SUM:
            return restricted(counted, clause, catalogue)
    return own


def _is_limited(draft: Draft) -> bool:
    """Whether a limit of size has become a condition: no limit is left out in silence."""
    return any(line.test in THRESHOLDS for line in draft.conditions)


def _tells(clause: str, known: PhrasesPreset) -> bool:
    """Whether a word stands in it that tells one indicator from another."""
    return any(word in clause for words in known.telling for word in words)


def _behind(clause: str, before: Reading | None, catalogue: Catalogue) -> Draft | None:
    """涉及企业12家: how many different firms, chains, units are behind what was counted before."""
    counted = (before.subject or before.draft) if before else None
    if counted is None or not _INVOLVED.search(clause):
        return None
    source = all_sources()[counted.source]
    if kind_in_words(source.entity_kind) in clause and source.row_kind != source.entity_kind:
        draft = replace(counted, counting=Counting.COUNT, column="", once=False, unit="")
        return restricted(replace(draft, receipt=()), clause, catalogue)
    for choice in vocabulary.distinct(source):
        kind = source.kind_named_by(choice.code)
        if kind and kind in _BEHIND and kind_in_words(kind) in clause:
            draft = replace(counted, counting=Counting.DISTINCT, column=choice.code, once=False)
            return restricted(replace(draft, unit="", receipt=()), clause, catalogue)
    return None


def _by_labels(
    clause: str, catalogue: Catalogue, number: FoundNumber, *, is_amount: bool
) -> Draft | None:
    """By the words of the workbooks: a head of a column that can be added, a kind of record."""
    dimension = number.unit.dimension if number.unit else None
    for kind in vocabulary.kinds():
        source = all_sources()[kind.code]
        for choice in vocabulary.amounts(source) if is_amount else ():
            if source.dimension_of(choice.code) is dimension and _ends_with(choice, clause):
                nature = vocabulary.natures_of(source)
                draft = Draft(
                    nature=nature[0] if nature else MetricType.STOCK,
                    source=kind.code,
                    counting=Counting.SUM,
                    column=choice.code,
                )
                return restricted(draft, clause, catalogue)
    named = (
        k
        for k in vocabulary.kinds()
        if len(k.label) > 1 and k.label in clause and k.code not in _GENERAL
    )
    first = None if is_amount else next(named, None)
    if first is None:
        return None
    natures = vocabulary.natures_of(all_sources()[first.code])
    return restricted(Draft(nature=natures[0], source=first.code), clause, catalogue)


def _fitting(
    entries: Iterable[SubjectEntry], number: FoundNumber, clause: str
) -> list[SubjectEntry]:
    """The subjects that a number in its unit can count; a bare 企业 where nothing else is said."""
    base = number.unit.base if number.unit else ""
    return [
        each
        for each in entries
        if (not each.units or not base or base in each.units)
        and not (each.general and _OTHER_DOINGS.search(clause))
    ]


def _ends_with(choice: vocabulary.Choice, clause: str) -> bool:
    """Whether the words come to their end with a head of the workbooks of some length."""
    end = re.sub("(?:达到?|为|共|约|近|超过|[\\s:\uff1a])+$", "", clause)
    return len(choice.label) > 2 and end.endswith(choice.label)


def _later(amount: AmountEntry, subject: SubjectEntry, clause: str) -> bool:
    return end_of(amount.words, clause) >= end_of(subject.words, clause)
