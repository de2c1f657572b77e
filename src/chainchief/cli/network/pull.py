"""`chainchief network pull`: whom a firm, or the leader of a chain, pulls along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.network.options import (
    Finite,
    input_options,
    network_files,
    output_options,
    tell_warnings,
    threads_option,
)
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.netio.files.reading import Reading
    from chainchief.network.pull.through import PullThrough


@click.command(
    help=_(
        "Whom a firm pulls along, in its parts: multipliers, what the others would lose without "
        "it, influence; for the leaders of chains also local purchases, leak, dependent small "
        "firms and the share of the network that lives on their orders."
    )
)
@input_options
@click.option(
    "--leader",
    "leaders",
    multiple=True,
    metavar="ID",
    help=_("Show all parts for this firm; may be given several times."),
)
@click.option(
    "--small-below",
    type=Finite(min=0, min_open=True),
    help=_(
        "Revenue below which a firm is small, in the unit of the file (default: a tenth of the "
        "buyer's)."
    ),
)
@click.option(
    "--alpha",
    type=Finite(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help=_("For the influence: share of its own work in a firm's output."),
)
@threads_option
@output_options
def pull(
    firms: Path | None,
    links: Path | None,
    from_lake: bool,
    year: int | None,
    leaders: tuple[str, ...],
    small_below: float | None,
    alpha: float,
    threads: int | None,
    json_: bool,
    output: Path | None,
    plot: Path | None,
) -> None:
    """Read, compute, tell."""
    import os

    from chainchief.netio.files.reading import read_network
    from chainchief.netio.results.leaders import leader_parts
    from chainchief.network.pull.through import pull_through

    with network_files(firms, links, from_lake, year=year) as files:
        reading = read_network(*files, year=year, own_use=True)
    positions = [reading.network.index_of(name) for name in leaders]
    tell_warnings(reading.warnings)
    parts = pull_through(
        reading.network,
        own_use=reading.links.own_use if reading.links.own_use.any() else None,
        alpha=alpha,
        small_below=small_below,
        threads=threads or os.cpu_count() or 1,
    )
    details = [leader_parts(reading, parts, at) for at in positions]
    _write(reading, parts, output, plot)
    click.echo(_as_json(reading, parts, details) if json_ else _as_text(reading, parts, details))


def _as_text(reading: Reading, parts: PullThrough, details: list[dict[str, object]]) -> str:
    from chainchief.netio.results.leaders import leader_text
    from chainchief.netio.results.summary import pull_summary

    leaders = [leader_text(detail) for detail in details]
    return "\n\n".join([pull_summary(reading, parts), *leaders])


def _as_json(reading: Reading, parts: PullThrough, details: list[dict[str, object]]) -> str:
    from chainchief.netio.results.tables import as_json, numbers

    columns = (
        reading.firms.listed,
        numbers(parts.multiplier),
        numbers(parts.extraction_loss_others),
        numbers(parts.influence),
    )
    names = ("id", "multiplier", "extraction_loss_others", "influence")
    content: dict[str, object] = {
        "firms": [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    }
    if details:
        content["leaders"] = details
    return as_json(content)


def _write(reading: Reading, parts: PullThrough, output: Path | None, plot: Path | None) -> None:
    if output is not None:
        from chainchief.netio.results.leaders import table_columns
        from chainchief.netio.results.tables import write_table

        write_table(output, table_columns(reading, parts))
    if plot is not None:
        from chainchief.netio.results.plots import plot_pull

        plot_pull(plot, reading, parts)
