"""`chainchief account second-factor-key`: a new key for the secrets of devices."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.people.at_the_machine import signing
from chainchief.cli.session import acts, json_option, print_json
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


@click.command(
    "second-factor-key",
    help=_("Seal the secrets of all devices under a new key; the devices stay as they are."),
)
@click.option("--reason", required=True, help=_("Why; kept in the log."))
@acts
@json_option
def second_factor_key(reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people.log_in.new_key import take_new_key
    from chainchief.people.secrets import keys

    number = take_new_key(viewer=signing(viewer), reason=reason)
    if as_json:
        print_json({"devices": number, "file": str(keys.key_file())})
        return
    text = ngettext(
        "The secret of {n} device is sealed under a new key.",
        "The secrets of {n} devices are sealed under a new key.",
        number,
    )
    click.echo(text.format(n=number))
    click.echo(
        _(
            "Copy {file} to where the other keys are kept. Backups from before hold secrets under "
            "the former key: keep its copy as long as them."
        ).format(file=keys.key_file())
    )
