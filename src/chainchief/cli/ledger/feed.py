"""`chainchief feed`: bulk data into the lake."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import acts, json_option, print_json
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.intake.feeds.taking import FeedResult


@click.command(
    help=_(
        "Take a bulk feed (CSV or Parquet) into the lake. The feeds: firm-month (enterprise, "
        "month, output, revenue, costs, profit, tax in 万元 and electricity in 万千瓦时 "
        "since January, employees) and supply-link (supplier or supplier_name, "
        "buyer or buyer_name, year, amount in 万元, confidence in %, product)."
    )
)
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--basis", default="", help=_("The legal basis on which it may be held; needed."))
@click.option("--source", default="", help=_("The office or firm that it comes from."))
@click.option("--dry-run", is_flag=True, help=_("Check and count only; write nothing."))
@click.option("--again", is_flag=True, help=_("Take in a file that was taken in before."))
@click.option("--withdraw", type=int, default=None, help=_("Withdraw the batch of this number."))
@click.option("--reason", default="", help=_("Why a batch is withdrawn."))
@acts
@json_option
def feed(
    name: str,
    file: Path | None,
    basis: str,
    source: str,
    dry_run: bool,
    again: bool,
    withdraw: int | None,
    reason: str,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    """Take a file in, withdraw a batch, or, without a file, list the batches in use."""
    from chainchief.intake.feeds.taking import take_feed

    if withdraw is not None:
        _withdraw(name, withdraw, viewer, reason)
    elif file is None:
        _list(name, as_json)
    else:
        result = take_feed(
            name,
            file,
            viewer=viewer,
            legal_basis=basis,
            source=source,
            dry_run=dry_run,
            again=again,
        )
        _tell(result, as_json)


def _withdraw(name: str, number: int, viewer: "Viewer", reason: str) -> None:
    from chainchief.lake.feeds import batches as feed_store
    from chainchief.lake.feeds.declared import feed_named

    feed_store.withdraw(feed_named(name), number, viewer=viewer, reason=reason)
    click.echo(_("Batch {} of feed {} is withdrawn.").format(number, name))


def _list(name: str, as_json: bool) -> None:
    from chainchief.lake.feeds.batches import batches
    from chainchief.lake.feeds.declared import feed_named

    stored = batches(feed_named(name))
    if as_json:
        print_json(
            [
                {
                    "number": each.number,
                    "file": each.file_name,
                    "rows": each.rows,
                    "basis": each.legal_basis,
                    "source": each.source,
                    "at": each.at.isoformat(),
                    "actor": each.actor,
                }
                for each in stored
            ]
        )
        return
    for each in stored:
        click.echo(
            ngettext(
                "Batch {}: {} row from {}, {}; basis: {}",
                "Batch {}: {} rows from {}, {}; basis: {}",
                each.rows,
            ).format(each.number, each.rows, each.file_name, clock.day(each.at), each.legal_basis)
        )
    if not stored:
        click.echo(_("Nothing came in for this feed yet."))


def _tell(result: "FeedResult", as_json: bool) -> None:
    from chainchief.intake.report.fault_lines import grouped

    if as_json:
        print_json(
            {
                "feed": result.feed.name,
                "rows": result.rows,
                "batch": result.batch.number if result.batch else None,
                "faults": [fault.as_json() for fault in result.faults],
                "warnings": [fault.as_json() for fault in result.warnings],
            }
        )
    else:
        for line in grouped(result.faults):
            click.echo(line, err=True)
        for line in grouped(result.warnings):
            click.echo(_("Warning: {}").format(line), err=True)
        click.echo(_outcome(result), err=not result.accepted)
    if not result.accepted:
        raise click.exceptions.Exit(1)


def _outcome(result: "FeedResult") -> str:
    if not result.accepted:
        return _("Nothing was taken in.")
    if result.batch is None:
        return ngettext(
            "{} row is in order; nothing was written.",
            "{} rows are in order; nothing was written.",
            result.rows,
        ).format(result.rows)
    return ngettext(
        "{} row taken in as batch {}.", "{} rows taken in as batch {}.", result.rows
    ).format(result.rows, result.batch.number)
