"""How many of a document's figures were computed here, taken from statistics, or furnished."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from chainchief.core.i18n import LANGUAGES, ngettext, speaking
from chainchief.indicators.figures import MetricType


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
        return ngettext(
            (
                "{total} figure: {computed} computed from the ledger, {official} from "
                "official statistics, {furnished} furnished by other offices."
            ),
            (
                "{total} figures: {computed} computed from the ledger, {official} from "
                "official statistics, {furnished} furnished by other offices."
            ),
            self.total,
        ).format(
            total=self.total,
            computed=self.computed,
            official=self.official,
            furnished=self.furnished,
        )


def counted(metric_types: Iterable[MetricType]) -> Counts:
    by_source = Counter(_source_of(metric_type) for metric_type in metric_types)
    return Counts(by_source["computed"], by_source["official"], by_source["furnished"])


def _source_of(metric_type: MetricType) -> str:
    match metric_type:
        case MetricType.OFFICIAL:
            return "official"
        case MetricType.FURNISHED:
            return "furnished"
        case _:
            return "computed"


def is_about_counts(text: str) -> bool:
    """Whether this paragraph is the sentence of `Counts.text`, in either language."""
    return any(_pattern(language).search(text) for language in LANGUAGES)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    with speaking(language):
        one, several = (re.escape(Counts(number, 0, 0).text) for number in (1, 2))
    return re.compile("|".join(re.sub(r"\d+", r"\\d+", shape) for shape in (one, several)))
