"""`chainchief chain targets`: whom to talk to next for a chain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.chains.options import answers_on, candidates_in, candidates_option, day_options
from chainchief.cli.network.options import FilePath
from chainchief.cli.session import json_option, looks, print_json
from chainchief.cli.tables import console
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap import Answers
    from chainchief.chainmap.targets.candidates import Target


@click.command(
    help=_(
        "Whom to talk to next for a chain: outside firms scored in parts, each with its arithmetic."
    )
)
@click.argument("chain")
@day_options
@candidates_option
@click.option(
    "--activities",
    type=FilePath(),
    help=_(
        "With --place: what places do (as for complexity, activities by codes of GB/T 4754), for "
        "the relatedness of a segment."
    ),
)
@click.option("--place", help=_("The city's name in the file of --activities."))
@click.option(
    "--most", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many.")
)
@click.option(
    "--backtest",
    "with_backtest",
    is_flag=True,
    help=_("Also: would the score have found local firms that are hidden from it?"),
)
@click.option("--seed", type=int, default=0, show_default=True, help=_("Seed of the back-test."))
@looks
@json_option
def targets(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    candidates: Path | None,
    activities: Path | None,
    place: str | None,
    most: int,
    with_backtest: bool,
    seed: int,
    viewer: Viewer,
    as_json: bool,
) -> None:
    """Score, and try the score where asked."""
    if (activities is None) != (place is None):
        raise WrongUseError(_("--activities and --place go together"))
    from chainchief.chainmap.as_json import backtest_words, target_document
    from chainchief.chainmap.targets.backtest import backtest
    from chainchief.chainmap.targets.targeting import outside_suppliers, targets_for

    answers = answers_on(chain, as_at, year, viewer)
    listed = candidates_in(candidates, answers)
    near = _relatedness(activities, place, answers)
    scored = targets_for(answers, listed, density=near)[:most]
    tried = None
    if with_backtest:
        outside = listed or outside_suppliers(answers.chart)
        tried = backtest(answers.chart, answers.rules, outside, first=most, seed=seed)
    if as_json:
        document: dict[str, object] = {
            "chain": answers.chart.code,
            "as_at": str(answers.chart.as_at),
            "targets": [target_document(each) for each in scored],
        }
        if tried is not None:
            document["backtest"] = tried.as_json()
        print_json(document)
        return
    _tell_targets(scored)
    if tried is not None:
        click.echo(backtest_words(tried))


def _relatedness(path: Path | None, place: str | None, answers: Answers) -> dict[str, float] | None:
    """Segment → density by what places do; None where no file was given."""
    if path is None or place is None:
        return None
    from chainchief.chainmap.targets.relatedness import density_of
    from chainchief.netio.files.activities import place_at, read_activities
    from chainchief.network import complexity

    read = read_activities(path)
    result = complexity(read.amounts, places=read.places, activities=read.activities)
    return density_of(result, place_at(result, place), answers.chart)


def _tell_targets(scored: list[Target]) -> None:
    from rich.table import Table

    table = Table()
    for title in (_("Name"), _("Segment"), _("Score"), _("Arithmetic"), _("Why"), _("Contact")):
        table.add_column(title)
    for each in scored:
        table.add_row(
            each.candidate.name,
            each.segment_name,
            f"{each.score:.4g}",
            each.arithmetic,
            each.why,
            each.contact or "—",
        )
    console().print(table)
