"""`chainchief issued`: the register of issued documents, and what has become of their figures."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.session import json_option, print_json, with_ledger
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.briefing.issue.later_differences import Differing
    from chainchief.briefing.models import IssuedDocument


@click.command(
    help=_(
        "The register of issued documents; with DOCUMENT (its name, or the beginning of its"
        " SHA-256) its figures, with --today those that would come out otherwise."
    )
)
@click.argument("document", required=False)
@click.option("--today", is_flag=True, help=_("Which figures would differ today, and why."))
@click.option("--snapshot", default="working", help=_("What today is; default: the open ledger."))
@json_option
@with_ledger
def issued(document: str | None, today: bool, snapshot: str, as_json: bool) -> None:
    """The list, one document, or its differences."""
    if document is None:
        _list(as_json)
        return
    record = _document(document)
    if not today:
        _figures(record, as_json)
        return
    from chainchief.briefing.issue.later_differences import would_differ

    _differences(record, would_differ(record, snapshot), as_json)


def _document(wanted: str) -> "IssuedDocument":
    from django.db.models import Q

    from chainchief.briefing.models import IssuedDocument
    from chainchief.core.errors import WrongUseError

    matching = list(IssuedDocument.objects.filter(Q(name=wanted) | Q(sha256__startswith=wanted)))
    if len(matching) == 1:
        return matching[0]
    there = listed(f"{each.sha256[:12]} {each.name}" for each in IssuedDocument.objects.all())
    problem = (
        _("Several issued documents fit {!r}") if matching else _("No issued document is {!r}")
    )
    raise WrongUseError(problem.format(wanted) + _("; there are: {}.").format(there or "—"))


def _list(as_json: bool) -> None:
    from chainchief.briefing.models import IssuedDocument

    rows = [
        {
            "sha256": each.sha256,
            "name": each.name,
            "month": each.month,
            "snapshot": each.snapshot,
            "issued_at": each.issued_at.isoformat(timespec="seconds"),
            "issued_by": each.issued_by,
            "figures": each.figures.count(),
            "differing": each.figures.filter(state="differs").count(),
            "unbound": len(each.unbound),
        }
        for each in IssuedDocument.objects.all()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(
            ngettext(
                "{day} {name} ({month}, {snapshot}, by {by}): {figures} figure · {sha}",
                "{day} {name} ({month}, {snapshot}, by {by}): {figures} figures · {sha}",
                int(str(row["figures"])),
            ).format(
                day=clock.day(str(row["issued_at"])),
                name=row["name"],
                month=row["month"],
                snapshot=row["snapshot"],
                by=row["issued_by"],
                figures=row["figures"],
                sha=str(row["sha256"])[:12],
            )
        )
    if not rows:
        click.echo(_("No document was issued yet."))


def _figures(document: "IssuedDocument", as_json: bool) -> None:
    rows = [
        {
            "code": each.code,
            "name": each.name,
            "printed": each.printed,
            "display": each.display,
            "state": each.state,
            "span": str(each.span),
            "definition": each.definition_id,
        }
        for each in document.figures.all()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(row[key]) for key in ("code", "name", "printed", "state")))


def _differences(document: "IssuedDocument", differing: "list[Differing]", as_json: bool) -> None:
    if as_json:
        print_json([_difference_json(one) for one in differing])
        return
    if not differing:
        click.echo(_("All figures of {} would come out the same today.").format(document.name))
    for one in differing:
        click.echo(
            _("{name}: issued as {issued}, today {now} ({cause})").format(
                name=one.issued.name, issued=one.issued.display, now=one.display, cause=one.cause
            )
        )
        for change in one.changes:
            click.echo(f"  {change.code} {change.label}: {_change_words(one, change)}")


def _change_words(one: "Differing", change: object) -> str:
    from chainchief.briefing.resolve.receipt_heads import in_unit
    from chainchief.core.units import unit
    from chainchief.indicators.catalogue.loading import load
    from chainchief.indicators.revisions import CAUSES, Change, unit_of

    assert isinstance(change, Change)  # noqa: S101 - the only kind there is
    of = unit_of(change, one.issued.code, load(), unit(one.issued.unit))
    old, new = (
        "—" if amount is None else in_unit(amount, of) for amount in (change.old, change.new)
    )
    return f"{old} → {new} ({_(CAUSES[change.reason])})"


def _difference_json(one: "Differing") -> dict[str, object]:
    return {
        "code": one.issued.code,
        "name": one.issued.name,
        "issued": one.issued.display,
        "today": one.display,
        "reasons": [reason.value for reason in one.reasons],
        "records": [
            {
                "kind": change.kind,
                "uid": change.uid,
                "code": change.code,
                "label": change.label,
                "old": change.old,
                "new": change.new,
                "reason": change.reason.value,
            }
            for change in one.changes
        ],
    }
