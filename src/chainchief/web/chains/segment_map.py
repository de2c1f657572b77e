"""The map of a chain: its segments in their streams, each with the firms of the city in it.

A segment is *missing* where no firm of the city works in it, *weak* where a single one does.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.kinds.segment.models import Stream
from chainchief.web.frame.visible import doors, holding_on, records_of

#: Names of firms beneath a segment; the rest by their number.
SHOWN = 12


class Status(StrEnum):
    STRONG = "strong"
    WEAK = "weak"
    MISSING = "missing"


@dataclass(frozen=True)
class Input:
    """What a segment buys from another one of the chain."""

    name: str
    is_essential: bool


@dataclass(frozen=True)
class Firm:
    """A firm in a segment; `address` is its page where that is open to the viewer."""

    name: str
    address: str


@dataclass(frozen=True)
class Segment:
    """A node of the map."""

    code: str
    name: str
    products: str
    is_key: bool
    status: Status
    status_words: str
    firms: list[Firm]
    more: str
    inputs: list[Input]


@dataclass(frozen=True)
class Stage:
    """One column or band of the map."""

    key: str
    title: str
    count: str
    segments: list[Segment]


def map_of(chain: str, day: dt.date, viewer: Viewer) -> list[Stage]:
    """The streams that have segments: upstream, midstream, downstream, equipment, services."""
    rows = records_of("chain_segment", viewer).filter(holding_on(day), chain=chain)
    segments = list(rows.order_by("position", "code"))
    firms, inputs = _firms(chain, day, viewer), _inputs(chain, viewer)
    found = []
    for stream in Stream:
        own = [
            _segment(each, firms.get(each.code, []), inputs.get(each.code, []))
            for each in segments
            if each.stream == stream
        ]
        if own:
            missing = sum(each.status is Status.MISSING for each in own)
            count = _("segments: {}, missing: {}").format(len(own), missing)
            found.append(Stage(stream.value, _(str(stream.label)), count, own))
    return found


def _firms(chain: str, day: dt.date, viewer: Viewer) -> dict[str, list[Firm]]:
    """Segment → the firms in it on the day."""
    found: dict[str, list[Firm]] = defaultdict(list)
    rows = records_of("enterprise_segment", viewer).filter(
        holding_on(day), segment__chain=chain, enterprise__withdrawn_on=None
    )
    columns = ("segment_id", "enterprise__name", "enterprise__uid")
    firms = list(rows.order_by("enterprise__code").values_list(*columns))
    known = doors((("enterprise", str(uid)) for _segment, _name, uid in firms), viewer)
    for segment, name, uid in firms:
        found[segment].append(Firm(name, known.get(("enterprise", str(uid)), "")))
    return found


def _inputs(chain: str, viewer: Viewer) -> dict[str, list[Input]]:
    """Segment → what it buys, the essential first."""
    found: dict[str, list[Input]] = defaultdict(list)
    links = records_of("segment_link", viewer).filter(buyer__chain=chain)
    for link in links.select_related("supplier").order_by("-essential", "supplier__position"):
        found[link.buyer_id].append(Input(link.supplier.name, link.essential))
    return found


def _segment(row: Any, firms: list[Firm], inputs: list[Input]) -> Segment:
    status, words = _status(len(firms))
    more = _("and {} more").format(len(firms) - SHOWN) if len(firms) > SHOWN else ""
    return Segment(
        row.code, row.name, row.products, row.key, status, words, firms[:SHOWN], more, inputs
    )


def _status(firms: int) -> tuple[Status, str]:
    if not firms:
        return Status.MISSING, _("missing")
    if firms == 1:
        return Status.WEAK, _("weak, 1 firm")
    return Status.STRONG, ngettext("{} firm", "{} firms", firms).format(firms)
