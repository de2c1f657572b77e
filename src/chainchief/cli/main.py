"""The root of the command line. Commands load only when called, so that `--help` is instant."""

import importlib
import sys

import click

from chainchief import __version__
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import LANGUAGES, _, language, speak

#: Command → the click command that carries it out.
COMMANDS = {
    "import": "chainchief.cli.intake:import_",
    "export": "chainchief.cli.intake:export",
    "evidence": "chainchief.cli.ledger:evidence",
    "withdraw": "chainchief.cli.ledger:withdraw",
    "history": "chainchief.cli.ledger:history",
    "snapshot": "chainchief.cli.months:snapshot",
    "close": "chainchief.cli.months:close",
    "reopen": "chainchief.cli.months:reopen",
    "figures": "chainchief.cli.figures:figures",
    "figure": "chainchief.cli.figures:figure",
    "brief": "chainchief.cli.briefing:brief",
    "issue": "chainchief.cli.briefing:issue",
    "verify": "chainchief.cli.verify:verify",
    "demo": "chainchief.cli.demo:demo",
    "serve": "chainchief.cli.serve:serve",
    "network": "chainchief.cli.network:network",
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


def _choose_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        speak(value)


@click.group(cls=LazyGroup, help=_("One ledger for a city's industrial chains."))
@click.version_option(__version__, prog_name="chainchief")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    help=_("Language of messages."),
)
def root() -> None:
    """The group itself does nothing; its help is translated above."""


def run(arguments: list[str] | None = None) -> int:
    """Run the program; 0 done, 1 found faults, 2 wrong use."""
    try:
        # Click swallows `Exit` in this mode and returns its status instead.
        done = root.main(args=arguments, prog_name="chainchief", standalone_mode=False)
    except click.Abort:
        click.echo(_("Stopped."), err=True)
        return 130
    except click.ClickException as wrong:
        wrong.show(file=sys.stderr)
        return 2
    except ChainChiefError as fault:
        click.echo(str(fault), err=True)
        return fault.exit_status
    return done if isinstance(done, int) else 0


__all__ = ["COMMANDS", "language", "root", "run"]
