"""`chainchief network …`: what breaks if a firm stops, how it recovers, whom it pulls along."""

import click

from chainchief.cli.lazy import LazyGroup
from chainchief.core.i18n import _

#: Command → where it is; loaded when called, so that one command does not wait for another.
COMMANDS = {
    "cascade": "chainchief.cli.network.cascade:cascade",
    "simulate": "chainchief.cli.network.simulate:simulate",
    "pull": "chainchief.cli.network.pull:pull",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    help=_("Supply-network analysis: cascades, day-by-day recovery, pull-through."),
)
def network() -> None:
    """The group itself does nothing; its help is translated above."""
