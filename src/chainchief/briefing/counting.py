"""How many of a document's figures were computed here, taken from statistics, or furnished."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.core.i18n import _
from chainchief.indicators.figures import Nature


@dataclass(frozen=True)
class Counts:
    """Every printed figure counts once for each place where it stands."""

    computed: int
    official: int
    furnished: int

    @property
    def total(self) -> int:
        return self.computed + self.official + self.furnished

    @property
    def text(self) -> str:
        return _(
            "{total} figures: {computed} computed from the ledger, {official} official"
            " statistics, {furnished} furnished by other offices."
        ).format(
            total=self.total,
            computed=self.computed,
            official=self.official,
            furnished=self.furnished,
        )


def counted(natures: Iterable[Nature]) -> Counts:
    by_source = Counter(_source_of(nature) for nature in natures)
    return Counts(by_source["computed"], by_source["official"], by_source["furnished"])


def _source_of(nature: Nature) -> str:
    match nature:
        case Nature.OFFICIAL:
            return "official"
        case Nature.FURNISHED:
            return "furnished"
        case _:
            return "computed"
