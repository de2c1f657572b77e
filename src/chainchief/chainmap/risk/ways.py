"""By which sales a stop reaches a firm: the shortest way along essential links."""

from collections import deque
from collections.abc import Iterable

from chainchief.chainmap.risk.city_network import CityNetwork


def ways_from(
    made: CityNetwork, closed: Iterable[str], reached: Iterable[str]
) -> dict[str, list[str]]:
    """Firm → the firms on a shortest way from a closed one to it, both included, by their codes.

    A firm that no essential link leads to, only a shared market, has none.
    """
    network, _final = made.essential
    buyers: dict[int, list[int]] = {}
    pairs = zip(network.out_supplier.tolist(), network.out_buyer.tolist(), strict=True)
    for supplier, buyer in pairs:
        buyers.setdefault(supplier, []).append(buyer)
    before: dict[int, int | None] = {network.index_of(firm): None for firm in closed}
    waiting = deque(before)
    while waiting:
        at = waiting.popleft()
        for buyer in buyers.get(at, ()):
            if buyer not in before:
                before[buyer] = at
                waiting.append(buyer)
    ids = network.firm_ids.tolist()
    found: dict[str, list[str]] = {}
    for firm in reached:
        at_firm: int | None = network.index_of(firm)
        if at_firm not in before:
            continue
        way = []
        while at_firm is not None:
            way.append(ids[at_firm])
            at_firm = before[at_firm]
        found[firm] = way[::-1]
    return found
