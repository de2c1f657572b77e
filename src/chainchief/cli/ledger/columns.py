"""`chainchief columns …`: which column each head of a sender's sheets means."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import Command, acts, json_option, looks, print_json
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.intake.mapping.proposals import Question
    from chainchief.intake.mapping.senders import Sender
    from chainchief.intake.models import ColumnMapping

_FILE = click.Path(path_type=Path)
_LEFT_OUT = "-"


@click.group(help=_("Heads of foreign sheets: what each means, confirmed once per sender."))
def columns() -> None:
    """The group itself does nothing; its help is translated above."""


def sender_option(function: Command) -> Command:
    """`--sender CODE`: whose file it is."""
    return click.option(
        "--sender",
        default="",
        help=_("Whose file it is: the code of a unit, organisation, firm or chain."),
    )(function)


@columns.command(help=_("Show which column each head of a file probably means."))
@click.argument("kind")
@click.argument("file", type=_FILE)
@sender_option
@looks
@json_option
def propose(kind: str, file: Path, sender: str, viewer: "Viewer", as_json: bool) -> None:
    """One line per head; nothing is remembered."""
    from dataclasses import asdict

    question = _question(kind, file, sender, viewer)
    if as_json:
        print_json(asdict(question))
        return
    for head in question.heads:
        proposed = head.column if head.column is not None else "?"
        click.echo(f"{head.text} = {proposed or _LEFT_OUT}")


@columns.command(
    help=_(
        "Remember which column each head of a file means. What is proposed holds unless"
        " HEAD=COLUMN says otherwise; HEAD=- leaves a head out."
    )
)
@click.argument("kind")
@click.argument("file", type=_FILE)
@click.argument("said", nargs=-1, metavar=_("[HEAD=COLUMN]…"))
@click.option("--rest", is_flag=True, help=_("Leave out every head of which nothing is known."))
@sender_option
@acts
def confirm(
    kind: str, file: Path, said: tuple[str, ...], rest: bool, sender: str, viewer: "Viewer"
) -> None:
    """Confirmed by whoever acts; the next file of the layout goes through."""
    from chainchief.core.faults import FaultsError
    from chainchief.intake.mapping import remembering

    question = _question(kind, file, sender, viewer)
    heads = {head.place: head.text for head in question.heads}
    proposed = {head.place: head.column for head in question.heads}
    if rest:
        proposed = {place: name or "" for place, name in proposed.items()}
    try:
        chosen = proposed | remembering.chosen_by_words(heads, _said(said))
        mapping = remembering.confirm(kind, _whose(sender, viewer), heads, chosen, viewer=viewer)
    except FaultsError as refusal:
        for fault in refusal.faults:
            click.echo(fault.text, err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(_("Remembered as layout {}; import the file again.").format(mapping.pk))


@columns.command("list", help=_("Show what is remembered, by sender and kind."))
@looks
@json_option
def list_(viewer: "Viewer", as_json: bool) -> None:
    """Every layout with its heads."""
    from chainchief.intake.mapping.remembering import mappings_for
    from chainchief.intake.mapping.senders import names_of, sender_from

    found = mappings_for(viewer)
    if as_json:
        print_json([_as_json(mapping) for mapping in found])
        return
    names = names_of([sender_from(mapping.sender) for mapping in found])
    for mapping in found:
        files = ngettext("{} file", "{} files", mapping.uses).format(mapping.uses)
        click.echo(f"{mapping.pk} {names[sender_from(mapping.sender)]} {mapping.kind} ({files})")
        for _place, words, name in mapping.columns:
            click.echo(f"  {words} = {name or _LEFT_OUT}")
    if not found:
        click.echo(_("No layout is remembered yet."))


@columns.command(help=_("Forget a layout; the next file of it is asked about again."))
@click.argument("number", type=int)
@acts
def drop(number: int, viewer: "Viewer") -> None:
    """Drop it; it stays on record, with who did."""
    from chainchief.intake.mapping.remembering import drop as forget
    from chainchief.intake.mapping.remembering import mapping_for

    forget(mapping_for(number, viewer), viewer=viewer)
    click.echo(_("Layout {} is forgotten.").format(number))


def _question(kind: str, file: Path, sender: str, viewer: "Viewer") -> "Question":
    from chainchief.core.errors import WrongUseError
    from chainchief.core.faults import FaultsError
    from chainchief.intake.mapping.asking import question_about_file
    from chainchief.ledger.registers import register_of

    try:
        question = question_about_file(register_of(kind), file, _whose(sender, viewer))
    except FaultsError as refusal:
        raise WrongUseError(str(refusal)) from None
    if question is None:
        raise WrongUseError(_("No row of this file looks like heads of a table."))
    return question


def _whose(code: str, viewer: "Viewer") -> "Sender":
    from chainchief.intake.mapping.senders import own_sender, sender_of_code

    return sender_of_code(code) if code else own_sender(viewer)


def _said(said: tuple[str, ...]) -> dict[str, str]:
    from chainchief.core.errors import WrongUseError

    found = {}
    for each in said:
        head, equals, name = each.rpartition("=")
        if not equals or not name:
            raise WrongUseError(_("Write {!r} as HEAD=COLUMN.").format(each))
        found[head] = "" if name == _LEFT_OUT else name
    return found


def _as_json(mapping: "ColumnMapping") -> dict[str, object]:
    return {
        "number": mapping.pk,
        "sender": mapping.sender,
        "kind": mapping.kind,
        "columns": mapping.columns,
        "confirmed_by": mapping.confirmed_by,
        "confirmed_at": mapping.confirmed_at.isoformat(),
        "uses": mapping.uses,
    }
