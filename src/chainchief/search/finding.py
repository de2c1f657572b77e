"""Answers: the records that a question finds, in groups, within the viewer's reach alone."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.characters import letters_and_digits
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import Register, all_registers, register_of
from chainchief.search.index.following import catch_up
from chainchief.search.models import IndexEntry
from chainchief.search.postings.dialect import dialect
from chainchief.search.words.questions import Level, Question, Term, Ways
from chainchief.search.words.terms import KIND

#: So many are counted and ranked; of more it is only said that they are more.
MOST = 100
#: What people look for most, in the order in which it is shown; "other" is every other kind.
_GROUPS = {
    "enterprise": ("enterprise",),
    "project": ("project",),
    "chain": ("chain", "chain_segment"),
    "difficulty": ("difficulty",),
    "person": ("person",),
}


def kind_groups() -> dict[str, Sequence[str]]:
    """Every kind in one group."""
    named = {kind for kinds in _GROUPS.values() for kind in kinds}
    return {**_GROUPS, "other": [kind for kind in all_registers() if kind not in named]}


class Entry(NamedTuple):
    """What is read of an entry, as plainly as can be: a question may read hundreds."""

    pk: int
    kind: str
    uid: uuid.UUID
    code: str
    name: str
    former: str
    credit_code: str
    is_current: bool
    folded: str


@dataclass(frozen=True)
class Hit:
    """One record found. `former` is the name it had, where it is found by that alone."""

    kind: str
    uid: uuid.UUID
    code: str
    name: str
    former: str
    is_current: bool
    level: Level

    @property
    def title(self) -> str:
        return self.name or self.code


@dataclass(frozen=True)
class Hits:
    """The best of what is found among some kinds; `is_more` where they were too many to count."""

    best: list[Hit]
    count: int
    is_more: bool


@dataclass(frozen=True)
class Answer:
    """What is found per group of kinds; `behind` events of the log are not yet looked through."""

    groups: dict[str, Hits]
    behind: int


def find(text: str, viewer: Viewer, *, best: int = 5) -> Answer:
    """The best records of each group that the viewer may see, with how many there are."""
    question = Question.of(text)
    if not question.words:
        return Answer({}, 0)
    behind = catch_up()
    groups = kind_groups().items()
    found = {name: _hits(question, kinds, viewer, best) for name, kinds in groups}
    return Answer({name: hits for name, hits in found.items() if hits.count}, behind)


def matching(text: str, kind: str) -> "QuerySet[IndexEntry, Any] | None":
    """The entries of a kind that meet every word; None for a text without a letter or digit.

    For a condition on the kind's own rows, whose scope the caller decides. Call `catch_up` before.
    """
    question = Question.of(text)
    if not question.words:
        return None
    room = dialect()
    keys = RawSQL(room.KEYS, [_expression(question, [kind], tuple(Level))])  # noqa: S611
    return _read_again(question, IndexEntry.objects.filter(pk__in=keys))


def _hits(question: Question, kinds: Sequence[str], viewer: Viewer, best: int) -> Hits:
    found, is_more = _found(question, kinds, viewer)
    ranked = sorted(found, key=lambda entry: _rank(question, entry))
    hits = [_hit(question, entry) for entry in ranked[:best]]
    return Hits(hits, min(len(found), MOST), is_more)


def _found(question: Question, kinds: Sequence[str], viewer: Viewer) -> tuple[list[Entry], bool]:
    """The entries within reach, or some of them with the best, and whether there are more."""
    matched = _matching(question, kinds, tuple(Level))
    found = _read(matched)
    if len(found) <= MOST:
        return _reached(found, viewer), False
    scope = _scope(kinds, viewer)
    if scope is None:
        return [], False
    if scope:
        found = _read(matched.filter(scope))
        if len(found) <= MOST:
            return found, False
    # The best of them may not be among those read.
    first = _read(_matching(question, kinds, (Level.WHOLE, Level.START)).filter(scope))
    return list({entry.pk: entry for entry in (*first, *found)}.values()), True


def _reached(found: Iterable[Entry], viewer: Viewer) -> list[Entry]:
    """Those whose records the viewer may see, asked kind by kind of the records themselves."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        by_kind[entry.kind].append(entry)
    kept: list[Entry] = []
    for kind, entries in by_kind.items():
        register = register_of(kind)
        reach = policy.reach(viewer, "see", register.policy_class)
        if reach.everything:
            kept += entries
        elif not reach.nothing:
            rows = in_reach(viewer, register).filter(uid__in=[entry.uid for entry in entries])
            seen = set(rows.values_list("uid", flat=True))
            kept += [entry for entry in entries if entry.uid in seen]
    return kept


def _scope(kinds: Sequence[str], viewer: Viewer) -> Q | None:
    """The condition on entries that their records are within reach; None where none can be.

    It is asked of the records as they are now: the index knows nothing of whose they are.
    """
    limited, whole = Q(pk__in=[]), []
    for kind in kinds:
        register = register_of(kind)
        reach = policy.reach(viewer, "see", register.policy_class)
        if reach.everything:
            whole.append(kind)
        elif not reach.nothing and _is_reached(register, viewer):
            limited |= Q(kind=kind) & _within(register, viewer)
    if len(whole) == len(kinds):
        return Q()
    if not whole and len(limited.children) == 1:
        return None
    return limited | Q(kind__in=whole)


#: Who is limited to one of these sees little.
_NARROW = {Dimension.ENTERPRISE, Dimension.ORGANISATION}


def _within(register: Register, viewer: Viewer) -> Q:
    """That a record of the kind is within reach: little is listed, of much each is asked."""
    rows = in_reach(viewer, register).order_by()
    reach = policy.reach(viewer, "see", register.policy_class)
    if all(_NARROW & set(way.codes) for way in reach.ways):
        return Q(uid__in=rows.values("uid"))
    return Q(Exists(rows.filter(uid=OuterRef("uid"))))


def _is_reached(register: Register, viewer: Viewer) -> bool:
    """Whether some way to reach records of the class leads to this kind: it has those scopes."""
    if register.scopes.through is not None:
        return True
    reach = policy.reach(viewer, "see", register.policy_class)
    return any(all(register.scopes.path(each) for each in way.codes) for way in reach.ways)


def _matching(
    question: Question, kinds: Sequence[str], levels: Iterable[Level]
) -> "QuerySet[IndexEntry, Any]":
    """Entries of the kinds that meet every word at one of the levels."""
    room = dialect()
    found = IndexEntry.objects.extra(  # noqa: S610 - what is asked is a parameter
        tables=room.TABLES,
        where=[room.CONDITION],
        params=[_expression(question, kinds, levels)],
    )
    return _read_again(question, found)


def _expression(question: Question, kinds: Sequence[str], levels: Iterable[Level]) -> str:
    allowed = set(levels)
    words: list[Ways] = [
        tuple((Term(KIND + letters_and_digits(kind), begins=False),) for kind in kinds)
    ]
    words += [
        tuple(way for level, ways in word.ways.items() if level in allowed for way in ways)
        for word in question.words
    ]
    return str(dialect().expression(words))


def _read_again(
    question: Question, found: "QuerySet[IndexEntry, Any]"
) -> "QuerySet[IndexEntry, Any]":
    """Without the entries whose terms are met apart, and whose names do not hold the word."""
    for word in question.words:
        if word.is_read_again:
            found = found.filter(folded__contains=word.text)
    return found


def _read(entries: "QuerySet[IndexEntry, Any]") -> list[Entry]:
    return list(map(Entry._make, entries.values_list(*Entry._fields)[: MOST + 1]))


def _rank(question: Question, entry: Entry) -> tuple[object, ...]:
    lines = entry.folded.split("\n")
    return (not entry.is_current, question.level(lines), len(entry.name), entry.code)


def _hit(question: Question, entry: Entry) -> Hit:
    return Hit(
        entry.kind,
        entry.uid,
        entry.code,
        entry.name,
        _former(question, entry),
        entry.is_current,
        question.level(entry.folded.split("\n")),
    )


def _former(question: Question, entry: Entry) -> str:
    """The former name that is meant, where neither code nor name of today holds every word."""
    today = [
        letters_and_digits(entry.code),
        letters_and_digits(entry.name),
        letters_and_digits(entry.credit_code),
    ]
    if all(any(word.text in line for line in today) for word in question.words):
        return ""
    for name in filter(None, entry.former.split("\n")):
        if all(word.text in letters_and_digits(name) for word in question.words):
            return name
    return ""
