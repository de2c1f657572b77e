"""Results in words, for a report: both languages, no number without its meaning."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.netio.files.reading import Reading
from chainchief.netio.results.directions import chosen_index, chosen_losses
from chainchief.netio.results.plots import largest
from chainchief.netio.results.tables import percent, plain_table
from chainchief.network import Cascade, Ranking
from chainchief.network.pull.through import PullThrough
from chainchief.network.simulation.run import DayByDay

#: Firms listed in a summary.
LISTED = 10


def what_was_read(reading: Reading) -> str:
    """Size of the network and what of it is unknown."""
    network = reading.network
    return _("Firms: {firms}; links: {links}; industries: {industries}.").format(
        firms=network.n_firms, links=network.n_links, industries=network.n_industries
    )


def accounts(reading: Reading) -> str:
    """Number of firms whose revenue and costs are replaced by recorded sales and purchases."""
    network = reading.network
    if not network.revenue_missing and not network.costs_missing:
        return ""
    return _(
        "Firms without revenue: {revenue}, without costs: {costs}; their recorded "
        "sales and purchases stand in, so their losses are upper bounds."
    ).format(revenue=network.revenue_missing, costs=network.costs_missing)


def warnings_text(faults: Iterable[Fault]) -> str:
    return "\n".join(fault.text for fault in faults)


def closure_summary(
    reading: Reading, result: Cascade, shares: Mapping[str, float], only: str | None
) -> str:
    """Summary of what is lost, in which direction, and by whom."""
    closed = ", ".join(
        name if share == 1.0 else f"{name} ({percent(share)})" for name, share in shares.items()
    )
    text = ngettext(
        (
            "If {closed} stops, {esri} of all output is lost: {down} for want of "
            "inputs, {up} for want of orders (a firm counts with the greater of both). "
            "Settled after {steps} step at eps {eps:g}."
        ),
        (
            "If {closed} stops, {esri} of all output is lost: {down} for want of "
            "inputs, {up} for want of orders (a firm counts with the greater of both). "
            "Settled after {steps} steps at eps {eps:g}."
        ),
        result.steps,
    ).format(
        closed=closed,
        esri=percent(result.esri),
        down=percent(result.downstream),
        up=percent(result.upstream),
        steps=result.steps,
        eps=result.eps,
    )
    chosen = largest(chosen_losses(result, only) * result.weights, LISTED)
    rows = [
        (
            reading.firms.listed[at],
            percent(float(result.down[at])),
            percent(float(result.up[at])),
            percent(float(result.weights[at])),
        )
        for at in chosen
    ]
    head = [_("firm"), _("for want of inputs"), _("for want of orders"), _("weight")]
    table = plain_table(head, rows) if rows else _weighs_nothing()
    parts = [what_was_read(reading), accounts(reading), text, "", table]
    return "\n".join(part for at, part in enumerate(parts) if part or at > 1)


def _weighs_nothing() -> str:
    return _(
        "What stops has no weight: a firm counts with its recorded sales. Give a column weight, or "
        "--weight revenue, to count it otherwise."
    )


def ranking_summary(reading: Reading, ranking: Ranking, only: str | None) -> str:
    """The firms whose stop costs most."""
    chosen = largest(chosen_index(ranking, only), LISTED)
    rows = [
        (
            reading.firms.listed[int(ranking.firms[at])],
            percent(float(ranking.esri[at])),
            percent(float(ranking.downstream[at])),
            percent(float(ranking.upstream[at])),
        )
        for at in chosen
    ]
    head = [_("firm"), _("lost if it stops"), _("for want of inputs"), _("for want of orders")]
    text = _("Every firm closed in turn, eps {eps:g}. The {count} that cost most:").format(
        eps=ranking.eps, count=len(rows)
    )
    parts = [what_was_read(reading), accounts(reading), text, "", plain_table(head, rows)]
    return "\n".join(part for at, part in enumerate(parts) if part or at > 1)


def drawn_summary(reading: Reading, parts: Mapping[str, Mapping[str, float]], draws: int) -> str:
    """Spread of one closure's loss over networks that might be."""
    named = {
        "esri": _("lost if it stops"),
        "downstream": _("for want of inputs"),
        "upstream": _("for want of orders"),
    }
    rows = [(named[name], *map(percent, part.values())) for name, part in parts.items()]
    head = [
        ngettext("{draws} draw", "{draws} draws", draws).format(draws=draws),
        _("mean"),
        "5 %",
        "50 %",
        "95 %",
    ]
    return "\n".join([what_was_read(reading), "", plain_table(head, rows)])


def drawn_ranking_summary(reading: Reading, columns: Mapping[str, Any], draws: int) -> str:
    """The firms whose stop costs most in the middle of the draws, and how far that varies."""
    names = ("mean", "q05", "q50", "q95")
    rows = [
        (reading.firms.listed[at], *(percent(float(columns[name][at])) for name in names))
        for at in largest(columns["q50"], LISTED)
    ]
    head = [_("firm"), _("mean"), "5 %", "50 %", "95 %"]
    text = ngettext(
        "Every firm closed in turn in {draws} draw; share of all output lost:",
        "Every firm closed in turn in {draws} draws; share of all output lost:",
        draws,
    ).format(draws=draws)
    return "\n".join([what_was_read(reading), text, "", plain_table(head, rows)])


def days_summary(reading: Reading, run: DayByDay) -> str:
    """The worst day, the sum of what was lost, and where it ends."""
    if not len(run.output):
        return what_was_read(reading)
    output, before = run.output[:, 0], run.before[0]
    worst = int(np.argmin(output))
    lost = run.before[2] * len(output) - float(run.value_added[:, 0].sum())
    rows = [
        (_("output"), *_days_row(run.output[:, 0], run.before[0])),
        (_("final consumption"), *_days_row(run.final_consumption[:, 0], run.before[1])),
        (_("value added"), *_days_row(run.value_added[:, 0], run.before[2])),
    ]
    share = float(output[worst]) / before if before > 0 else float("nan")
    text = ngettext(
        (
            "Over {days} day value added of {lost} is lost, {per_day} days' worth. "
            "Output is lowest on day {worst}: {share} of a day before."
        ),
        (
            "Over {days} days value added of {lost} is lost, {per_day} days' worth. "
            "Output is lowest on day {worst}: {share} of a day before."
        ),
        len(output),
    ).format(
        days=len(output),
        lost=f"{lost:,.6g}",
        per_day=f"{lost / run.before[2]:.4g}" if run.before[2] > 0 else "—",
        worst=worst,
        share=percent(share),
    )
    head = [_("per day"), _("before"), _("lowest"), _("last day")]
    return "\n".join([what_was_read(reading), text, "", plain_table(head, rows)])


def _days_row(series: np.ndarray, before: float) -> tuple[float, float, float]:
    return before, float(series.min()), float(series[-1])


def pull_summary(reading: Reading, pull: PullThrough) -> str:
    """The firms whose disappearance would cost the others most."""
    chosen = largest(pull.extraction_loss_others, LISTED)
    head = [_("firm"), _("multiplier"), _("extraction loss of others"), _("influence")]
    rows = [
        (
            reading.firms.listed[at],
            float(pull.multiplier[at]),
            float(pull.extraction_loss_others[at]),
            float(pull.influence[at]),
        )
        for at in chosen
    ]
    parts = [what_was_read(reading), accounts(reading)]
    if pull.without_output:
        parts.append(
            ngettext(
                "{count} firm has no output on record: no multiplier is defined for it.",
                "{count} firms have no output on record: no multiplier is defined for them.",
                pull.without_output,
            ).format(count=pull.without_output)
        )
    return "\n".join([*filter(None, parts), "", plain_table(head, rows)])
