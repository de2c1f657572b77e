"""Charts of the ledger's chains as they hold on a day, within a viewer's reach."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from chainchief.chainmap.chart.model import Chart, Cite, Flow, Presence, Purchase, Segment
from chainchief.chainmap.chart.placement import Placement
from chainchief.chainmap.faults import UnknownChainError
from chainchief.core.choices import listed, near
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.lake.feeds.declared import SUPPLY_LINK
from chainchief.lake.feeds.tables import feed_table
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

#: The city's own field for the capacity that a firm declared in a segment (an amount in money).
CAPACITY = "x_capacity"


@dataclass(frozen=True)
class Firm:
    code: str
    name: str
    chain: str
    revenue: int | None
    industry: str
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class City:
    """What the charts of all chains are made from, read once."""

    as_at: dt.date
    year: int | None
    chains: Mapping[str, str]
    segments: Mapping[str, list[Segment]]
    flows: Mapping[str, list[Flow]]
    presences: Mapping[str, list[Presence]]
    firms: Mapping[str, Firm]
    links: list[dict[str, Any]]
    #: Chains of which the viewer sees some firms and not others.
    partial: frozenset[str] = frozenset()

    def chart(self, chain: str) -> Chart:
        """The chart of one chain; UnknownChainError with near codes where there is none."""
        if chain not in self.chains:
            hint = near(chain, self.chains) or _("; there are: {}").format(listed(self.chains))
            raise UnknownChainError(
                _("There is no chain {chain!r} on {day}").format(chain=chain, day=self.as_at) + hint
            )
        segments = self.segments.get(chain, [])
        flows, known = self.flows.get(chain, []), {segment.code for segment in segments}
        # A firm may stand longer in a segment than the segment itself holds.
        presences = [each for each in self.presences.get(chain, []) if each.segment in known]
        return Chart(
            code=chain,
            name=self.chains[chain],
            as_at=self.as_at,
            segments=tuple(segments),
            flows=tuple(flows),
            presences=tuple(presences),
            purchases=tuple(self._purchases(chain, Placement.of(segments, flows, presences))),
            year=self.year,
            is_partial=chain in self.partial,
        )

    def _purchases(self, chain: str, placement: Placement) -> Iterable[Purchase]:
        for row in self.links_into(chain):
            supplier = row["supplier"] or row["supplier_name"]
            yield Purchase(
                buyer=row["buyer"],
                supplier=supplier,
                is_local=bool(row["supplier_local"]),
                segment=placement.segment_of(row["product"], row["supplier"], row["buyer"]),
                amount=row["amount"],
                cite=self._cite(row),
                supplier_name=self.named(row["supplier"], row["supplier_name"]),
            )

    def links_into(self, chain: str) -> list[dict[str, Any]]:
        """The recorded purchases of the firms of a chain: its main chain, or one they work in."""
        members = {each.firm for each in self.presences.get(chain, [])}
        members |= {code for code, firm in self.firms.items() if firm.chain == chain}
        return [row for member in sorted(members) for row in self._bought_by.get(member, ())]

    @cached_property
    def _bought_by(self) -> Mapping[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.links:
            found[row["buyer"]].append(row)
        return found

    def _cite(self, row: Mapping[str, Any]) -> Cite:
        seller = self.named(row["supplier"], row["supplier_name"])
        label = f"{seller} → {self.named(row['buyer'], row['buyer_name'])}"
        return Cite("supply_link", row["row_uid"], row["row_version"], label)

    def named(self, code: str, name: str) -> str:
        """Name of a firm here; one of the ledger that is out of reach stays unnamed."""
        if code in self.firms:
            return self.firms[code].name
        return _("a firm out of reach") if code else name


def chart_of(
    chain: str, as_at: dt.date, viewer: "Viewer | None" = None, year: int | None = None
) -> Chart:
    return read_city(as_at, viewer, year).chart(chain)


def read_city(as_at: dt.date, viewer: "Viewer | None" = None, year: int | None = None) -> City:
    """All chains on a day, with the purchases of `year`, else of the newest up to the day's."""
    firms = _firms(viewer)
    chosen, links = _links(as_at, year, firms if viewer is not None else None)
    segments = _segments(as_at, viewer)
    presences = _presences(as_at, viewer, firms)
    return City(
        as_at=as_at,
        year=chosen,
        chains=dict(
            rows_of("chain", viewer)
            .filter(holding(as_at))
            .order_by("position", "code")
            .values_list("code", "name")
        ),
        segments=segments,
        flows=_flows(viewer),
        presences=presences,
        firms=firms,
        links=links,
        partial=frozenset() if viewer is None else partial_chains(as_at, presences),
    )


def rows_of(kind: str, viewer: "Viewer | None", verb: str = "see") -> "QuerySet[Any, Any]":
    """The records of a kind that are not withdrawn and that the policy table opens."""
    register = register_of(kind)
    if viewer is not None:
        return in_reach(viewer, register, verb).filter(withdrawn_on=None)
    rows: QuerySet[Any, Any] = register.model._default_manager.filter(withdrawn_on=None)
    return rows


def holding(day: dt.date) -> Q:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gte=day))


def _split(products: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in products.split("、") if part.strip())


def _segments(as_at: dt.date, viewer: "Viewer | None") -> dict[str, list[Segment]]:
    classes: dict[str, list[str]] = defaultdict(list)
    rows = rows_of("segment_class", viewer).order_by("code").values_list("segment_id", "industry")
    for code, industry in rows:
        classes[code].append(industry)
    found: dict[str, list[Segment]] = defaultdict(list)
    fields = ("uid", "version", "code", "name", "chain_id", "stream", "position", "products", "key")
    kept = rows_of("chain_segment", viewer).filter(holding(as_at)).order_by("position", "code")
    for uid, version, code, name, chain, stream, position, products, key in kept.values_list(
        *fields
    ):
        cite = Cite("chain_segment", str(uid), version, name)
        found[chain].append(
            Segment(code, name, stream, cite, position, _split(products), tuple(classes[code]), key)
        )
    return found


def _flows(viewer: "Viewer | None") -> dict[str, list[Flow]]:
    """Links by the chain of their buyer; several kinds of goods between two are one flow."""
    found: dict[str, dict[tuple[str, str], Flow]] = defaultdict(dict)
    fields = ("uid", "version", "supplier_id", "buyer_id", "essential", "confidence", "source",
              "document_id", "buyer__chain_id", "supplier__name", "buyer__name")  # fmt: skip
    rows = rows_of("segment_link", viewer).order_by("code")
    for (
        uid,
        version,
        supplier,
        buyer,
        essential,
        sure,
        source,
        document,
        chain,
        *names,
    ) in rows.values_list(*fields):
        cite = Cite("segment_link", str(uid), version, " → ".join(names))
        confidence = None if sure is None else Fraction(sure, 1_000_000)
        flow = Flow(supplier, buyer, essential, confidence, source, bool(document), (cite,))
        before = found[chain].get((supplier, buyer))
        found[chain][supplier, buyer] = flow if before is None else before.joined(flow)
    return {chain: [flows[key] for key in sorted(flows)] for chain, flows in found.items()}


def _firms(viewer: "Viewer | None") -> dict[str, Firm]:
    fields = ("code", "name", "chain_id", "revenue", "industry")
    found = {
        code: Firm(code, name, chain or "", revenue, industry)
        for code, name, chain, revenue, industry in rows_of("enterprise", viewer).values_list(
            *fields
        )
    }
    made: dict[str, list[str]] = defaultdict(list)
    rows = rows_of("enterprise_product", viewer).order_by("-main", "code")
    for firm, name in rows.values_list("enterprise_id", "name"):
        made[firm].append(name)
    for firm, names in made.items():
        if firm in found:
            found[firm] = replace(found[firm], products=tuple(names))
    return found


def _presences(
    as_at: dt.date, viewer: "Viewer | None", firms: Mapping[str, Firm]
) -> dict[str, list[Presence]]:
    found: dict[str, list[Presence]] = defaultdict(list)
    fields = ("uid", "version", "enterprise_id", "segment_id", "segment__chain_id", "extra")
    rows = rows_of("enterprise_segment", viewer).filter(holding(as_at)).order_by("code")
    for uid, version, code, segment, chain, extra in rows.values_list(*fields):
        firm = firms.get(code)
        if firm is None:
            continue
        capacity = (extra or {}).get(CAPACITY)
        found[chain].append(
            Presence(
                firm=code,
                name=firm.name,
                segment=segment,
                cite=Cite("enterprise_segment", str(uid), version, firm.name),
                capacity=capacity if isinstance(capacity, int) else None,
                revenue=firm.revenue,
                products=firm.products,
            )
        )
    return found


def partial_chains(as_at: dt.date, seen: Mapping[str, list[Presence]]) -> frozenset[str]:
    """The chains that have firms beyond those seen; only that there are any, none of them."""
    rows = rows_of("enterprise_segment", None).filter(holding(as_at), enterprise__withdrawn_on=None)
    whole = rows.order_by().values_list("segment__chain_id").annotate(count=Count("uid"))
    return frozenset(chain for chain, count in whole if count > len(seen.get(chain, ())))


def _links(
    as_at: dt.date, year: int | None, reach: Mapping[str, Firm] | None
) -> tuple[int | None, list[dict[str, Any]]]:
    """The year chosen and its rows; `reach` are the firms whose rows the viewer may see."""
    table = feed_table(SUPPLY_LINK)
    there = sorted(set(table["year"].to_pylist()))
    if year is not None and year not in there:
        raise WrongUseError(
            _("no purchases of {year} are recorded; there are: {years}").format(
                year=year, years=listed(there) or "—"
            )
        )
    chosen = year
    if chosen is None:
        chosen = max((each for each in there if each <= as_at.year), default=None)
    if chosen is None:
        return None, []
    selected = ["row_uid", "row_version", "entity_code", "supplier", "supplier_name", "buyer",
            "buyer_name", "amount", "confidence", "product", "supplier_local", "buyer_local",
            "year"]  # fmt: skip
    rows = [row for row in table.select(selected).to_pylist() if row["year"] == chosen]
    if reach is not None:
        rows = [row for row in rows if row["entity_code"] in reach]
    return chosen, rows
