"""Figures set against their last year, their plan …, as the commands of figures ask for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chainchief.cli.figures.query import FiguresQuery
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.indicators.compare.comparison import Comparison
    from chainchief.indicators.compute.span_figures import Figures
    from chainchief.indicators.figures import Figure


def compared_with(
    one: "Figure", figures: "Figures", query: FiguresQuery, against: tuple[str, ...]
) -> "list[Comparison]":
    """The figure against each basis; what its nature does not allow is refused with the reason."""
    from chainchief.indicators.compare.comparer import Comparer
    from chainchief.indicators.errors import NotComparableError

    comparer = Comparer(figures, query.snapshot, query.engine)
    try:
        return [comparer.compare(one, basis) for basis in against]
    except NotComparableError as refused:
        raise WrongUseError(str(refused)) from refused


def all_compared(
    figures: "Figures", query: FiguresQuery, against: tuple[str, ...]
) -> "list[list[Comparison]]":
    """Each figure against each basis that its nature allows."""
    from chainchief.indicators.compare.comparer import Comparer
    from chainchief.indicators.errors import NotComparableError

    comparer = Comparer(figures, query.snapshot, query.engine)

    def outcomes(one: "Figure") -> Iterator["Comparison"]:
        for basis in against:
            try:
                yield comparer.compare(one, basis)
            except NotComparableError:
                continue

    return [list(outcomes(one)) for one in figures]


def in_words(outcome: "Comparison") -> str:
    """A comparison in a line: the figure, its words, what was matched, or why there is none."""
    from chainchief.indicators.compare.comparable import basis_in_words

    more = [outcome.absent] if outcome.absent else []
    if outcome.matched is not None:
        more.append(_("records in both spans: {}").format(outcome.matched))
    remark = _(" ({})").format(listed(more)) if more else ""
    return (
        _("{what}: {told}").format(what=basis_in_words(outcome.basis), told=outcome.display)
        + remark
    )
