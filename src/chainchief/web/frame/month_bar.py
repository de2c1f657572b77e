"""The month picker at the top of a page, with the state of the month shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from chainchief.core.i18n import ENGLISH, language
from chainchief.core.spans import Month
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.months import MonthState, states


@dataclass(frozen=True)
class YearOfMonths:
    """The months of one year, as one group of the month picker."""

    title: str
    months: list[Choice]


@dataclass(frozen=True)
class Bar:
    """What templates/web/month_bar.html shows; `kept` goes along when another month is chosen."""

    action: str
    month: str
    state: MonthState
    years: list[YearOfMonths]
    kept: list[tuple[str, str]]


def bar_for(month: Month, action: str, **kept: str) -> Bar:
    """The bar of a page at the address `action`, with what of its address stays."""
    known = states(month)
    state = next(each for each in known if each.month == month)
    named = [(name, value) for name, value in kept.items() if value]
    return Bar(action, str(month), state, years_of(known), named)


def years_of(known: Iterable[MonthState]) -> list[YearOfMonths]:
    """Newest first, a group to each year."""
    newest_first = sorted(known, key=lambda state: state.month, reverse=True)
    return [
        YearOfMonths(
            str(year) if language() == ENGLISH else f"{year}年",
            [Choice(str(state.month), f"{state.month.label} · {state.words}") for state in group],
        )
        for year, group in groupby(newest_first, key=lambda state: state.month.year)
    ]
