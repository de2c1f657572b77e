"""The city's own supply network, its firms in the segments of the chains' maps.

A firm's industry, for what can take its place and what is essential, is its segment; a firm without
one stands for its class of GB/T 4754, or for itself. Money is in 元.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from chainchief.chainmap.chart.ledger import City
from chainchief.network import EssentialClasses, Network, Plan, prepare
from chainchief.network.cascade.essential import ESSENTIAL, NON_ESSENTIAL

Floats = NDArray[np.float64]

FEN, MILLION, YEAR = 100.0, 1e6, 365


@dataclass(frozen=True, eq=False)
class CityNetwork:
    """The network, which of its links are essential, and the firms' segments and names.

    Only what a map calls essential is; all other inputs are missed in proportion.
    """

    network: Network
    classes: EssentialClasses
    segment_of: Mapping[str, str]
    names: Mapping[str, str]
    year: int

    @cached_property
    def plan(self) -> Plan:
        """Ready for cascades; a firm's loss counts with its recorded sales, if it is of the city.

        Where no firm of the city sells to another one, all firms count.
        """
        local = self.network.local
        of_city = self.network.sales if local is None else np.where(local, self.network.sales, 0.0)
        weights = of_city if of_city.sum() > 0 else None
        return prepare(self.network, classes=self.classes, weights=weights)

    @cached_property
    def essential(self) -> tuple[Network, Floats]:
        """For the day-by-day model, in which every input is essential: links and final demand.

        What is not essential is sold as if to final demand: its supplier loses nothing by it, and
        its buyer does not wait for it. Both per day.
        """
        whole = self.network
        pair = self.classes.pairs
        names = whole.industry_names.tolist()
        supplier, buyer = whole.out_supplier, whole.out_buyer
        needed = np.array(
            [
                pair.get((names[a], names[b])) == ESSENTIAL
                for a, b in zip(
                    whole.industry[supplier].tolist(), whole.industry[buyer].tolist(), strict=True
                )
            ],
            dtype=bool,
        )
        daily = whole.out_amount / YEAR
        elsewhere = np.maximum(whole.revenue - whole.sales, 0.0) / YEAR
        inessential = np.bincount(
            supplier[~needed], weights=daily[~needed], minlength=whole.n_firms
        ).astype(np.float64)
        kept = whole.with_links(supplier[needed], buyer[needed], daily[needed])
        return kept, elsewhere + inessential


def city_network(city: City) -> CityNetwork | None:
    """The network of the year of the city's purchases; None where no purchase is recorded."""
    if not city.links or city.year is None:
        return None
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    names: dict[str, str] = {}
    for row in city.links:
        key = row["supplier"] or row["supplier_name"], row["buyer"] or row["buyer_name"]
        if key[0] == key[1] or not row["amount"]:
            continue
        amount, sure = pairs.get(key, (0, 0))
        confidence = int(MILLION) if row["confidence"] is None else row["confidence"]
        pairs[key] = amount + row["amount"], max(sure, confidence)
        for end, side in zip(key, ("supplier", "buyer"), strict=True):
            names[end] = city.named(row[side], row[f"{side}_name"])
    if not pairs:
        return None
    ids = sorted({end for pair in pairs for end in pair})
    at = {name: place for place, name in enumerate(ids)}
    stands = _segments(city)
    firms = [city.firms.get(name) for name in ids]
    industry = [
        stands.get(name) or (firm.industry if firm is not None else "") or name
        for name, firm in zip(ids, firms, strict=True)
    ]
    revenue = [
        np.nan if firm is None or firm.revenue is None else firm.revenue / FEN for firm in firms
    ]
    network = Network.from_arrays(
        supplier=np.array([at[supplier] for supplier, _buyer in pairs]),
        buyer=np.array([at[buyer] for _supplier, buyer in pairs]),
        amount=[amount / FEN for amount, _sure in pairs.values()],
        confidence=[sure / MILLION for _amount, sure in pairs.values()],
        industry=np.array(industry, dtype=object).astype(str),
        revenue=revenue,
        firm_ids=np.array(ids, dtype=object),
        local=[firm is not None for firm in firms],
    )
    return CityNetwork(
        network=network,
        classes=_classes(city),
        segment_of=stands,
        names=names,
        year=city.year,
    )


def _segments(city: City) -> dict[str, str]:
    """Firm → its segment; of several, one of its main chain, then the first code."""
    found: dict[str, tuple[bool, str]] = {}
    for chain, presences in city.presences.items():
        for each in presences:
            other = city.firms[each.firm].chain != chain
            found[each.firm] = min(found.get(each.firm, (True, "~")), (other, each.segment))
    return {firm: segment for firm, (_other, segment) in found.items()}


def _classes(city: City) -> EssentialClasses:
    flows = [flow for flows in city.flows.values() for flow in flows]
    pairs: dict[tuple[Hashable, Hashable], int] = {
        (flow.supplier, flow.buyer): ESSENTIAL if flow.essential else NON_ESSENTIAL
        for flow in flows
    }
    return EssentialClasses(NON_ESSENTIAL, pairs)
