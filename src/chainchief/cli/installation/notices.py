"""`chainchief notices`: what a day brings without anybody doing anything, and mail about it."""

import click

from chainchief.cli.session import with_ledger
from chainchief.core.i18n import _


@click.command(
    help=_("Tell people what is due and which roles end; send mail where a server is named.")
)
@with_ledger
def notices() -> None:
    """Exit status 1 where a mail could not be sent; the next run tries it again."""
    from chainchief.demo.days import standing_at_its_last_day

    with standing_at_its_last_day():
        _tell()


def _tell() -> None:
    from chainchief.desk import reminders as desk
    from chainchief.dispatch.reminders import remind
    from chainchief.people.notices import mail, of_changes, of_grants

    due, ending = of_changes.tell_due(), of_grants.tell_ending()
    click.echo(_("answers due: {}; roles that end: {}").format(due, ending))
    reminded = remind()
    click.echo(
        _("answers to collections due soon: {}; late: {}").format(reminded.due, reminded.late)
    )
    cases = desk.remind()
    click.echo(
        _("steps at the desk due soon: {}; late: {}; told to those above: {}").format(
            cases.due, cases.late, cases.escalated
        )
    )
    done = mail.deliver()
    for name in done.sent:
        click.echo(_("mail to {}").format(name))
    for name, reason in done.failed.items():
        click.echo(_("no mail to {}: {}; the next run tries again").format(name, reason), err=True)
    if done.failed:
        raise click.exceptions.Exit(1)
