"""`chainchief account certificate`: one person proposes it, another enters it, either withdraws."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.people.at_the_machine import signing
from chainchief.cli.session import acts, json_option, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from typing import TextIO

    from chainchief.access.viewers import Viewer


@click.command(
    help=_(
        "The certificate that an account logs in with: propose one by --file or --sha256, a "
        "second person adds --give; --withdraw takes it away."
    )
)
@click.argument("username")
@click.option("--file", "file", type=click.File(), help=_("The certificate, in PEM."))
@click.option("--sha256", default="", help=_("Its SHA-256, 64 hexadecimal digits."))
@click.option("--give", is_flag=True, help=_("Enter what another person proposed."))
@click.option("--withdraw", is_flag=True, help=_("Take it away: its key opens nothing any more."))
@click.option("--reason", default="", help=_("Why; kept in the log."))
@acts
@json_option
def certificate(
    username: str,
    file: "TextIO | None",
    sha256: str,
    give: bool,
    withdraw: bool,
    reason: str,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    from chainchief.people import certificates
    from chainchief.people.accounts.finding import account_named

    account, who = account_named(username), signing(viewer)
    if sum((file is not None, bool(sha256), give, withdraw)) != 1:
        raise WrongUseError(_("Say one of --file, --sha256, --give and --withdraw."))
    if withdraw:
        certificates.withdraw(account, viewer=who, reason=reason)
        said = _("{name} has no certificate any more.")
    elif give:
        waiting = [one for one in certificates.waiting() if one.account_id == account.pk]
        if not waiting:
            raise WrongUseError(_("Nobody proposed such a certificate."))
        certificates.approve(waiting[0].pk, viewer=who, reason=reason)
        said = _("This certificate lets {name} in from now on.")
    else:
        shown = file.read() if file is not None else sha256
        certificates.propose(account, shown, viewer=who, reason=reason)
        said = _("Proposed; a second person enters it with --give.")
    account.refresh_from_db()
    if as_json:
        print_json({"account": account.username, "certificate": account.certificate})
    else:
        click.echo(said.format(name=account.username))
