"""本地配套率 by value and by number, and completeness: diagnoses, never targets."""

from collections.abc import Iterable, Sequence

from chainchief.chainmap.chart.model import Chart, Cite, Purchase
from chainchief.chainmap.coverage.grades import Grade, strongest
from chainchief.chainmap.coverage.receipts import Share, share_of
from chainchief.chainmap.coverage.segments import Coverage
from chainchief.chainmap.coverage.structure import Structure


def rate_by_value(chart: Chart) -> Share:
    """Local purchases over all recorded purchases of the chain's firms, in 分."""
    lines = (
        (each.cite, each.amount if each.is_local else 0, each.amount) for each in chart.purchases
    )
    return share_of(lines, _grade(chart))


def rate_by_number(chart: Chart) -> Share:
    """Local suppliers over all suppliers of the chain's firms; each is cited by one sale.

    A supplier that is local by any of its sales is local, in whatever order they are read.
    """
    return share_of(_suppliers(chart), _grade(chart))


def _suppliers(chart: Chart) -> Iterable[tuple[Cite, int, int]]:
    cited: dict[str, Purchase] = {}
    for purchase in chart.purchases:
        if purchase.amount > 0:
            first = cited.setdefault(purchase.supplier, purchase)
            if purchase.is_local and not first.is_local:
                cited[purchase.supplier] = purchase
    for purchase in cited.values():
        yield purchase.cite, int(purchase.is_local), 1


def _grade(chart: Chart) -> Grade:
    return Grade.RECORDED if chart.purchases else Grade.GUESS


def completeness(covered: Sequence[Coverage], structure: Structure) -> Share:
    """Segments with a local firm over all, each weighted by itself and what hangs on it."""
    lines = [
        (
            each.segment.cite,
            structure.weight(each.segment.code) if each.local_firms else 0,
            structure.weight(each.segment.code),
        )
        for each in covered
    ]
    return share_of(lines, strongest(each.grade for each in covered))
