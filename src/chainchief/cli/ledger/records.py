"""`chainchief evidence add`, `withdraw`, `history`: single acts on the ledger's records."""

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import acts, json_option, looks, print_json
from chainchief.core import clock
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.ledger.queries.history import Change, Version


@click.group(help=_("Documents kept as evidence, by the hash of their content."))
def evidence() -> None:
    """Commands are added below this group."""


@evidence.command("add", help=_("Keep a copy of a file and print the code of its document."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", default="", help=_("Why; kept with every change."))
@acts
@json_option
def add(file: Path, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.ledger.evidence import store

    document = store(file, viewer=viewer, reason=reason)
    if as_json:
        print_json({"code": document.code, "name": document.name, "size": document.size})
    else:
        click.echo(document.code)


@click.command(help=_("Take a record out of use, for a reason. It stays in the ledger."))
@click.argument("kind")
@click.argument("code")
@click.option("--reason", required=True, help=_("Why it is withdrawn, or reinstated."))
@click.option("--undo", is_flag=True, help=_("Reinstate a withdrawn record."))
@acts
@json_option
def withdraw(
    kind: str, code: str, reason: str, undo: bool, viewer: "Viewer", as_json: bool
) -> None:
    from chainchief.ledger import actions
    from chainchief.ledger.queries.history import find

    record = find(kind, code, viewer)
    act = actions.reinstate if undo else actions.withdraw
    done = act(kind, record.uid, record.version, viewer=viewer, reason=reason)
    if as_json:
        names = ("kind", "code", "uid", "version", "withdrawn_on")
        print_json({name: getattr(done, name) for name in names})
        return
    message = _("{} is in use again.") if undo else _("{} is withdrawn; it stays in the ledger.")
    click.echo(message.format(f"{code} {done}".strip()))


@click.command(help=_("Every version of a record: who, when, why, and from which cell."))
@click.argument("kind")
@click.argument("code")
@looks
@json_option
def history(kind: str, code: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.ledger.queries.history import find, versions_of

    record = find(kind, code, viewer)
    versions = versions_of(kind, record.uid, viewer)
    if as_json:
        documents = [_document(version) for version in versions]
        print_json({"kind": kind, "code": code, "uid": record.uid, "versions": documents})
        return
    for version in versions:
        _tell(version)


def _document(version: "Version") -> dict[str, object]:
    changes = [
        {**vars(change), "before": _plain(change.before), "after": _plain(change.after)}
        for change in version.changes
    ]
    return {**version.as_json(), "changes": changes}


def _tell(version: "Version") -> None:
    click.echo(_("Version {version} · {at} · {actor} · {reason}").format(**_head(version)))
    if version.file:
        click.echo("  " + _("from {file}").format(file=version.file))
    for change in version.changes:
        click.echo("  " + _line(change, version))


def _head(version: "Version") -> dict[str, object]:
    at = clock.local(version.at).strftime("%Y-%m-%d %H:%M:%S")
    from chainchief.access.signatures import signature_words

    unknown = _("nobody named: changed behind the program")
    return {
        "version": version.version,
        "at": at,
        "actor": signature_words(version.actor) or unknown,
        "reason": version.reason or "—",
    }


def _line(change: "Change", version: "Version") -> str:
    sheet = f"{version.sheet}!" if version.sheet else ""
    where = f"  [{sheet}{change.cell}]" if change.cell else ""
    return f"{change.title}: {_plain(change.before) or '∅'} → {_plain(change.after) or '∅'}{where}"


def _plain(value: object) -> str | None:
    """A cell's value as text: exact numbers without an exponent, days as 2023-11-30."""
    from chainchief.core.units import plain

    if value is None:
        return None
    if isinstance(value, Fraction):
        return plain(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
