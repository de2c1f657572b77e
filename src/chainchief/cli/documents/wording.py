"""`chainchief wording`: what documents print for a figure instead of its value."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.options import document_cell_options
from chainchief.cli.session import acts, json_option, print_json
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


@click.command(
    help=_(
        "Let documents print TEXT (240余次, 超过1000万元) for figure CODE of MONTH: more cautious"
        " than its value, for a reason, approved by somebody else. Without arguments: all in force."
    )
)
@click.argument("code", required=False)
@click.argument("month", required=False)
@click.argument("text", required=False)
@document_cell_options
@click.option("--reason", default="", help=_("Why."))
@click.option("--approved-by", default="", help=_("Who approved it."))
@click.option("--withdraw", is_flag=True, help=_("Take back what was adopted."))
@acts
@json_option
def wording(
    code: str | None,
    month: str | None,
    text: str | None,
    division: str,
    chain: str,
    record: str,
    span: str,
    reason: str,
    approved_by: str,
    withdraw: bool,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    if code is None:
        _list(as_json)
        return
    if month is None or bool(text) == withdraw:
        raise click.UsageError(_("Give CODE, MONTH, and either TEXT or --withdraw."))
    from chainchief.briefing.resolve.adopted_wordings import adopt, cite
    from chainchief.briefing.resolve.ledger_source import source_for

    source = source_for(Month.parse(month))
    if span:
        Span.parse(span)
    citation = cite(source, code=code, division=division, chain=chain, record=record, span=span)
    row = adopt(
        citation, text or "", source=source, viewer=viewer, approved_by=approved_by, reason=reason
    )
    said = _("Adopted: {}.") if row.text else _("Taken back: {}.")
    click.echo(said.format(f"{row.citation.removeprefix('cc:')} {row.text}".strip()))


def _list(as_json: bool) -> None:
    from chainchief.briefing.resolve.adopted_wordings import all_in_force

    names = ("citation", "code", "month", "text", "reason", "approved_by", "adopted_by")
    rows = [{name: getattr(row, name) for name in names} for row in all_in_force()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(
            _("{citation} {text} ({reason}; approved by {approved_by})").format(
                **{**row, "citation": str(row["citation"]).removeprefix("cc:")}
            )
        )
    if not rows:
        click.echo(_("No wording is adopted."))
