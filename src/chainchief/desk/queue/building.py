"""A person's queue: the lines of all sources in one order, and how many there are in each view."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chainchief.desk.queue.cases import cases, helping
from chainchief.desk.queue.contacts import contacts
from chainchief.desk.queue.features import features
from chainchief.desk.queue.financing import of_banks, of_firms
from chainchief.desk.queue.items import Item, Part, Question, View
from chainchief.desk.queue.leads import leads
from chainchief.desk.queue.others import grants, requests
from chainchief.desk.queue.promises import promises
from chainchief.desk.queue.requirements import requirements
from chainchief.desk.queue.reward_lists import reward_lists
from chainchief.desk.queue.rows import Lines, counted, with_handlers
from chainchief.desk.queue.tasks import parts, tasks

#: Answers a question with the first so many lines, read already or still to be counted.
Source = Callable[[Question, int], Lines | Part]
#: Kind of matter → where its lines come from.
SOURCES: Mapping[str, tuple[Source, ...]] = {
    "difficulty": (cases, helping),
    "task": (tasks, parts),
    "lead": (leads,),
    "visit": (promises,),
    "financing_need": (of_firms, of_banks),
    "request": (requests,),
    "grant": (grants,),
    "reward_list": (reward_lists,),
    "feature": (features,),
    "officer_contact": (contacts,),
    "project_requirement": (requirements,),
}


@dataclass(frozen=True)
class Queue:
    """The lines of one page; `counts` of every view, `total` of the one that is shown."""

    items: list[Item]
    counts: Mapping[View, int]
    total: int


def queue_of(question: Question, *, first: int = 0, number: int = 50) -> Queue:
    """The lines from `first` on, what runs out first in front; each source gives its foremost."""
    answers = [
        source(question, first + number)
        for kind, sources in SOURCES.items()
        if question.kind in ("", kind)
        for source in sources
    ]
    parts = [answer for answer in answers if isinstance(answer, Part)]
    parts += counted(question.view, [each for each in answers if isinstance(each, Lines)])
    items = [item for part in parts for item in part.items]
    counts: Counter[View] = Counter()
    for part in parts:
        counts.update(part.counts)
    items.sort(key=lambda item: item.order)
    in_views = {view: counts[view] for view in View}
    shown = with_handlers(items[first : first + number])
    return Queue(shown, in_views, in_views[question.view])
