"""`chainchief import` and `chainchief export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.ledger.columns import sender_option
from chainchief.cli.session import acts, json_option, looks, print_json
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.intake.report.results import ImportResult

_FILE = click.Path(path_type=Path)


@click.command("import", help=_("Take a workbook or CSV into the ledger: all of it, or nothing."))
@click.argument("kind")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help=_("Check and count only; write nothing."))
@click.option("--report", type=_FILE, help=_("Where the workbook with marked cells goes (.xlsx)."))
@click.option("--sheet", default=None, help=_("The sheet to take, where there are several."))
@click.option("--reason", default="", help=_("Why; kept with every change."))
@sender_option
@click.option("--again", is_flag=True, help=_("Take in a file that was taken in before."))
@acts
@json_option
def import_(
    kind: str,
    file: Path,
    dry_run: bool,
    report: Path | None,
    sheet: str | None,
    reason: str,
    sender: str,
    again: bool,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    """Read, check and apply; exit status 1 where faults were found."""
    from chainchief.core.errors import WrongUseError
    from chainchief.intake.importing import import_file
    from chainchief.intake.mapping.senders import sender_of_code
    from chainchief.ledger.exchange.target import refuse_unwritable

    if report is not None and report.suffix.lower() != ".xlsx":
        raise WrongUseError(_("The report is a workbook; let its name end in .xlsx."))
    if report is not None:
        refuse_unwritable(report)
    result = import_file(
        kind,
        file,
        viewer=viewer,
        reason=reason,
        dry_run=dry_run,
        report=report,
        sheet=sheet,
        sender=sender_of_code(sender) if sender else None,
        again=again,
    )
    if as_json:
        print_json(result.as_json())
    else:
        _print(result)
    if not result.accepted:
        raise click.exceptions.Exit(1)


def _print(result: "ImportResult") -> None:
    from chainchief.intake.report.fault_lines import grouped

    for line in grouped(result.faults):
        click.echo(line, err=True)
    for line in grouped(result.warnings):
        click.echo(_("Warning: {}").format(line), err=True)
    for line in result.outcome():
        click.echo(line, err=not result.accepted)
    if result.question is not None:
        click.echo(
            _(
                "The heads are not all known. “chainchief columns propose” shows what they probably"
                " mean, “chainchief columns confirm” remembers it of this sender and layout."
            ),
            err=True,
        )


@click.command(help=_("Write all records of a kind to a workbook or CSV, as an import reads them."))
@click.argument("kind")
@click.argument("file", type=_FILE)
@click.option("--template", is_flag=True, help=_("The heads alone, to be filled in."))
@click.option("--encoding", default="utf-8", help=_("Of a CSV: utf-8 (the default) or gb18030."))
@click.option("--include-withdrawn", is_flag=True, help=_("Withdrawn records too."))
@click.option("--force", is_flag=True, help=_("Replace a file that is there."))
@looks
@json_option
def export(
    kind: str,
    file: Path,
    template: bool,
    encoding: str,
    include_withdrawn: bool,
    force: bool,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    """Write the file and say how many records it holds."""
    from chainchief.ledger.exchange.exporting import export_kind

    result = export_kind(
        kind,
        file,
        viewer=viewer,
        template=template,
        encoding=encoding,
        include_withdrawn=include_withdrawn,
        force=force,
    )
    if as_json:
        print_json({"kind": result.kind, "file": str(result.path), "records": result.rows})
    else:
        click.echo(
            ngettext(
                "{rows} record written to {path}.", "{rows} records written to {path}.", result.rows
            ).format(rows=result.rows, path=file)
        )
