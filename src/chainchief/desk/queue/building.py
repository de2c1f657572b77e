"""A person's queue: the lines of all sources in one order, and how many there are in each view."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.desk.queue.cases import cases, helping
from chainchief.desk.queue.items import Item, Question, Source, View
from chainchief.desk.queue.others import grants, requests
from chainchief.desk.queue.promises import promises

#: Kind of matter → where its lines come from.
SOURCES: Mapping[str, tuple[Source, ...]] = {
    "difficulty": (cases, helping),
    "visit": (promises,),
    "request": (requests,),
    "grant": (grants,),
}


@dataclass(frozen=True)
class Queue:
    """The lines of one page; `counts` of every view, `total` of the one that is shown."""

    items: list[Item]
    counts: Mapping[View, int]
    total: int


def queue_of(question: Question, *, first: int = 0, number: int = 50) -> Queue:
    """The lines from `first` on, what runs out first in front; each source gives its foremost."""
    items: list[Item] = []
    counts: Counter[View] = Counter()
    for kind, sources in SOURCES.items():
        if question.kind and kind != question.kind:
            continue
        for source in sources:
            part = source(question, first + number)
            items += part.items
            counts.update(part.counts)
    items.sort(key=lambda item: item.order)
    counted = {view: counts[view] for view in View}
    return Queue(items[first : first + number], counted, counted[question.view])
