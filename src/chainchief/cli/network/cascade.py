"""`chainchief network cascade`: what breaks if a firm stops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.network.cascade_question import CascadeOptions, CascadeQuestion
from chainchief.cli.network.options import (
    FilePath,
    Finite,
    input_options,
    network_files,
    output_options,
    share_by_firm,
    tell_warnings,
    threads_option,
)
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.netio.files.reading import Reading


@click.command(
    help=_(
        "What breaks if a firm stops: the share of all output that is lost (ESRI), firm by firm. "
        "Default: revenue and costs are used where known, eps 1e-6; --mode paper uses neither and "
        "stops at 1e-2. The stop rule is part of the number: compare only equal ones."
    )
)
@input_options
@click.option(
    "--essential",
    type=FilePath(),
    help=_("CSV or Parquet: input_industry, buyer_industry, class (2, 1 or 0)."),
)
@click.option(
    "--close",
    multiple=True,
    metavar="ID[=SHARE]",
    help=_("A firm that stops, or loses a share; may be given several times."),
)
@click.option("--all", "all_", is_flag=True, help=_("Close every firm in turn."))
@click.option(
    "--default-class",
    type=click.Choice(["2", "1", "0"]),
    default="2",
    show_default=True,
    help=_(
        "Class of pairs of industries that are not listed: 2 essential, 1 not essential, 0 no "
        "short-term effect."
    ),
)
@click.option(
    "--mode",
    type=click.Choice(["accounts", "paper"]),
    default="accounts",
    show_default=True,
    help=_("Use revenue and costs, or neither, as in the paper."),
)
@click.option(
    "--eps",
    type=Finite(0, 1, max_open=True),
    help=_("Stop after the step in which nothing falls by more."),
)
@click.option("--no-substitution", is_flag=True, help=_("No supplier can be replaced (σ = 1)."))
@click.option(
    "--weight",
    type=click.Choice(["sales", "revenue", "column"]),
    help=_(
        "What a firm's loss counts: recorded sales, revenue, or the column weight (default: the "
        "column if there is one, else sales)."
    ),
)
@click.option(
    "--only",
    type=click.Choice(["downstream", "upstream"]),
    help=_("Rank, list and draw the losses of one direction only."),
)
@click.option(
    "--explain",
    type=click.IntRange(min=1),
    metavar="DEPTH",
    help=_("Why: which missing inputs and orders the losses come from, along paths of this depth."),
)
@click.option(
    "--ensemble",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Draw the uncertain links (column confidence) N times; gives quantiles."),
)
@click.option("--seed", type=int, default=0, show_default=True, help=_("Seed of the draws."))
@click.option(
    "--engine",
    default="local",
    show_default=True,
    metavar="local|spark[=MASTER]",
    help=_("Where to compute; the results are identical."),
)
@click.option(
    "--resume",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Keep finished stretches of --all in this file and go on from there."),
)
@threads_option
@output_options
def cascade(**values: Any) -> None:
    """Read, spread, tell."""
    from chainchief.cli.network import closure, ranking

    options = CascadeOptions(**values)
    options.check()
    question = _question(options)
    if options.all_:
        if options.ensemble is None:
            ranking.rank(options, question)
        else:
            ranking.draw_rank(options, question, options.ensemble)
        return
    shares = share_by_firm(options.close, set(question.reading.firms.listed).__contains__)
    if options.ensemble is None:
        closure.close(options, question, shares)
    else:
        closure.draw_close(options, question, shares, options.ensemble)


def _question(options: CascadeOptions) -> CascadeQuestion:
    from chainchief.netio.files.extra_inputs import read_classes
    from chainchief.netio.files.reading import read_network
    from chainchief.network import EssentialClasses

    source = network_files(options.firms, options.links, options.from_lake, year=options.year)
    with source as (firms, links):
        reading = read_network(firms, links, year=options.year, refuse=False)
    default = int(options.default_class)
    classes = EssentialClasses(default)
    if options.essential is not None:
        classes = read_classes(options.essential, reading.firms, default, reading.findings)
    reading.findings.refuse_if_any()
    tell_warnings(reading.warnings)
    assumptions = {
        "classes": classes,
        "weights": _weights(options, reading),
        "mode": options.mode,
        "eps": options.eps,
        "substitution": not options.no_substitution,
    }
    return CascadeQuestion(reading, assumptions)


def _weights(options: CascadeOptions, reading: Reading) -> Any:
    """What counts; None means recorded sales."""
    column = reading.firms.weight
    if options.weight == "column" and column is None:
        raise WrongUseError(_("{file} has no column weight").format(file=reading.firms.name))
    if options.weight == "revenue":
        return reading.network.revenue
    return None if options.weight == "sales" else column
