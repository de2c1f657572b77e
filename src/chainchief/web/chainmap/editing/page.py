"""The page on which a chain is edited: its segments as a tree, one of them open with its links."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap.drawing.layout import Wish, drawing_of
from chainchief.chainmap.drawing.svg import page_svg
from chainchief.chainmap.drawing.zones import with_zones
from chainchief.chainmap.editing import Edit, recent_edits
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.units import from_steps, plain, unit
from chainchief.ledger.kinds.segment.models import Aspect, Flow, Maturity, Stream
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_of
from chainchief.web.figures.page_head import PageHead, Tab
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, holding_on, records_of

_ACTS = {
    "created": "entered anew",
    "changed": "values changed",
    "withdrawn": "taken out",
    "reinstated": "put back",
}


@dataclass(frozen=True)
class LinkLine:
    """A link of the segment that is open; `name` is the other end, `confidence` in percent."""

    uid: uuid.UUID
    version: int
    name: str
    address: str
    flow: str
    is_essential: bool
    confidence: str
    source: str
    record: str


@dataclass(frozen=True)
class TraitLine:
    """A technology route, application field, by-product or benchmark firm of the open segment."""

    uid: uuid.UUID
    version: int
    aspect: str
    name: str
    about: str
    confidence: str
    source: str
    record: str


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
    traits: list[TraitLine]


@dataclass(frozen=True)
class Leaf:
    """A segment of the tree."""

    code: str
    version: int
    name: str
    address: str
    is_key: bool
    is_open: bool


@dataclass(frozen=True)
class Branch:
    """A stream with its segments."""

    key: str
    name: str
    segments: list[Leaf]


@dataclass(frozen=True)
class TreePage:
    """What templates/web/chainmap/tree.html shows; forms where the chain may be changed."""

    query: MapQuery
    head: PageHead
    may: bool
    views: list[Tab]
    graph: SafeString
    branches: list[Branch]
    opened: OpenSegment | None
    streams: list[Choice]
    flows: list[Choice]
    aspects: list[Choice]
    maturities: list[Choice]
    segments: list[Choice]
    supplier: str
    edits: list[tuple[Edit, str]]
    done: tuple[Edit, str] | None
    here: str
    workbooks: list[tuple[str, str]]
    faults: list[str]


def tree_address(query: MapQuery, segment: str, view: str, **more: str) -> str:
    return query.address("chain-tree", segment=segment, view=view, **more)


def segments_of(query: MapQuery, viewer: Viewer) -> list[Any]:
    """The segments that hold on the day, in their order."""
    rows = records_of("chain_segment", viewer).filter(holding_on(query.day), chain=query.chain)
    return list(rows.order_by("position", "code"))


def tree_page(
    query: MapQuery,
    viewer: Viewer,
    faults: Sequence[str] = (),
    *,
    view: str = "",
    supplier: str = "",
    is_done: bool = False,
) -> TreePage:
    """The page as a tree, or as the map where `view` is graph; `supplier` is of a new link.

    WrongUseError for a chain or segment that is not there.
    """
    chain = records_of("chain", viewer).filter(code=query.chain).first()
    if chain is None:
        raise WrongUseError(_("There is no chain {!r}.").format(query.chain))
    segments = segments_of(query, viewer)
    may = policy.allowed(viewer, "enter", "reference")
    edits = [(each, _(_ACTS[each.what])) for each in recent_edits(query.chain, viewer)]
    return TreePage(
        query=query,
        head=head_of(
            query,
            "chain-tree",
            chain.name,
            _("{chain}: segments and links").format(chain=chain.name),
            viewer,
        ),
        may=may,
        views=[
            Tab(words, tree_address(query, query.segment, each), each == view)
            for each, words in (("", _("as a tree")), ("graph", _("as a graph")))
        ],
        graph=_graph(query, viewer) if view and segments else SafeString(),
        branches=_branches(query, segments),
        opened=_opened(query, segments, view, viewer),
        streams=[Choice(each.value, _(str(each.label))) for each in Stream],
        flows=[Choice(each.value, _(str(each.label))) for each in Flow],
        aspects=[Choice(each.value, _(str(each.label))) for each in Aspect],
        maturities=[Choice(each.value, _(str(each.label))) for each in Maturity],
        segments=[Choice(each.code, each.name) for each in segments],
        supplier=supplier,
        edits=edits,
        done=edits[0] if edits and is_done else None,
        here=tree_address(query, query.segment, view),
        workbooks=_workbooks(viewer) if may else [],
        faults=list(faults),
    )


def _graph(query: MapQuery, viewer: Viewer) -> SafeString:
    """The map with all its links, over the places where a segment may be put."""
    answers = answers_to(query, viewer)
    drawing = with_zones(drawing_of(answers, Wish(title=False)), answers.chart)
    addresses = {
        each.code: tree_address(query, each.code, "graph") for each in answers.chart.segments
    }
    # Our own SVG: every text in it was escaped where it was put in.
    return mark_safe(page_svg(drawing, addresses))  # noqa: S308


def _branches(query: MapQuery, segments: Sequence[Any]) -> list[Branch]:
    found = []
    for stream in Stream:
        own = [
            Leaf(
                each.code,
                each.version,
                each.name,
                tree_address(query, each.code, ""),
                each.key,
                each.code == query.segment,
            )
            for each in segments
            if each.stream == stream.value
        ]
        found.append(Branch(stream.value, _(str(stream.label)), own))
    return found


def _opened(
    query: MapQuery, segments: Sequence[Any], view: str, viewer: Viewer
) -> OpenSegment | None:
    if not query.segment:
        return None
    row = next((each for each in segments if each.code == query.segment), None)
    if row is None:
        raise WrongUseError(
            _("There is no segment {code!r} on {day}; choose one of the tree.").format(
                code=query.segment, day=query.day
            )
        )
    links = records_of("segment_link", viewer).select_related("supplier", "buyer")
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
        suppliers=[_line(query, each, each.supplier, view) for each in bought],
        buyers=[_line(query, each, each.buyer, view) for each in sold],
        traits=[_trait(each) for each in _traits(query, row.code, viewer)],
    )


def _line(query: MapQuery, link: Any, other: Any, view: str) -> LinkLine:
    return LinkLine(
        uid=link.uid,
        version=link.version,
        name=other.name,
        address=tree_address(query, other.code, view),
        flow=_(str(Flow(link.flow).label)),
        is_essential=link.essential,
        confidence=_percent(link.confidence),
        source=link.source,
        record=address_of("segment_link", link.uid),
    )


def _traits(query: MapQuery, segment: str, viewer: Viewer) -> list[Any]:
    rows = records_of("segment_trait", viewer).filter(holding_on(query.day), segment=segment)
    order = [aspect.value for aspect in Aspect]
    return sorted(rows, key=lambda each: (order.index(each.aspect), each.position, each.name))


def _trait(row: Any) -> TraitLine:
    return TraitLine(
        uid=row.uid,
        version=row.version,
        aspect=_(str(Aspect(row.aspect).label)),
        name=row.name,
        about=_(str(Maturity(row.maturity).label)) if row.maturity else row.place,
        confidence=_percent(row.confidence),
        source=row.source,
        record=address_of("segment_trait", row.uid),
    )


def _percent(steps: int | None) -> str:
    """As a person types it: 80, 62.5; "" where nobody judged."""
    return "" if steps is None else plain(from_steps(steps, unit("%")))


def _workbooks(viewer: Viewer) -> list[tuple[str, str]]:
    """The same as workbooks: taken out, changed in Excel, and brought back by the import."""
    found = []
    if policy.allowed(viewer, "export", "reference"):
        for kind, name in (
            ("chain_segment", _("segments (XLSX)")),
            ("segment_link", _("links (XLSX)")),
            ("segment_trait", _("technologies, applications, by-products, benchmarks (XLSX)")),
        ):
            found.append((name, reverse("record-file", args=[kind, "xlsx"])))
    return [*found, (_("bring a workbook back"), reverse("imports"))]
