"""What one more supplier or link would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from chainchief.core.i18n import _
from chainchief.network.cascade.index import Cascade, cascade_of, prepare, scenario_of
from chainchief.network.columns import amounts_of, shares_of
from chainchief.network.errors import ArrayError, unknown
from chainchief.network.graph import Network


@dataclass(frozen=True, eq=False)
class Change:
    """The same closure before and after; both weigh firms as before, a new firm nothing."""

    before: Cascade
    after: Cascade

    @property
    def saved(self) -> float:
        """Fall of the index (share of all weight)."""
        return self.before.esri - self.after.esri


def with_link(network: Network, supplier: object, buyer: object, amount: float) -> Network:
    """The network with one link more (or that link greater by `amount`, money per year).

    The purchase comes on top of what the buyer bought. Revenue and costs that were given stay.
    """
    value = amounts_of([amount], 1, "amount")[0]
    ends = network.index_of(supplier), network.index_of(buyer)
    return _with_links(network, [ends], np.array([value]), network.out_amount)


def with_supplier(
    network: Network, buyer: object, supplier: object, share: float, *, industry: object = None
) -> Network:
    """The network in which `buyer` shifts a `share` of one input to another supplier.

    The amount is taken evenly from its suppliers in that industry, so that it buys as much as
    before. The supplier is a firm of the network; or, with an `industry`, a new one of that id,
    which sells to nobody else and buys nothing.
    """
    part = shares_of([share], 1, "share")[0]
    grown = network if industry is None else _with_firm(network, supplier, industry)
    target, source = grown.index_of(buyer), grown.index_of(supplier)
    code = grown.industry[source]
    from_whom = (grown.out_buyer == target) & (grown.industry[grown.out_supplier] == code)
    given_up = np.where(from_whom & (grown.out_supplier != source), grown.out_amount * part, 0.0)
    total = float(given_up.sum())
    if total <= 0:
        raise ArrayError(
            _("{buyer!r} buys nothing of {industry!r} from others that could be shifted").format(
                buyer=buyer, industry=grown.industry_names.tolist()[code]
            )
        )
    return _with_links(grown, [(source, target)], np.array([total]), grown.out_amount - given_up)


def what_if_supplier(
    network: Network,
    close: Mapping[Any, float] | Iterable[Any],
    *,
    buyer: object,
    supplier: object,
    share: float = 0.5,
    industry: object = None,
    **assumptions: Any,
) -> Change:
    """Compare what a closure costs without and with a supplier; `assumptions` as in `prepare`."""
    plan = prepare(network, **assumptions)
    lost = scenario_of(network, close)
    grown = with_supplier(network, buyer, supplier, share, industry=industry)
    weights = plan.push.weight[plan.position]
    new = grown.n_firms - network.n_firms
    after = prepare(grown, **{**assumptions, "weights": np.append(weights, np.zeros(new))})
    return Change(cascade_of(plan, lost), cascade_of(after, np.append(lost, np.zeros(new))))


def _with_links(network: Network, ends: list[tuple[int, int]], amount: Any, others: Any) -> Network:
    more = np.array(ends, np.int32).reshape(-1, 2)
    sure = None
    if network.confidence is not None:
        sure = np.append(network.confidence, np.ones(len(more)))
    return network.with_links(
        np.append(network.out_supplier, more[:, 0]),
        np.append(network.out_buyer, more[:, 1]),
        np.append(others, amount),
        sure,
    )


def _with_firm(network: Network, firm_id: object, industry: object) -> Network:
    """One firm more, without links; its revenue, costs and place are not known."""
    names = network.industry_names.tolist()
    if industry not in names:
        raise unknown("industry", industry, names)
    ids = network.firm_ids.tolist()
    if firm_id in ids:
        raise ArrayError(_("There is a firm {firm_id!r} already").format(firm_id=firm_id))
    bare = replace(
        network,
        firm_ids=np.array([*ids, firm_id], dtype=object),
        industry=np.append(network.industry, np.int32(names.index(industry))),
        revenue_reported=np.append(network.revenue_reported, np.nan),
        costs_reported=np.append(network.costs_reported, np.nan),
        local=None if network.local is None else np.append(network.local, False),
        division=_longer(network.division),
        chain=_longer(network.chain),
    )
    return bare.with_links(
        network.out_supplier, network.out_buyer, network.out_amount, network.confidence
    )


def _longer(labels: Any) -> Any:
    return None if labels is None else np.array([*labels.tolist(), None], dtype=object)
