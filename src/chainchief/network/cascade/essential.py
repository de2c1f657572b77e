"""How badly a buyer's industry needs an input: essential, not essential, or not at all for now."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.columns import Indices
from chainchief.network.errors import ArrayError, unknown
from chainchief.network.graph import Network

NO_EFFECT, NON_ESSENTIAL, ESSENTIAL = 0, 1, 2
CLASSES = (NO_EFFECT, NON_ESSENTIAL, ESSENTIAL)


@dataclass(frozen=True)
class EssentialClasses:
    """ess[k, l] ∈ {2, 1, 0} for input industry k and buyer industry l (Diem et al. 2022).

    2: the buyer's output falls with the scarcest of its essential inputs (Leontief). 1: it falls
    with the input's share in all purchases (linear). 0: no effect within the horizon. Only the
    pairs that differ from `default` need be listed; `pairs` is keyed by the labels of the network's
    industries. The default of 2 is the cautious one: whatever is not known to be dispensable is
    taken to be needed. Pairs of industries that a network does not have are no fault: presets list
    whole classifications.
    """

    default: int = ESSENTIAL
    pairs: Mapping[tuple[Hashable, Hashable], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for value in (self.default, *self.pairs.values()):
            if value not in CLASSES:
                raise unknown("class", value, CLASSES)

    @classmethod
    def from_arrays(
        cls,
        input_industry: ArrayLike,
        buyer_industry: ArrayLike,
        classes: ArrayLike,
        default: int = ESSENTIAL,
    ) -> "EssentialClasses":
        """One entry per listed pair; a pair listed twice with different classes is refused."""
        keys = list(
            zip(
                np.asarray(input_industry).tolist(),
                np.asarray(buyer_industry).tolist(),
                strict=True,
            )
        )
        pairs: dict[tuple[Hashable, Hashable], int] = {}
        for key, value in zip(keys, np.asarray(classes).tolist(), strict=True):
            if pairs.setdefault(key, value) != value:
                raise ArrayError(
                    _("The pair {key!r} is listed with two classes: {a} and {b}").format(
                        key=key, a=pairs[key], b=value
                    )
                )
        return cls(default=default, pairs=pairs)

    def of_links(self, network: Network, supplier: Indices, buyer: Indices) -> NDArray[np.int8]:
        """(m,) the class of each link; memory grows with links and listed pairs only."""
        keys, values = self._sorted_for(network.industry_names)
        found = np.full(len(supplier), self.default, np.int8)
        if not len(keys):
            return found
        width = max(network.n_industries, 1)
        wanted = network.industry[supplier].astype(np.int64) * width + network.industry[buyer]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return cast(NDArray[np.int8], np.where(keys[at] == wanted, values[at], found))

    def _sorted_for(self, names: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        code = {name: at for at, name in enumerate(names.tolist())}
        width = max(len(code), 1)
        listed = [
            (code[source] * width + code[target], value)
            for (source, target), value in self.pairs.items()
            if source in code and target in code
        ]
        listed.sort()
        keys = np.array([key for key, _value in listed], np.int64)
        return keys, np.array([value for _key, value in listed], np.int8)
