"""`chainchief brief` and `chainchief issue`: documents made from figures, and registered."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.options import document_options, month_snapshot_option, with_gaps_option
from chainchief.cli.session import acts, json_option, print_faults, print_json, with_ledger
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.briefing.issue.examination import Examined
    from chainchief.briefing.issue.issuing import Issued
    from chainchief.briefing.models import IssuedDocument


@click.command(
    help=_(
        "Make a document of a month's figures. TEMPLATE is a shipped name or a .docx file; the"
        " ending of the output chooses its form: .docx, .html, .pdf."
    )
)
@click.argument("template")
@click.argument("month")
@document_options
@click.option(
    "--review",
    is_flag=True,
    help=_("A Word comment at each figure, and an appendix with all receipts."),
)
@with_gaps_option
@month_snapshot_option
@json_option
@with_ledger
def brief(
    template: str,
    month: str,
    out: Path,
    division: str,
    chain: str,
    review: bool,
    with_gaps: bool,
    snapshot: str | None,
    as_json: bool,
) -> None:
    from chainchief.briefing.render.documents import render

    made = render(
        template,
        Month.parse(month),
        out,
        division=division,
        chain=chain,
        snapshot=snapshot,
        review=review,
        with_gaps=with_gaps,
    )
    print_faults((*made.gaps, *made.warnings))
    if as_json:
        print_json(
            {
                "file": str(made.path),
                "snapshot": made.snapshot,
                "figures": vars(made.counts),
                "gaps": [fault.as_json() for fault in made.gaps],
            }
        )
        return
    click.echo(_("Written: {} (snapshot {}).").format(made.path, made.snapshot))
    click.echo(made.counts.text)


@click.command(
    help=_(
        "Register FILE as the issued document of MONTH: its figures are read back, bound to the"
        " closed month, and kept with the file."
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("month")
@acts
@click.option(
    "--accept-differences",
    "reason",
    default="",
    help=_("Issue numbers that differ from the ledger, for this reason."),
)
@click.option(
    "--published",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Also write the copy to publish here: no controls, comments or names of editors."),
)
@json_option
def issue(
    file: Path, month: str, viewer: "Viewer", reason: str, published: Path | None, as_json: bool
) -> None:
    from chainchief.briefing.issue.issuing import issue as register
    from chainchief.briefing.publish.publishing import published as copy_to_publish
    from chainchief.briefing.readback.confined import bytes_of
    from chainchief.briefing.render.documents import write

    if published and published.suffix.lower() != ".docx":
        shown = published.name
        raise WrongUseError(
            _("{!r} does not end in .docx: the published copy is a Word document.").format(shown)
        )
    # Made first: a file that is not final is refused before anything is registered.
    copied = copy_to_publish(bytes_of(file), file.name) if published else b""
    issued = register(
        file,
        Month.parse(month),
        viewer=viewer,
        accept_differences=reason,
        is_public=published is not None,
    )
    if published:
        write(published, copied)
    if as_json:
        print_json(_as_json(issued))
        return
    if issued.examined is None:
        click.echo(_("Registered before, nothing changed: {}.").format(issued.record.sha256))
        return
    print_faults(issued.examined.differences(issued.record.snapshot))
    print_faults(issued.examined.warnings())
    click.echo(_issue_in_words(issued.record, issued.examined))
    unread = len(issued.examined.document.unread)
    if unread:
        click.echo(
            ngettext(
                "{} place (picture, object) was not read: check the numbers in it by hand.",
                ("{} places (pictures, objects) were not read: check the numbers in them by hand."),
                unread,
            ).format(unread)
        )


def _issue_in_words(record: "IssuedDocument", examined: "Examined") -> str:
    return _(
        "Issued: {name}. Figures bound to snapshot {snapshot}: {bound}; that "
        "differ: {differing}; numbers without a receipt: {unbound}. SHA-256 "
        "{sha256}"
    ).format(
        name=record.name,
        bound=len(examined.bound) - len(examined.differing),
        snapshot=record.snapshot,
        differing=len(examined.differing),
        unbound=len(examined.unbound),
        sha256=record.sha256,
    )


def _as_json(issued: "Issued") -> dict[str, object]:
    record = issued.record
    return {
        "sha256": record.sha256,
        "name": record.name,
        "month": record.month,
        "snapshot": record.snapshot,
        "new": issued.is_new,
        "figures": [
            {
                "code": one.code,
                "citation": one.citation,
                "printed": one.printed,
                "display": one.display,
                "state": one.state,
                "definition": one.definition_id,
            }
            for one in record.figures.all()
        ],
        "unbound": record.unbound,
    }
