"""`chainchief network simulate`: how a stop spreads and heals, day by day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.network.options import (
    FilePath,
    Finite,
    input_options,
    network_files,
    output_options,
    tell_warnings,
)
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.netio.files.reading import Reading
    from chainchief.network.simulation.run import DayByDay, Rule


@click.command(
    help=_(
        "How a stop spreads through inventories and heals, day by day. All amounts are per day: "
        "those of the links, too."
    )
)
@input_options
@click.option(
    "--final",
    type=FilePath(),
    required=True,
    help=_("CSV or Parquet: id, amount. Final demand per day."),
)
@click.option(
    "--shock",
    type=FilePath(),
    required=True,
    help=_("CSV or Parquet: id, day, share. The share lost from that day to the firm's next row."),
)
@click.option("--days", type=click.IntRange(min=1), required=True, help=_("How many days."))
@click.option(
    "--rationing",
    type=click.Choice(["R0", "R1", "R2", "R3"]),
    default="R0",
    show_default=True,
    help=_(
        "Who gets less when output falls short: R0 all in proportion, R1 final demand first, R2 "
        "the largest relative orders, R3 final demand first and then as R2."
    ),
)
@click.option(
    "--target-days",
    type=Finite(min=0, min_open=True),
    default=15.0,
    show_default=True,
    help=_("Days of use kept in store."),
)
@click.option(
    "--adjust-days",
    type=Finite(min=0, min_open=True),
    default=6.0,
    show_default=True,
    help=_("Days over which a gap in the store is closed."),
)
@click.option("--watch", multiple=True, metavar="ID", help=_("Also give this firm's own series."))
@output_options
def simulate(
    firms: Path | None,
    links: Path | None,
    from_lake: bool,
    year: int | None,
    final: Path,
    shock: Path,
    days: int,
    rationing: Rule,
    target_days: float,
    adjust_days: float,
    watch: tuple[str, ...],
    json_: bool,
    output: Path | None,
    plot: Path | None,
) -> None:
    """Read, run, tell."""
    from chainchief.netio.files.extra_inputs import check_spending, read_demand, read_shock
    from chainchief.netio.files.reading import read_network
    from chainchief.network.simulation.run import simulate as run_days

    with network_files(firms, links, from_lake, year=year, daily=True) as files:
        reading = read_network(*files, year=year, yearly=False, refuse=False)
    demand = read_demand(final, reading.firms, reading.findings)
    schedule = read_shock(shock, reading.firms, days, reading.findings)
    check_spending(reading.firms, reading.links, demand, final.name, reading.findings)
    reading.findings.refuse_if_any()
    tell_warnings(reading.warnings)
    run = run_days(
        reading.network,
        demand,
        schedule,
        days,
        rationing,
        target_days=target_days,
        adjust_days=adjust_days,
        watch=[reading.network.index_of(name) for name in watch],
    )
    _write(reading, run, watch, output, plot)
    click.echo(_as_json(run, watch) if json_ else _as_text(reading, run))


def _as_text(reading: Reading, run: DayByDay) -> str:
    from chainchief.netio.results.summary import days_summary

    return days_summary(reading, run)


def _as_json(run: DayByDay, watch: tuple[str, ...]) -> str:
    from chainchief.netio.results.tables import as_json, numbers

    content: dict[str, object] = {
        "output": numbers(run.output[:, 0]),
        "final_consumption": numbers(run.final_consumption[:, 0]),
        "value_added": numbers(run.value_added[:, 0]),
    }
    if watch:
        content["firms"] = [
            {
                "id": name,
                "output": numbers(run.firm_output[:, at, 0]),
                "final_consumption": numbers(run.firm_final[:, at, 0]),
            }
            for at, name in enumerate(watch)
        ]
    return as_json(content)


def _write(
    reading: Reading,
    run: DayByDay,
    watch: tuple[str, ...],
    output: Path | None,
    plot: Path | None,
) -> None:
    if output is not None:
        from chainchief.netio.results.tables import write_table

        own = {f"output {name}": run.firm_output[:, at, 0] for at, name in enumerate(watch)}
        write_table(
            output,
            {
                "day": list(range(len(run.output))),
                "output": run.output[:, 0],
                "final_consumption": run.final_consumption[:, 0],
                "value_added": run.value_added[:, 0],
                **own,
            },
        )
    if plot is not None:
        from chainchief.netio.results.plots import plot_days

        plot_days(plot, reading, run)
