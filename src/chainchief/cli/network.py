"""`chainchief network …`: what breaks if a firm stops, how it recovers, whom it pulls along."""

import click

from chainchief.core.i18n import _


@click.group(help=_("Supply-network analysis: cascades, day-by-day recovery, pull-through."))
def network() -> None:
    """Commands are added below this group."""
