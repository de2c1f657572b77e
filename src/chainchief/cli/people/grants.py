"""`chainchief account grant …`: propose, approve, refuse, revoke, list, review."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.people.at_the_machine import signing
from chainchief.cli.session import acts, json_option, looks, print_json
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.models import Grant
    from chainchief.access.viewers import Viewer
    from chainchief.people.grants.lines import GrantLine

_DAY = click.DateTime(["%Y-%m-%d"])
_REASON = click.option("--reason", required=True, help=_("Why; kept in the log."))


@click.group(help=_("Roles within limits: one person proposes them, another one approves."))
def grant() -> None:
    """Commands are added below this group."""


@grant.command(help=_("Propose a role for an account; it gives nothing until it is approved."))
@click.argument("username")
@click.argument("role")
@click.option("--division", default="", help=_("Within this unit, by its code."))
@click.option("--chain", default="", help=_("Within this chain, by its code."))
@click.option("--enterprise", default="", help=_("Within this enterprise, by its code."))
@click.option("--organisation", default="", help=_("Within this organisation, by its code."))
@click.option("--from", "valid_from", type=_DAY, help=_("First day; default: today."))
@click.option("--to", "valid_to", type=_DAY, help=_("Last day; default: until it is revoked."))
@click.option("--for", "acting_for", default="", help=_("The account that it stands for."))
@_REASON
@acts
@json_option
def propose(
    username: str,
    role: str,
    division: str,
    chain: str,
    enterprise: str,
    organisation: str,
    valid_from: dt.datetime | None,
    valid_to: dt.datetime | None,
    acting_for: str,
    reason: str,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    from chainchief.core import clock
    from chainchief.people import grants
    from chainchief.people.accounts.finding import account_named

    wish = grants.Wish(
        account_named(username),
        role,
        valid_from.date() if valid_from else clock.today(),
        valid_to.date() if valid_to else None,
        division=division,
        chain=chain,
        enterprise=enterprise,
        organisation=organisation,
        acting_for=account_named(acting_for) if acting_for else None,
    )
    made = grants.propose(wish, viewer=signing(viewer), reason=reason)
    _done(made, as_json, _("Grant no. {number} is to be decided by a second person."))


@grant.command(help=_("Approve a grant that another person proposed."))
@click.argument("number", type=int)
@click.option("--reason", default="", help=_("Why; kept in the log."))
@click.option(
    "--alone",
    is_flag=True,
    help=_("In a small office: the person who proposed it approves it, for a reason."),
)
@acts
@json_option
def approve(number: int, reason: str, alone: bool, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import grants

    done = grants.approve(number, viewer=signing(viewer), reason=reason, alone=alone)
    _done(done, as_json, _("Grant {number} is approved."))


@grant.command(help=_("Refuse a grant that waits, for a reason."))
@click.argument("number", type=int)
@_REASON
@acts
@json_option
def refuse(number: int, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import grants

    done = grants.refuse(number, viewer=signing(viewer), reason=reason)
    _done(done, as_json, _("Grant {number} is refused."))


@grant.command(help=_("Revoke a grant: it gives nothing from the next request on."))
@click.argument("number", type=int)
@_REASON
@acts
@json_option
def revoke(number: int, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import grants

    ended = grants.revoke(number, viewer=signing(viewer), reason=reason)
    if as_json:
        print_json({"revoked": [one.pk for one in ended]})
        return
    for one in ended:
        click.echo(_("Grant {number} is revoked.").format(number=one.pk))


@grant.command("list", help=_("The grants that wait for a second person."))
@looks
@json_option
def list_(viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people.grants.lines import lines
    from chainchief.people.grants.review import waiting

    _show(lines(waiting(viewer)), as_json)


@grant.command(help=_("Who has what, since when, by whom, last used: for the yearly check."))
@click.option("--all", "everyone", is_flag=True, help=_("Those that are over too."))
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write a workbook to print and sign."),
)
@looks
@json_option
def review(everyone: bool, out: Path | None, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.access import policy
    from chainchief.people import grants
    from chainchief.people.grants import workbook
    from chainchief.people.grants.lines import lines

    found = lines(grants.review(viewer, everyone=everyone))
    if out is None:
        _show(found, as_json)
        return
    policy.require(viewer, "export", "accounts")
    out.write_bytes(workbook.workbook(found))
    click.echo(_("Written: {}").format(out))


def _done(made: "Grant", as_json: bool, text: str) -> None:
    if as_json:
        from chainchief.people.grants.wish import Wish

        facts = Wish.of(made).facts
        print_json({"number": made.pk, "account": made.account.username, **facts})
    else:
        click.echo(text.format(number=made.pk))


def _show(found: "list[GrantLine]", as_json: bool) -> None:
    if as_json:
        print_json({"grants": [vars(line) for line in found]})
        return
    from rich.table import Table

    from chainchief.cli.tables import console

    heads = (
        _("number"),
        _("account"),
        _("role"),
        _("within"),
        _("since"),
        _("until"),
        _("proposed by"),
        _("decided by"),
        _("last used"),
        _("State"),
    )
    table = Table(*heads, box=None)
    for line in found:
        table.add_row(
            str(line.number),
            line.username,
            line.role + (f"（{line.acting_for}）" if line.acting_for else ""),
            line.scope or "—",
            line.since,
            line.until or "…",
            line.proposed_by,
            line.decided_by or "—",
            line.last_used or "—",
            line.state,
        )
    console().print(table)
