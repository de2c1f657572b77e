"""A chain as it stood on a day: segments, what flows between them, firms in them, purchases.

Plain values without a ledger: whoever reads the ledger (`ledger_reading`), or a test, makes them.
Amounts are whole 分.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class Cite:
    """The record that says something: receipts name it."""

    kind: str
    uid: str
    version: int
    label: str


@dataclass(frozen=True)
class Segment:
    """A step of the chain; `stream` is upstream, midstream, downstream, equipment or services."""

    code: str
    name: str
    stream: str
    cite: Cite
    position: int = 0
    products: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    is_key: bool = False


@dataclass(frozen=True)
class Flow:
    """What one segment supplies to another; essential where the other stops without it."""

    supplier: str
    buyer: str
    essential: bool
    #: How sure the link is, 0 to 1; None where nobody judged it.
    confidence: Fraction | None = None
    #: Who says so, in words; "" where nobody said.
    source: str = ""
    #: Whether a document proves it.
    is_proved: bool = False
    cites: tuple[Cite, ...] = ()

    def joined(self, other: "Flow") -> "Flow":
        """Both as one: the surer of the two counts, and what either says of the source."""
        essential = self.essential or other.essential
        # That the other stops is said by the essential ones alone.
        saying = [each for each in (self, other) if each.essential or not essential]
        # A link that nobody doubts is no less sure than one that somebody judged.
        judged = [each.confidence for each in saying if each.confidence is not None]
        return Flow(
            self.supplier,
            self.buyer,
            essential,
            max(judged) if len(judged) == len(saying) else None,
            "；".join(dict.fromkeys(filter(None, (self.source, other.source)))),
            any(each.is_proved for each in saying),
            (*self.cites, *other.cites),
        )


@dataclass(frozen=True)
class Presence:
    """A local firm in a segment. `capacity` is declared, `revenue` of last year; None: unknown."""

    firm: str
    name: str
    segment: str
    cite: Cite
    capacity: int | None = None
    revenue: int | None = None
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purchase:
    """What a firm of the chain bought in the year, of a segment's goods ("" where not known).

    `supplier` is the firm's code, or the name of one that the ledger does not have.
    """

    buyer: str
    supplier: str
    is_local: bool
    segment: str
    amount: int
    cite: Cite
    supplier_name: str = ""


@dataclass(frozen=True)
class Chart:
    """One chain on one day; `year` is that of its purchases, None where there are none."""

    code: str
    name: str
    as_at: dt.date
    segments: tuple[Segment, ...]
    flows: tuple[Flow, ...] = ()
    presences: tuple[Presence, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    year: int | None = None
    #: Whether firms of the chain are left out that the viewer may not see.
    is_partial: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Segment]:
        return {segment.code: segment for segment in self.segments}

    @cached_property
    def firms_in(self) -> Mapping[str, list[Presence]]:
        found: dict[str, list[Presence]] = defaultdict(list)
        for presence in self.presences:
            found[presence.segment].append(presence)
        return found

    @cached_property
    def bought_of(self) -> Mapping[str, list[Purchase]]:
        """Segment → purchases of its goods; those of no known segment under ""."""
        found: dict[str, list[Purchase]] = defaultdict(list)
        for purchase in self.purchases:
            found[purchase.segment].append(purchase)
        return found


def is_below(confidence: Fraction | None, doubtful_below: Fraction) -> bool:
    """Whether something is to be verified; what nobody judged is not."""
    return confidence is not None and confidence < doubtful_below
