"""The page on which a chain is edited: its segments as a tree, one of them open with its links."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap.chart.ledger import rows_of
from chainchief.chainmap.editing import Edit, recent_edits
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.kinds.segment.models import Flow, Stream
from chainchief.web.chainmap.map_query import MapQuery, Tab, tabs_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.visible import address_of, holding_on

_ACTS = {
    "created": "entered anew",
    "changed": "values changed",
    "withdrawn": "taken out",
    "reinstated": "put back",
}


@dataclass(frozen=True)
class LinkLine:
    """A link of the segment that is open; `name` is the other end."""

    uid: uuid.UUID
    version: int
    name: str
    address: str
    flow: str
    is_essential: bool


@dataclass(frozen=True)
class OpenSegment:
    """The segment that is being edited."""

    uid: uuid.UUID
    version: int
    code: str
    name: str
    stream: str
    position: int
    products: str
    is_key: bool
    source: str
    record: str
    suppliers: list[LinkLine]
    buyers: list[LinkLine]


@dataclass(frozen=True)
class Branch:
    """A stream with its segments: (name, address, whether it is a key one, whether it is open)."""

    key: str
    name: str
    segments: list[tuple[str, str, bool, bool]]


@dataclass(frozen=True)
class TreePage:
    """What templates/web/chainmap/tree.html shows; forms where the chain may be changed."""

    query: MapQuery
    bar: Bar
    crumbs: list[Crumb]
    tabs: list[Tab]
    title: str
    as_at: list[str]
    may: bool
    branches: list[Branch]
    opened: OpenSegment | None
    streams: list[Choice]
    flows: list[Choice]
    segments: list[Choice]
    edits: list[tuple[Edit, str]]
    here: str
    workbooks: list[tuple[str, str]]
    faults: list[str]


def tree_page(query: MapQuery, viewer: Viewer, faults: Sequence[str] = ()) -> TreePage:
    """WrongUseError for a chain or segment that is not there."""
    chain = rows_of("chain", viewer).filter(code=query.chain).first()
    if chain is None:
        raise WrongUseError(_("There is no chain {!r}.").format(query.chain))
    rows = rows_of("chain_segment", viewer).filter(holding_on(query.day), chain=query.chain)
    segments = list(rows.order_by("position", "code"))
    may = policy.allowed(viewer, "enter", "reference")
    return TreePage(
        query=query,
        bar=bar_for(query.month, reverse("chain-tree", args=[query.chain])),
        crumbs=[
            Crumb(_("Chains"), f"{reverse('chains')}?month={query.month}"),
            Crumb(chain.name, f"{reverse('chain', args=[query.chain])}?month={query.month}"),
            Crumb(_("Edit the chain")),
        ],
        tabs=tabs_of(query, "chain-tree", viewer),
        title=_("{chain}: segments and links").format(chain=chain.name),
        as_at=[_("as at {day}").format(day=query.day)],
        may=may,
        branches=_branches(query, segments),
        opened=_opened(query, segments, viewer),
        streams=[Choice(each.value, _(str(each.label))) for each in Stream],
        flows=[Choice(each.value, _(str(each.label))) for each in Flow],
        segments=[Choice(each.code, each.name) for each in segments],
        edits=[(each, _(_ACTS[each.what])) for each in recent_edits(query.chain, viewer)],
        here=query.address("chain-tree", segment=query.segment),
        workbooks=_workbooks(viewer) if may else [],
        faults=list(faults),
    )


def _branches(query: MapQuery, segments: Sequence[Any]) -> list[Branch]:
    found = []
    for stream in Stream:
        own = [
            (
                each.name,
                query.address("chain-tree", segment=each.code),
                each.key,
                each.code == query.segment,
            )
            for each in segments
            if each.stream == stream.value
        ]
        found.append(Branch(stream.value, _(str(stream.label)), own))
    return found


def _opened(query: MapQuery, segments: Sequence[Any], viewer: Viewer) -> OpenSegment | None:
    if not query.segment:
        return None
    row = next((each for each in segments if each.code == query.segment), None)
    if row is None:
        raise WrongUseError(
            _("There is no segment {code!r} on {day}; choose one of the tree.").format(
                code=query.segment, day=query.day
            )
        )
    links = rows_of("segment_link", viewer).select_related("supplier", "buyer")
    bought = links.filter(buyer=row.code).order_by("-essential", "supplier__position")
    sold = links.filter(supplier=row.code).order_by("-essential", "buyer__position")
    return OpenSegment(
        uid=row.uid,
        version=row.version,
        code=row.code,
        name=row.name,
        stream=row.stream,
        position=row.position,
        products=row.products,
        is_key=row.key,
        source=row.source,
        record=address_of("chain_segment", row.uid),
        suppliers=[_line(query, each, each.supplier) for each in bought],
        buyers=[_line(query, each, each.buyer) for each in sold],
    )


def _line(query: MapQuery, link: Any, other: Any) -> LinkLine:
    return LinkLine(
        uid=link.uid,
        version=link.version,
        name=other.name,
        address=query.address("chain-tree", segment=other.code),
        flow=_(str(Flow(link.flow).label)),
        is_essential=link.essential,
    )


def _workbooks(viewer: Viewer) -> list[tuple[str, str]]:
    """The same as workbooks: taken out, changed in Excel, and brought back by the import."""
    found = []
    if policy.allowed(viewer, "export", "reference"):
        for kind, name in (
            ("chain_segment", _("segments (XLSX)")),
            ("segment_link", _("links (XLSX)")),
        ):
            found.append((name, reverse("record-file", args=[kind, "xlsx"])))
    return [*found, (_("bring a workbook back"), reverse("imports"))]
