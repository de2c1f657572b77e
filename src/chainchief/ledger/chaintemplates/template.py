"""A chain template: segments, what flows between them, and the cycles that are meant."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.i18n import in_language

#: Streams that stand in an order; equipment and services stand beside them.
ORDER = ("upstream", "midstream", "downstream")
SIDE_STREAMS = ("equipment", "services")
STREAMS = (*ORDER, *SIDE_STREAMS)
FLOWS = ("material", "part", "equipment", "service")


@dataclass(frozen=True)
class Segment:
    """A segment (环节). `code` is its own; in the ledger the chain's stands before it."""

    code: str
    name: str
    en: str
    stream: str
    products: tuple[str, ...]
    classes: tuple[str, ...]
    key: bool = False
    note: str = ""


@dataclass(frozen=True)
class Link:
    """What `supplier` delivers to `buyer`; essential where the buyer stops without it."""

    supplier: str
    buyer: str
    flow: str
    essential: bool
    note: str = ""


@dataclass(frozen=True)
class Cycle:
    """Segments that feed one another in a ring on purpose (回收, 再生), and why."""

    segments: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Template:
    code: str
    names: Mapping[str, str]
    short_name: str
    version: int
    valid_from: dt.date
    source: str
    segments: tuple[Segment, ...]
    links: tuple[Link, ...]
    cycles: tuple[Cycle, ...] = ()

    @property
    def name(self) -> str:
        return in_language(dict(self.names))

    @property
    def streams(self) -> Mapping[str, int]:
        """Stream → number of its segments."""
        counted = Counter(segment.stream for segment in self.segments)
        return {stream: counted[stream] for stream in STREAMS}

    @property
    def essential(self) -> int:
        return sum(link.essential for link in self.links)

    def segment(self, code: str) -> Segment:
        return next(segment for segment in self.segments if segment.code == code)

    def code_of(self, segment: str) -> str:
        """The code that a segment has in the ledger."""
        return f"{self.code}/{segment}"

    def inputs_of(self, code: str, *, essential: bool = False) -> frozenset[str]:
        """Segments that deliver to `code`; with `essential`, only those it stops without."""
        return frozenset(
            link.supplier
            for link in self.links
            if link.buyer == code and (link.essential or not essential)
        )

    def behind(self, code: str) -> frozenset[str]:
        """Every segment from which a path of links leads to `code`."""
        suppliers: set[str] = set()
        new = {code}
        while new:
            new = {supplier for each in new for supplier in self.inputs_of(each)} - suppliers
            suppliers |= new
        return frozenset(suppliers)
