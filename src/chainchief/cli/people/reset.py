"""`chainchief account reset`: one person asks for a new password, another gives it."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.people.at_the_machine import signing
from chainchief.cli.session import acts, json_option, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


@click.command(
    help=_("A forgotten password: ask for a new one with --reason, a second person adds --give.")
)
@click.argument("username")
@click.option("--reason", default="", help=_("Why; kept in the log."))
@click.option("--second-factor", is_flag=True, help=_("Take the second factor away too."))
@click.option("--give", is_flag=True, help=_("Give what another person asked for; printed once."))
@acts
@json_option
def reset(
    username: str, reason: str, second_factor: bool, give: bool, viewer: "Viewer", as_json: bool
) -> None:
    from chainchief.people import passwords
    from chainchief.people.accounts.finding import account_named
    from chainchief.people.passwords.resetting import waiting

    account = account_named(username)
    if not give:
        passwords.ask(account, signing(viewer), reason, second_factor=second_factor)
        text = _("Asked; a second person gives the new password with --give.")
        if as_json:
            print_json({"account": account.username, "waiting": True})
        else:
            click.echo(text)
        return
    requests = [each for each in waiting() if each.account_id == account.pk]
    if not requests:
        raise WrongUseError(_("Nobody asked for such a reset."))
    password = passwords.do(requests[0], signing(viewer))
    if as_json:
        print_json({"account": account.username, "password": password})
    else:
        click.echo(_("New password, shown once: {}").format(password))
