"""The page of one chain: who answers for it, what is stuck and whose turn it is, and its map."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.ledger.kinds.enterprise_role.models import Role
from chainchief.ledger.registers import choice_order, choice_word
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import crumb_to_chains, tabs_of
from chainchief.web.chains.people import Holder, holders_of
from chainchief.web.chains.segment_map import Stage, map_of
from chainchief.web.chains.stuck import StuckGroup, Turn, Within, stuck_in, turns_of
from chainchief.web.figures import cards
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.page_head import PageHead
from chainchief.web.figures.rows import Row
from chainchief.web.figures.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import bar_for
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import doors, holding_on, records_of


@dataclass(frozen=True)
class Firm:
    """A firm with a role in the chain."""

    name: str
    role: str
    unit: str
    since: str
    address: str


@dataclass(frozen=True)
class StageCount:
    """How many projects stand at a stage, and the door to them where an indicator counts them."""

    name: str
    count: int


@dataclass(frozen=True)
class ChainPage:
    """What templates/web/chain.html shows."""

    query: CellQuery
    head: PageHead
    cards: list[Row]
    holders: list[Holder]
    stuck: list[StuckGroup]
    turns: list[Turn]
    stages: list[StageCount]
    map: list[Stage]
    firms: list[Firm]
    release: str
    pack: str
    record: str


def chain_page(code: str, query: CellQuery, viewer: Viewer) -> tuple[ChainPage, Numbers]:
    """`WrongUseError` for an unknown chain, `NotAllowedError` for one out of reach."""
    chain_query = CellQuery(query.month, query.division, code, query.snapshot)
    query, numbers = cell_of(chain_query, viewer, cards.FIRST)
    name = numbers.figures.territory.chains.get(code)
    if name is None:
        raise WrongUseError(_("There is no chain {!r}.").format(code))
    day, here = query.month.last, reverse("chain", args=[code])
    cell = Scope(query.division, code)
    is_city = query.division == numbers.figures.territory.root
    bar = bar_for(query.month, here, division=query.division)
    scope = choices_of(query, numbers, viewer, bar.state, here)
    stuck = stuck_in(Within(code, "" if is_city else query.division), day, viewer)
    page = ChainPage(
        query=query,
        head=PageHead(
            title=_("{chain}: {unit}, {month}").format(
                chain=name,
                unit=numbers.figures.territory.names[query.division],
                month=query.month.label,
            ),
            bar=bar,
            crumbs=[crumb_to_chains(query.month), Crumb(name)],
            as_at=as_at(query, numbers),
            note=note_on(query, numbers),
            scope=ScopeChoices(here, query, scope.divisions, [], scope.snapshots),
            tabs=tabs_of(MapQuery(code, query.month, day), "chain", viewer),
        ),
        cards=list(cards.cards_of(cards.CARDS, query, cell, numbers)),
        holders=holders_of(code, day, viewer),
        stuck=stuck,
        turns=turns_of(stuck),
        stages=_stages(code, day, viewer),
        map=map_of(code, day, viewer),
        firms=_firms(code, day, viewer),
        release=f"{reverse('release', args=['chain-note'])}?{query.query}",
        pack=f"{reverse('meeting-pack', args=[code])}?{query.query}",
        record=_record(numbers.figures.territory.chain_uids[code], viewer),
    )
    return page, numbers


def _record(uid: str, viewer: Viewer) -> str:
    """The page of the chain's own record; "" where that is not open to the viewer."""
    return doors([("chain", uid)], viewer).get(("chain", uid), "")


def _stages(chain: str, day: dt.date, viewer: Viewer) -> list[StageCount]:
    """The projects by the stage they reached last, in the order of the way."""
    rows = records_of("project_stage", viewer).filter(
        project__chain=chain, project__withdrawn_on=None, occurred_on__lte=day
    )
    order = choice_order("project_stage", "stage")
    latest: dict[str, str] = {}
    found = rows.values_list("project_id", "stage", "occurred_on")
    for project, stage, _day in sorted(found, key=lambda row: (row[2], order[row[1]])):
        latest[project] = stage
    counts = Counter(latest.values())
    return [
        StageCount(choice_word("project_stage", "stage", stage), counts[stage])
        for stage in order
        if counts[stage]
    ]


def _firms(chain: str, day: dt.date, viewer: Viewer) -> list[Firm]:
    """Leaders and key firms on the day."""
    rows = records_of("enterprise_role", viewer).filter(
        holding_on(day), chain=chain, role__in=[Role.LEADER, Role.KEY]
    )
    held = rows.select_related("enterprise__division").order_by("-role", "enterprise__code")
    known = doors((("enterprise", str(one.enterprise.uid)) for one in held), viewer)
    return [
        Firm(
            one.enterprise.name,
            choice_word("enterprise_role", "role", one.role),
            one.enterprise.division.name,
            one.valid_from.isoformat(),
            known.get(("enterprise", str(one.enterprise.uid)), ""),
        )
        for one in held
    ]
