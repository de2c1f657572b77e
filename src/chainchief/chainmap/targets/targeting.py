"""Targets for a chain: the score with what the ledger knows of dealings and talks beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.chart.placement import folded
from chainchief.chainmap.targets.candidates import Candidate, Scorer, Target
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


def targets_for(
    answers: Answers,
    candidates: Sequence[Candidate],
    viewer: "Viewer | None" = None,
    *,
    density: Mapping[str, float] | None = None,
) -> list[Target]:
    """Candidates in the order of their score; without a list, the outside firms of the records.

    `density` (segment → 0 to 1) takes the place of that of the map.
    """
    return Scorer(
        answers,
        density=density,
        dealt_with=dealings(answers.chart),
        contacts=contacts(answers, viewer),
    ).targets(candidates or outside_suppliers(answers.chart))


def outside_suppliers(chart: Chart) -> list[Candidate]:
    """Firms from elsewhere that firms of the chain buy from, at the segment they sell most of."""
    sold: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in chart.purchases:
        if not each.is_local and each.segment:
            sold[each.supplier_name or each.supplier][each.segment] += each.amount
    return [
        Candidate(
            name=name,
            segment=max(by_segment, key=lambda code: (by_segment[code], code)),
            source=_("recorded purchases of {year}").format(year=chart.year),
        )
        for name, by_segment in sorted(sold.items())
    ]


def dealings(chart: Chart) -> dict[str, list[str]]:
    """Folded name of an outside supplier → the local firms that buy from it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in chart.purchases:
        if not each.is_local:
            found[folded(each.supplier_name or each.supplier)][each.buyer] = None
    return {name: list(buyers) for name, buyers in found.items()}


def contacts(answers: Answers, viewer: "Viewer | None") -> dict[str, str]:
    """Folded name of an investor or lead → how far talks have got by the day of the answers."""
    from chainchief.chainmap.chart.ledger import rows_of

    leads = rows_of("lead", viewer).filter(
        chain=answers.chart.code, received_on__lte=answers.chart.as_at
    )
    found: dict[str, str] = {}
    for lead in leads.select_related("organisation").order_by("received_on", "code"):
        state = _(str(lead.get_state_display()))
        investor = lead.organisation.name if lead.organisation else lead.investor_name
        names = [lead.name, *([investor] if investor else [])]
        found.update((folded(name), state) for name in names)
    return found
