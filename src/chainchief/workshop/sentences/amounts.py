"""Amounts that words name: of which records, and what a number is read as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import all_sources
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import ConditionLine, Counting, Draft, Test
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.sentences.clauses import SHORT
from chainchief.workshop.sentences.first_drafts import restricted
from chainchief.workshop.sentences.limits import limits_of
from chainchief.workshop.sentences.numbers import FoundNumber
from chainchief.workshop.sentences.phrases import (
    AmountEntry,
    PhrasesPreset,
    SubjectEntry,
    best,
)
from chainchief.workshop.sentences.relations import Relation
from chainchief.workshop.sentences.same import same_as

#: An amount of projects is restricted to the projects that the sentence counted before.
_STAGES = "project_stage"
ROLES = "enterprise_role"
#: The tables of what firms and projects report month by month.
OF_FIRMS, REPORTS = "firm_month", "project_report"
_PROJECTS = (_STAGES, "project")


@dataclass(frozen=True)
class Reading:
    """What a number seems to count: a draft, the span, how it stands to a number before it.

    `subject` is the draft of the records that an amount is of, `words` are those that it is read
    from, `about` the place in the text of the number that a growth or share is of.
    """

    draft: Draft | None
    span: str = ""
    subject: Draft | None = None
    words: str = ""
    clause: str = ""
    #: The words of the number before it, and whether its own name no records.
    context: str = ""
    is_bare: bool = False
    #: Whether the words are of a statistic that is quoted and never counted here.
    is_official: bool = False
    relation: Relation = Relation.NONE
    about: int | None = None
    whole: str = ""

    @property
    def is_growth(self) -> bool:
        return self.relation is Relation.GROWTH


def amount_reading(
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
        date=amount.date,
        conditions=_accepted(amount.source),
    )
    if amount.source == OF_FIRMS and own is not None and own.source == ROLES:
        # 链主企业营业收入: of the firms that are named, not of all.
        of = same_as(own, catalogue)
        return Reading(settled(replace(draft, over=of.code), catalogue) if of else None)
    if not amount.of_projects:
        return Reading(_of_the_same(draft, before, clause, catalogue))
    subject = own
    if subject is None or subject.source not in _PROJECTS:
        earlier = before.subject if before else None
        subject = earlier if earlier and earlier.source in _PROJECTS else None
        if subject is not None and subject.source == _STAGES and limits_of(clause):
            subject = restricted(subject, clause, catalogue)
    if subject is not None and subject.without:
        draft = replace(draft, over=subject.over, without=subject.without)
    if subject is not None and subject.source == "project":
        draft = replace(draft, conditions=(*draft.conditions, *_of_projects(subject, draft.source)))
    if subject is None or subject.source != _STAGES:
        return Reading(restricted(draft, clause, catalogue), subject=subject)
    of = same_as(subject, catalogue)
    if of is None:
        # Its projects are in no indicator yet: the amount is drafted when they are.
        return Reading(None, subject=subject)
    return Reading(settled(replace(draft, over=of.code), catalogue), subject=subject)


def _of_projects(subject: Draft, table: str) -> Iterator[ConditionLine]:
    """Conditions on projects as the table of an amount names them: 技改项目132个，完成投资 …."""
    known = all_sources()[table].attributes
    for line in subject.conditions:
        own = line.column if line.column in known else f"project.{line.column}"
        if own in known:
            yield replace(line, column=own)


def _accepted(table: str) -> tuple[ConditionLine, ...]:
    """Only what was recognised is added up, where the table tells it."""
    has = "evidence" in all_sources()[table].columns
    return (ConditionLine("evidence", Test.IS, ("accepted",)),) if has else ()


def _of_the_same(draft: Draft, before: Reading | None, clause: str, catalogue: Catalogue) -> Draft:
    """协议63项、金额5.2亿元: the amount of just the records that were counted before it."""
    counted = (before.subject or before.draft) if before else None
    if counted is not None and counted.source == draft.source:
        draft = replace(draft, conditions=counted.conditions, date=draft.date or counted.date)
    return restricted(draft, clause, catalogue)


def amount_going_on(
    number: FoundNumber, before: Reading, clause: str, catalogue: Catalogue
) -> Draft | None:
    """38宗、3265亩: the one amount that the records counted before have in the unit."""
    counted = before.subject or before.draft
    if counted is None or number.unit is None or len(clause.strip()) > SHORT + 2:
        return None
    source = all_sources()[counted.source]
    fitting = [
        each.code
        for each in vocabulary.amounts(source)
        if source.dimension_of(each.code) is number.unit.dimension
    ]
    if len(fitting) != 1:
        return None
    draft = replace(
        counted, counting=Counting.SUM, column=fitting[0], once=False, unit="", receipt=()
    )
    return settled(draft, catalogue)


def role_of(amount: AmountEntry | None, clause: str, known: PhrasesPreset) -> SubjectEntry | None:
    """链主企业营业收入: the role of the firms whose amount, or whose projects', is told."""
    if amount is None or amount.source not in (OF_FIRMS, REPORTS):
        return None
    role = best([each for each in known.subjects if each.source == ROLES], clause)
    return role if isinstance(role, SubjectEntry) else None


def unless_mixed(
    before: Reading | None,
    number: FoundNumber,
    clause: str,
    earlier: Sequence[tuple[FoundNumber, Reading]],
    known: PhrasesPreset,
) -> Reading | None:
    """新开工68个、新投产39个，完成投资187.5亿元: what was invested is of all, not of the last."""
    amount = best(known.amounts, clause)
    if before is None or amount is None or amount.source != REPORTS:
        return before
    begins = number.start - len(number.before)
    stages = {
        line.values
        for one, reading in earlier
        if one.paragraph == number.paragraph and one.start >= begins and reading.draft is not None
        for line in reading.draft.conditions
        if line.column == "stage"
    }
    return replace(before, subject=None, draft=None) if len(stages) > 1 else before
