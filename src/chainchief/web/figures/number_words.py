"""Words for the natures of number, and numbers split from their units for the eye."""

import re
from dataclasses import dataclass

from chainchief.core.i18n import _
from chainchief.core.rounding import rounded
from chainchief.core.units import from_steps, plain, unit
from chainchief.indicators.figures import Figure, MetricType
from chainchief.web.figures.amounts import parted
from chainchief.web.figures.speech import spoken

#: The number at the head of what a document prints; 第5位 has none.
_NUMBER = re.compile(r"[-−]?[\d.,]+")
_DECIMALS_OF_FRACTIONS = 6
_NATURES = {
    MetricType.FLOW: "over the span",
    MetricType.STOCK: "as at the end",
    MetricType.CUMULATIVE_REPORT: "cumulative report",
    MetricType.RATIO: "ratio",
    MetricType.DIFFERENCE: "difference",
    MetricType.GROWTH: "growth, computed",
    MetricType.MEMBERS: "number of chains or units",
    MetricType.POSITION: "place inside the ledger",
    MetricType.OFFICIAL: "official statistic",
    MetricType.FURNISHED: "furnished",
    MetricType.RANK: "rank",
    MetricType.STREAK: "streak",
    MetricType.RECORD: "one record",
}


def metric_type_word(nature: MetricType) -> str:
    return _(_NATURES[nature])


def span_words(figure: Figure) -> str:
    """2023年1-11月; what is told as at the end of the span, by that day."""
    if figure.nature in {MetricType.STOCK, MetricType.FURNISHED, MetricType.RECORD}:
        return _("as at {}").format(figure.span.last.isoformat())
    return figure.span.label


@dataclass(frozen=True)
class Shown:
    """A figure for the eye: `number` and `unit` apart; `exact` in the base unit, for hovering."""

    number: str
    unit: str
    exact: str


def shown(figure: Figure) -> Shown:
    """Parts of what a document prints; where there is no value, the words that say why."""
    if figure.value is None:
        return Shown(figure.display or "—", "", figure.absent)
    display = spoken(figure.display)
    number = _NUMBER.match(display)
    if number is None:
        return Shown(display, "", exact_words(figure))
    return Shown(number[0], display[number.end() :].strip(), exact_words(figure))


def exact_words(figure: Figure) -> str:
    """The exact value in the base unit; a fraction without an end to the sixth decimal."""
    if figure.value is None:
        return figure.absent
    base = unit(figure.unit.base)
    exact = from_steps(figure.value, base)
    try:
        return spoken(f"{parted(plain(exact))} {base}")
    except ValueError:
        return spoken(f"≈ {parted(f'{rounded(exact, _DECIMALS_OF_FRACTIONS):f}')} {base}")
