"""Which rows of a kind a question asks for, and how many of them are in each view."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Value

from chainchief.desk.models import Handling, Watching
from chainchief.desk.queue.items import Item, Part, Question, View, Whose


def wanted(question: Question, kind: str, my_turn: Callable[[Question], Q]) -> Q:
    """Condition of being among the question's rows: watched, anybody's, or the asker's to move.

    What lies with one person is that person's, whoever else's turn it could be.
    """
    if question.whose is Whose.WATCHING:
        watched = Watching.objects.filter(account=question.account, kind=kind)
        return Q(uid__in=watched.values("uid"))
    if question.whose is Whose.UNIT:
        return Q()
    handled = Handling.objects.filter(kind=kind)
    with_me = handled.filter(account=question.account).values("uid")
    with_others = handled.exclude(account=question.account).values("uid")
    return Q(uid__in=with_me) | (my_turn(question) & ~Q(uid__in=with_others))


def by_limit(question: Question, column: str) -> dict[View, Q]:
    """Conditions of the views that ask for nothing but the day in this column."""
    return {
        View.ALL: Q(),
        View.SOON: Q(**{f"{column}__gte": question.day, f"{column}__lte": question.soon}),
        View.LATE: Q(**{f"{column}__lt": question.day}),
    }


@dataclass(frozen=True)
class Lines:
    """A source's rows before they are counted and read: `read` makes lines of those of one view."""

    rows: "QuerySet[Any]"
    views: Mapping[View, Q]
    read: "Callable[[QuerySet[Any]], list[Item]]"


def lines_of(
    rows: "QuerySet[Any]",
    views: Mapping[View, Q],
    item: Callable[[Any], Item],
    number: int,
    *order: str,
) -> Lines:
    """A source whose lines are the first rows in `order`."""

    def read(shown: "QuerySet[Any]") -> list[Item]:
        return [item(one) for one in shown.order_by(*order)[:number]]

    return Lines(rows, views, read)


def counted(view: View, sources: Sequence[Lines]) -> list[Part]:
    """The share of each source in a view: one query counts all of them in all views, and one more
    reads the lines of each that has any."""
    counts = _counts(sources)
    parts = []
    for source, found in zip(sources, counts, strict=True):
        items = source.read(source.rows.filter(source.views[view])) if found.get(view) else []
        parts.append(Part(items, found))
    return parts


def _counts(sources: Sequence[Lines]) -> list[dict[View, int]]:
    """How many rows of each source there are in each of its views."""
    if not sources:
        return []
    first, *others = (_count(place, source) for place, source in enumerate(sources))
    union = first.union(*others, all=True) if others else first
    found = {place: numbers for place, *numbers in union}
    return [
        {
            view: number
            for view, number in zip(View, found.get(place, ()), strict=False)
            if view in source.views
        }
        for place, source in enumerate(sources)
    ]


def _count(place: int, source: Lines) -> "QuerySet[Any, Any]":
    """Place of the source and its number of rows in each view, in one row."""
    numbers = {
        f"in_{view.name.lower()}": Count("pk", filter=source.views[view])
        if view in source.views
        else Value(0, IntegerField())
        for view in View
    }
    rows = source.rows.select_related(None).order_by()
    placed = rows.annotate(place=Value(place, IntegerField())).values("place")
    found: QuerySet[Any, Any] = placed.annotate(**numbers).values_list("place", *numbers)
    return found


def with_handlers(items: Iterable[Item]) -> list[Item]:
    """The same lines, each with the account with which its matter lies; one query."""
    held = list(items)
    uids = [item.uid for item in held if item.uid and item.handler is None]
    rows = Handling.objects.filter(uid__in=uids).values_list("kind", "uid", "account")
    known = {(kind, uid): account for kind, uid, account in rows}
    return [
        item
        if item.uid is None or item.handler is not None
        else replace(item, handler=known.get((item.kind, item.uid), ""))
        for item in held
    ]
