"""Which segment's goods a purchase is of: by what is named, else by where its supplier stands."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chainchief.chainmap.chart.model import Flow, Presence, Segment


def folded(text: str) -> str:
    """A name for comparing: compatibility forms, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True)
class Placement:
    """Where goods and firms stand in one chain."""

    by_good: Mapping[str, list[str]]
    by_firm: Mapping[str, list[str]]
    supplies: frozenset[tuple[str, str]]
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, segments: Iterable[Segment], flows: Iterable[Flow], presences: Iterable[Presence]
    ) -> "Placement":
        goods: dict[str, list[str]] = defaultdict(list)
        for segment in segments:
            for name in dict.fromkeys(map(folded, (segment.name, *segment.products))):
                goods[name].append(segment.code)
        firms: dict[str, list[str]] = defaultdict(list)
        for presence in presences:
            firms[presence.firm].append(presence.segment)
        return cls(goods, firms, frozenset((flow.supplier, flow.buyer) for flow in flows))

    def segment_of(self, product: str, supplier: str, buyer: str) -> str:
        """The one segment that all that is known points to; "" where it leaves several, or none."""
        key = (product, supplier, buyer)
        if key not in self._known:
            self._known[key] = self._placed(*key)
        return self._known[key]

    def _placed(self, product: str, supplier: str, buyer: str) -> str:
        stands = self.by_firm.get(supplier, [])
        named = self.by_good.get(folded(product), []) if product else []
        # A good that several segments make is of the one where its supplier stands.
        found = [code for code in named if code in stands] or named or stands
        if len(found) > 1:
            into = self.by_firm.get(buyer, [])
            fitting = [c for c in found if any((c, each) in self.supplies for each in into)]
            found = fitting or found
        return found[0] if len(found) == 1 else ""
