"""`chainchief network …`: what breaks if a firm stops, how it recovers, whom it pulls along."""

import importlib

import click

from chainchief.core.i18n import _

#: Command → where it is; loaded when called, so that one command does not wait for another.
COMMANDS = {
    "cascade": "chainchief.cli.network_cascade:cascade",
    "simulate": "chainchief.cli.network_simulate:simulate",
    "pull": "chainchief.cli.network_pull:pull",
}


class NetworkGroup(click.Group):
    """The commands on supply networks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(
    cls=NetworkGroup,
    help=_("Supply-network analysis: cascades, day-by-day recovery, pull-through."),
)
def network() -> None:
    """The group itself does nothing; its help is translated above."""
