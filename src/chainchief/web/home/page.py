"""The page of a person's day; a block that fails keeps the others."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain as chained
from typing import TypeVar
from uuid import uuid4

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.indicators.figures import Scope
from chainchief.web.chains.index import ChainLine, chains_page
from chainchief.web.chains.people import Holder, holders_of
from chainchief.web.chains.stuck import Stuck, StuckGroup, Within, stuck_in
from chainchief.web.figures import cards
from chainchief.web.figures.rows import Row
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.today import Now, now
from chainchief.web.home.blocks import Block as RoleBlock
from chainchief.web.home.blocks import makers_for
from chainchief.web.home.needs import Missing, Needs, by_turn, needs_of

log = logging.getLogger(__name__)
Block = TypeVar("Block")


@dataclass(frozen=True)
class Strip:
    """The state of the months: the one in work, and what is known of it."""

    month: str
    address: str
    words: list[str]


@dataclass(frozen=True)
class Turn:
    """Somebody whose turn it is: how many things wait, and the longest for how many days."""

    name: str
    number: int
    days: int


@dataclass(frozen=True)
class OwnChain:
    """A chief's own chain: three sentences, what is stuck, who answers for it."""

    name: str
    address: str
    note: str
    sentences: list[str]
    stuck: list[StuckGroup]
    people: list[Holder]


@dataclass
class HomePage:
    """What templates/web/home/home.html shows; `failed` has a number to quote per block."""

    title: str
    as_at: list[str]
    strip: Strip | None = None
    needs: Needs | None = None
    month: str = ""
    cards: list[Row] = field(default_factory=list)
    sparks: str = ""
    chains: list[ChainLine] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    own: list[OwnChain] = field(default_factory=list)
    waiting: list[StuckGroup] = field(default_factory=list)
    blocks: list[RoleBlock] = field(default_factory=list)
    doors: list[tuple[str, str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def home_page(viewer: Viewer, name: str) -> HomePage:
    """The blocks that the policy table opens to this viewer."""
    moment = now()
    page = HomePage(
        title=_("{name}, what needs you today").format(name=name),
        as_at=[moment.day.isoformat()],
    )
    missing = Missing(viewer, moment)  # asked for once, told in the strip and among the needs
    page.strip = _block(page, lambda: _strip(viewer, moment, missing))
    page.needs = _block(page, lambda: needs_of(viewer, moment, missing))
    _block(page, lambda: _figures(page, viewer, moment))
    _block(page, lambda: _stuck(page, viewer, moment))
    made = [_block(page, partial(make, viewer, moment)) for make in makers_for(viewer)]
    page.blocks = [block for block in made if block]
    page.doors = _doors(viewer)
    return page


def _block(page: HomePage, make: Callable[[], Block]) -> Block | None:
    """What `make` gives; where it fails, a number that stands in the log too."""
    try:
        return make()
    except ChainChiefError as refused:
        page.failed.append(str(refused))
    except Exception:
        number = uuid4().hex[:8]
        log.exception("fault %s in a block of the home page", number)
        page.failed.append(_("A part of this page failed; number to quote: {}").format(number))
    return None


def _strip(viewer: Viewer, moment: Now, missing: Missing) -> Strip | None:
    if not policy.allowed(viewer, "see", "months"):
        return None
    if moment.month is None:
        if moment.closed is None:
            return Strip(_("No month yet"), reverse("months"), [])
        return Strip(
            _("{month} is closed").format(month=moment.closed.label), reverse("months"), []
        )
    words = [_("not closed")]
    left = (moment.month.last - moment.day).days
    if left > 0:
        words.append(ngettext("{n} day left", "{n} days left", left).format(n=left))
    elif policy.allowed(viewer, "see", "county"):
        number = len(missing.reports)
        words.append(ngettext("{n} report missing", "{n} reports missing", number).format(n=number))
    if moment.closed is not None:
        words.append(_("newest closed: {}").format(moment.closed.label))
    return Strip(moment.month.label, reverse("month", args=[str(moment.month)]), words)


def _shown_month(moment: Now) -> Month | None:
    """Figures are of the newest closed month; before the first closing, of the month in work."""
    return moment.closed or moment.month


def _figures(page: HomePage, viewer: Viewer, moment: Now) -> None:
    """Six figures of the viewer's own cell; all chains where the city's figures are open."""
    month = _shown_month(moment)
    if month is None or not policy.allowed(viewer, "see", "figures"):
        return
    query, numbers = cell_of(CellQuery(month), viewer, cards.FIRST)
    page.month = month.label
    closed = closing.latest_closed(month)
    page.as_at.append(
        _("figures as at {day}, {place}").format(
            day=month.last.isoformat(), place=numbers.scope_name(query.scope)
        )
        + ("" if closed else " · " + _("preliminary"))
    )
    page.cards = list(cards.cards_of(cards.CARDS, query, query.scope, numbers))
    page.sparks = f"{reverse('home-sparks')}?{query.query}"
    if query.scope == Scope(numbers.figures.territory.root):  # the whole city is open
        chains, _numbers = chains_page(query, viewer)
        page.chains, page.heads = chains.lines, chains.heads


def _stuck(page: HomePage, viewer: Viewer, moment: Now) -> None:
    """A chief's chains one by one; for others whose turn it is over all that they may see."""
    own = [held.chain for held in viewer.held if held.chain]
    if own:
        for code in dict.fromkeys(own):
            page.own.append(_own_chain(code, viewer, moment))
        return
    if not policy.allowed(viewer, "see", "chain"):
        return
    groups = stuck_in(Within(), moment.day, viewer)
    things: list[Stuck] = list(chained.from_iterable((*g.first, *g.rest) for g in groups))
    if policy.reach(viewer, "see", "chain").everything:
        page.turns = [Turn(*turn) for turn in by_turn(things)[:12]]
    else:
        page.waiting = groups


def _own_chain(code: str, viewer: Viewer, moment: Now) -> OwnChain:
    from chainchief.ledger.kinds.chain.models import Chain

    groups = stuck_in(Within(chain=code), moment.day, viewer)
    name = Chain.objects.filter(code=code).values_list("name", flat=True).first() or code
    address = reverse("chain", args=[code])
    return OwnChain(
        name=name,
        address=address,
        note=reverse("release", args=["chain-note"]) + f"?chain={code}",
        sentences=[_sentence(group) for group in groups][:3],
        stuck=groups,
        people=holders_of(code, moment.day, viewer)[:6],
    )


def _sentence(group: StuckGroup) -> str:
    """困难8个,超时3个,最久279天:市交通运输局。"""
    longest = max((*group.first, *group.rest), key=lambda one: one.days)
    return ngettext(
        "{title}: {count}, overdue {overdue}; the longest {days} day: {turn}",
        "{title}: {count}, overdue {overdue}; the longest {days} days: {turn}",
        longest.days,
    ).format(
        title=group.title,
        count=group.count,
        overdue=group.overdue,
        days=longest.days,
        turn=longest.turn,
    )


#: Name, what it is for, route, the verb and class that it needs.
_DOORS = (
    ("Work queue", "What waits for you, what runs out first in front", "desk", "see", "chain"),
    ("Registers", "Enter, correct, look up", "records", "see", "reference"),
    ("Months", "What is closed, what is missing", "months", "see", "months"),
    (
        "Issued documents",
        "What was published, and the records behind",
        "issued",
        "see",
        "documents",
    ),
    ("Accounts", "Make, disable, give a new password", "accounts", "see", "accounts"),
    ("Grants", "Who may do what, until when", "grants", "see", "accounts"),
    ("Log of events", "Who came in, what left, what was changed", "audit", "see", "events"),
)


def _doors(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Where one goes on from here."""
    return [
        (_(name), _(about), reverse(route))
        for name, about, route, verb, policy_class in _DOORS
        if policy.allowed(viewer, verb, policy_class)
    ]
