"""`chainchief account …`: who has an account, and what each may do."""

import click

from chainchief.cli.lazy import LazyGroup
from chainchief.core.i18n import _

#: Command → where it is; loaded when called.
COMMANDS = {
    "first": "chainchief.cli.people.first:first",
    "create": "chainchief.cli.people.accounts:create",
    "list": "chainchief.cli.people.accounts:list_",
    "disable": "chainchief.cli.people.accounts:disable",
    "enable": "chainchief.cli.people.accounts:enable",
    "reset": "chainchief.cli.people.reset:reset",
    "certificate": "chainchief.cli.people.certificate:certificate",
    "second-factor-key": "chainchief.cli.people.second_factor_key:second_factor_key",
    "rename": "chainchief.cli.people.accounts:rename",
    "grant": "chainchief.cli.people.grants:grant",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    help=_("Accounts of people, and what two administrators grant them."),
)
def account() -> None:
    """The group itself does nothing; its help is translated above."""
