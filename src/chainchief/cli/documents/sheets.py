"""`chainchief sheet`: what is signed before a document goes out, and what may be asked about it."""

from pathlib import Path

import click

from chainchief.cli.options import document_options, month_snapshot_option, with_gaps_option
from chainchief.cli.session import with_ledger
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month


@click.command(
    help=_(
        "The verification sheet (each sentence with its figures, definitions, offices and a box to"
        " sign) or the question sheet of a document, as .docx or .xlsx."
    )
)
@click.argument("what", type=click.Choice(["verification", "questions"]))
@click.argument("template")
@click.argument("month")
@document_options
@with_gaps_option
@month_snapshot_option
@with_ledger
def sheet(
    what: str,
    template: str,
    month: str,
    out: Path,
    division: str,
    chain: str,
    with_gaps: bool,
    snapshot: str | None,
) -> None:
    from chainchief.briefing.sheets.files import write_sheet

    lines = write_sheet(
        what,
        template,
        Month.parse(month),
        out,
        division=division,
        chain=chain,
        snapshot=snapshot,
        with_gaps=with_gaps,
    )
    click.echo(
        ngettext("Written: {} ({} line).", "Written: {} ({} lines).", lines).format(out, lines)
    )
