"""`chainchief account create`, `list`, `disable`, `enable`, `rename`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from chainchief.cli.people.at_the_machine import signing
from chainchief.cli.session import acts, json_option, looks, print_json
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.people.accounts import Listed

_REASON = click.option("--reason", required=True, help=_("Why; kept in the log."))


@click.command(help=_("Make an account without any right, and print its first password once."))
@click.argument("username")
@click.argument("full_name")
@click.option("--reason", default="", help=_("Why; kept in the log."))
@acts
@json_option
def create(username: str, full_name: str, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.demo.people import look_as
    from chainchief.people import accounts

    made = accounts.create(
        username,
        full_name,
        viewer=signing(viewer),
        reason=reason,
        uid=look_as.uid_for(username),
    )
    if as_json:
        print_json({**_document_of(made.account), "first_password": made.password})
        return
    click.echo(_("{name} has an account.").format(name=made.account.username))
    click.echo(_("First password, shown once: {}").format(made.password))


@click.command("list", help=_("The accounts with their roles in force, last log-in and state."))
@click.option("--words", default="", help=_("A part of a name."))
@click.option("--role", default="", help=_("Only those who hold this role."))
@click.option(
    "--state",
    type=click.Choice(["active", "disabled", "unused"]),
    default=None,
    help=_("unused: active, and nobody logged in for 90 days."),
)
@looks
@json_option
def list_(words: str, role: str, state: str | None, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import accounts

    found = accounts.accounts_of(viewer, words=words, role=role, state=state or "")
    if as_json:
        print_json({"accounts": [_listed(one) for one in found]})
        return
    _tell(found)


@click.command(help=_("The account logs in no more, and its sessions end."))
@click.argument("username")
@_REASON
@acts
@json_option
def disable(username: str, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import accounts

    _act(accounts.disable, username, reason, viewer, as_json, _("{name} is disabled."))


@click.command(help=_("The account logs in again, with the grants in force."))
@click.argument("username")
@_REASON
@acts
@json_option
def enable(username: str, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import accounts

    _act(accounts.enable, username, reason, viewer, as_json, _("{name} is enabled."))


@click.command(help=_("Give the account another full name; the name to log in with stays."))
@click.argument("username")
@click.argument("full_name")
@click.option("--reason", default="", help=_("Why; kept in the log."))
@acts
@json_option
def rename(username: str, full_name: str, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.people import accounts

    def act(account: object, **more: object) -> None:
        accounts.rename(account, full_name, **more)  # type: ignore[arg-type]

    _act(act, username, reason, viewer, as_json, _("{name} is renamed."))


def _act(
    act: Callable[..., None],
    username: str,
    reason: str,
    viewer: "Viewer",
    as_json: bool,
    done: str,
) -> None:
    from chainchief.people.accounts.finding import account_named

    account = account_named(username)
    act(account, viewer=signing(viewer), reason=reason)
    if as_json:
        print_json(_document_of(account))
    else:
        click.echo(done.format(name=account.username))


def _document_of(account: object) -> dict[str, object]:
    names = ("username", "full_name", "is_active")
    return {name: getattr(account, name) for name in names}


def _listed(one: "Listed") -> dict[str, object]:
    return {
        **_document_of(one.account),
        "roles": [grant.role for grant in one.grants],
        "last_login": one.account.last_login,
        "sessions": one.sessions,
        "unused": one.is_unused,
    }


def _tell(found: "list[Listed]") -> None:
    from rich.table import Table

    from chainchief.cli.tables import console
    from chainchief.core import clock
    from chainchief.people.roles import label_of

    heads = (_("name to log in with"), _("full name"), _("roles in force"), _("last log-in"), "")
    table = Table(*heads, box=None)
    for one in found:
        state = "" if one.account.is_active else _("disabled")
        table.add_row(
            one.account.username,
            one.account.full_name,
            "、".join(dict.fromkeys(label_of(grant.role) for grant in one.grants)),
            clock.minute(one.account.last_login) if one.account.last_login else "—",
            _("unused for long") if one.is_unused else state,
        )
    console().print(table)
