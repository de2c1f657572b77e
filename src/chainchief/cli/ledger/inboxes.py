"""`chainchief intake …`: folders that units put files into."""

import signal
import time
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import json_option, print_json, with_ledger
from chainchief.core import clock
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.intake.models import Arrival


@click.group(help=_("Folders that units put files into, as the preset inboxes.yaml names them."))
def intake() -> None:
    """The group itself does nothing; its help is translated above."""


@intake.command(
    help=_(
        "Watch the folders: check each file, stage it, and move it to done or, with a marked copy,"
        " to returned."
    )
)
@click.option("--once", is_flag=True, help=_("Look through the folders once, then end."))
@click.option("--every", type=click.FloatRange(0.1), default=5.0, help=_("Seconds between looks."))
@click.option(
    "--settled",
    type=click.FloatRange(0),
    default=10.0,
    help=_("Seconds for which a file must lie unchanged before it is taken."),
)
@with_ledger
def watch(once: bool, every: float, settled: float) -> None:
    """Go on until it is stopped; a file under work then comes to its end at the next start."""
    from chainchief.dispatch.workbook.arrivals import answered_by
    from chainchief.intake.inbox import watching
    from chainchief.intake.inbox.preset import PRESET

    if not PRESET.load():
        click.echo(_("No folder is named; write presets/inboxes.yaml (docs/import.md)."), err=True)
        raise click.exceptions.Exit(1)
    signal.signal(signal.SIGTERM, _stop)
    look = watching.Watch(answered_by, _say, lambda text: click.echo(text, err=True), settled)
    with watching.alone():
        while True:
            look.look()
            if once:
                return
            time.sleep(every)


def _stop(_signal: int, _frame: object) -> None:
    raise click.Abort


@intake.command(help=_("List the files that arrived by folders, the newest first."))
@click.option("--most", type=click.IntRange(1), default=50, help=_("How many at most."))
@with_ledger
@json_option
def arrivals(most: int, as_json: bool) -> None:
    """One line per file: when, from where, and what became of it."""
    from chainchief.intake.models import Arrival

    found = list(Arrival.objects.order_by("-pk")[:most])
    if as_json:
        print_json([_as_json(arrival) for arrival in found])
        return
    for arrival in found:
        click.echo(f"{clock.minute(arrival.arrived_at)} {line_of(arrival)}")
    if not found:
        click.echo(_("No file has arrived yet."))


def _say(arrival: "Arrival") -> None:
    click.echo(line_of(arrival))


def line_of(arrival: "Arrival") -> str:
    """Say in one line what became of an arrival."""
    from chainchief.intake.models import ArrivalState

    head = f"{arrival.folder}/{arrival.file_name}: {_(ArrivalState(arrival.state).label)}"
    return f"{head}; {arrival.first_fault}" if arrival.first_fault else head


def _as_json(arrival: "Arrival") -> dict[str, object]:
    return {
        "key": str(arrival.key),
        "folder": arrival.folder,
        "sender": arrival.sender,
        "file": arrival.file_name,
        "sha256": arrival.sha256,
        "kind": arrival.kind,
        "state": arrival.state,
        "created": arrival.created,
        "revised": arrival.revised,
        "faults": arrival.faults,
        "first_fault": arrival.first_fault,
        "at": arrival.arrived_at.isoformat(),
    }
