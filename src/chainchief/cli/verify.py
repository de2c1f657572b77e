"""`chainchief verify`: is everything still what it was when it was written?"""

from typing import TYPE_CHECKING

import click

from chainchief.cli.session import json_option, print_faults, print_json, with_ledger
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.core.faults import Fault


@click.command(help=_("Check the change log, snapshots, issued documents and evidence."))
@click.option(
    "--restore-triggers",
    is_flag=True,
    help=_("Put missing or altered triggers of the change log back, after telling of them."),
)
@json_option
@with_ledger
def verify(restore_triggers: bool, as_json: bool) -> None:
    """Exit status 1 where anything was found; all parts are checked whatever the first finds."""
    from chainchief.care import verification
    from chainchief.ledger import changelog

    found = {title: check() for title, check in verification.parts().items()}
    if restore_triggers:
        changelog.install()
    if as_json:
        print_json({part: [fault.as_json() for fault in faults] for part, faults in found.items()})
    else:
        for part, faults in found.items():
            _tell(part, faults)
        _tell_what_would_differ()
    if any(found.values()):
        raise click.exceptions.Exit(1)


def _tell_what_would_differ() -> None:
    """No fault: what came later moves numbers that were issued; they stay what they were."""
    from chainchief.briefing.afterwards import notices

    noticed = notices()
    if noticed:
        click.echo(_("Issued figures that would come out otherwise today, or contradict:"))
        print_faults(noticed)


_NAMES = {
    "changelog": "change log",
    "ledger": "values of the ledger",
    "evidence": "kept evidence",
    "snapshots": "snapshots",
    "closings": "closed months",
    "documents": "issued documents",
}


def _tell(part: str, faults: "list[Fault]") -> None:
    name = _(_NAMES[part])
    if not faults:
        click.echo(_("{part}: in order").format(part=name))
        return
    click.echo(_("{part}: {number} findings").format(part=name, number=len(faults)))
    print_faults(faults)
