"""`chainchief chain gaps`: what a chain has, lacks and risks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.chains.options import Day, answers_on, day_options
from chainchief.cli.session import json_option, looks, print_json
from chainchief.cli.tables import console
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap import Answers


@click.command(
    help=_(
        "What a chain has and lacks: coverage, completeness, local rates, and gaps in the order of "
        "what they hold up. A diagnosis, never a target."
    )
)
@click.argument("chain")
@day_options
@click.option("--since", type=Day(), help=_("Also which segments moved since this day."))
@click.option("--all", "all_", is_flag=True, help=_("Every segment, with its sources."))
@click.option("--risk", is_flag=True, help=_("Also what stops if a segment stops (slower)."))
@click.option("--receipts", is_flag=True, help=_("With --json: the records behind each answer."))
@looks
@json_option
def gaps(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    since: dt.date | None,
    all_: bool,
    risk: bool,
    receipts: bool,
    viewer: Viewer,
    as_json: bool,
) -> None:
    """Exit status 0 also where there is a gap: a gap is an answer, no fault."""
    from chainchief.chainmap import answers_for, moved
    from chainchief.chainmap.as_json import (
        answers_document,
        moved_document,
        moved_words,
        risk_document,
    )

    answers = answers_on(chain, as_at, year, viewer)
    at_risk = _risk(answers, year, viewer) if risk else None
    changes = None if since is None else moved(answers_for(chain, since, viewer), answers)
    if as_json:
        document = answers_document(answers, receipts=receipts)
        if risk:
            document["risk"] = None if at_risk is None else risk_document(at_risk)
        if changes is not None:
            document["moved"] = [moved_document(each) for each in changes]
        print_json(document)
        return
    _tell_answers(answers)
    if all_:
        _tell_coverage(answers)
    for each in changes or ():
        click.echo(moved_words(each))
    if changes == ():
        click.echo(_("No segment moved since {day}.").format(day=since))
    if risk:
        _tell_risk(at_risk)


def _risk(answers: Answers, year: int | None, viewer: Viewer) -> Any:
    """The risk on the city's network; None where no purchase is recorded."""
    from chainchief.chainmap.chart.ledger import read_city
    from chainchief.chainmap.risk.city_network import city_network
    from chainchief.chainmap.risk.closures import risk_of

    made = city_network(read_city(answers.chart.as_at, viewer, year))
    return None if made is None else risk_of(answers.chart, made, answers.rules)


def _tell_answers(answers: Answers) -> None:
    from rich.table import Table

    from chainchief.chainmap.as_json import headline
    from chainchief.chainmap.wording import grade_word, percent, reason_words, status_word, wan

    for line in headline(answers):
        click.echo(line)
    table = Table()
    for title in (_("Gap"), _("Coverage")):
        table.add_column(title)
    for title in (
        _("Segments held up"),
        _("Firms held up"),
        _("Demand (10,000 yuan)"),
        _("Adds to completeness"),
        _("Adds to the local rate"),
    ):
        table.add_column(title, justify="right")
    for title in (_("Evidence"), _("Findings")):
        table.add_column(title)
    for gap in answers.gaps:
        table.add_row(
            gap.covered.segment.name,
            status_word(gap.covered.status),
            str(len(gap.held_up)),
            str(len(gap.firms_held_up)),
            wan(gap.covered.demand),
            percent(gap.adds_completeness),
            percent(gap.adds_rate),
            grade_word(gap.grade),
            reason_words(gap.covered.reasons),
        )
    console().print(table)


def _tell_coverage(answers: Answers) -> None:
    from rich.table import Table

    from chainchief.chainmap.wording import grade_word, plain_number, reason_words, status_word, wan

    table = Table()
    for title in (_("Segment"), _("Coverage")):
        table.add_column(title)
    for title in (
        _("Local firms"),
        _("Demand (10,000 yuan)"),
        _("of which local (10,000 yuan)"),
        _("Sources"),
        "HHI",
    ):
        table.add_column(title, justify="right")
    for title in (_("Evidence"), _("Findings")):
        table.add_column(title)
    for each in answers.coverage:
        table.add_row(
            each.segment.name,
            status_word(each.status),
            str(len(each.local_firms)),
            wan(each.demand),
            wan(each.local),
            str(each.sources),
            "—" if each.hhi is None else plain_number(each.hhi),
            grade_word(each.grade),
            reason_words(each.reasons),
        )
    console().print(table)


def _tell_risk(risk: Any) -> None:
    from rich.table import Table

    if risk is None:
        click.echo(_("No purchase is recorded, so there is no network to try a stop on."))
        return
    table = Table()
    table.add_column(_("If this segment stops"))
    for title in (
        _("Sales of the city lost (ESRI)"),
        _("Days to the first standstill"),
        _("Firms at a standstill"),
        _("Second sources"),
    ):
        table.add_column(title, justify="right")
    for each in risk.segments:
        days = each.what_if.days_to_standstill
        table.add_row(
            each.name,
            f"{100 * each.what_if.esri:.4g} %",
            "—" if days is None else str(days),
            str(len(each.what_if.stopped)),
            str(len(each.what_if.second_sources)),
        )
    console().print(table)
