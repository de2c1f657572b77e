"""`chainchief snapshot`, `close`, `reopen`: the life of a month, told in plain sentences."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from chainchief.access.signatures import signature_words
from chainchief.cli.figures.revisions import RevisedFigures, revised_figures
from chainchief.cli.session import acts, json_option, print_json, with_ledger
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.dispatch.models import Closing, ClosingProposal
    from chainchief.lake.snapshots.making import Snapshot

#: Records told one by one; the rest are told as a number, and `--json` gives what is kept.
MOST_SHOWN = 20


def _parsed(_ctx: click.Context, _parameter: click.Parameter, value: str) -> Month:
    return Month.parse(value)


month_argument = click.argument("month", callback=_parsed)


@click.command(help=_("Freeze the ledger as it is now, without closing the month."))
@month_argument
@json_option
@with_ledger
def snapshot(month: Month, as_json: bool) -> None:
    from chainchief.dispatch import closing

    made = closing.freeze_open(month)
    if as_json:
        print_json(_snapshot_document(made))
        return
    click.echo(
        ngettext(
            "{month}: the ledger is kept as snapshot {id}, {rows:,} row.",
            "{month}: the ledger is kept as snapshot {id}, {rows:,} rows.",
            made.rows,
        ).format(month=month.label, id=made.id, rows=made.rows)
    )
    click.echo(_("The month stays open. Figures of it: --snapshot {}.").format(made.id))


@click.command(
    help=_(
        "Close a month: from now on its figures come from this snapshot. "
        "Where people have accounts, one proposes it and another closes."
    )
)
@month_argument
@click.option("--reason", default="", help=_("Why; kept with the closing."))
@acts
@json_option
def close(month: Month, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.dispatch import closing
    from chainchief.dispatch.agreed_closing import close_at_the_machine
    from chainchief.dispatch.models import ClosingProposal

    before = closing.latest_closed(month)
    done = close_at_the_machine(month, viewer=viewer, reason=reason)
    if isinstance(done, ClosingProposal):
        _tell_proposal(month, done, as_json=as_json)
        return
    figures = revised_figures(before, done, month) if before is not None else None
    if as_json:
        print_json({**_closing_document(done), "figures": figures.as_json() if figures else []})
        return
    click.echo(
        _("{month} is closed by {actor}: revision {revision}, snapshot {snapshot}.").format(
            month=month.label, actor=viewer.name, revision=done.revision, snapshot=done.snapshot
        )
    )
    if before is None:
        _tell_if_late(month)
    if before is not None and figures is not None:
        _tell_figures(figures)
        _tell_differences(before, done)


def _tell_proposal(month: Month, proposal: "ClosingProposal", *, as_json: bool) -> None:
    if as_json:
        names = ("month", "actor", "reason")
        document: dict[str, object] = {name: getattr(proposal, name) for name in names}
        print_json({"state": "proposed", **document, "at": proposal.at.isoformat()})
        return
    click.echo(
        _(
            "{month} is still open: its closing is proposed by {who}. A second person closes it, on"
            " the page of the month or with `chainchief close {code}` as another user of a machine."
        ).format(who=signature_words(proposal.actor), month=month.label, code=proposal.month)
    )


@click.command(help=_("Reopen a closed month; its closed revision stays as it is."))
@month_argument
@click.option("--reason", required=True, help=_("Why the month is reopened."))
@acts
@json_option
def reopen(month: Month, reason: str, viewer: "Viewer", as_json: bool) -> None:
    from chainchief.dispatch import closing

    done = closing.reopen(month, viewer=viewer, reason=reason)
    if as_json:
        print_json(_closing_document(done))
        return
    click.echo(
        _("{month} is reopened by {actor}: {reason}").format(
            month=month.label, actor=viewer.name, reason=done.reason
        )
    )
    click.echo(
        _("{} stays as it was closed, and is what figures show until the next closing.").format(
            done.snapshot
        )
    )


def _snapshot_document(made: "Snapshot") -> dict[str, object]:
    return {**made.content, "manifest_sha256": made.manifest_hash}


def _closing_document(act: "Closing") -> dict[str, object]:
    names = ("month", "revision", "state", "snapshot", "manifest", "position", "actor", "reason")
    document: dict[str, object] = {name: getattr(act, name) for name in names}
    return {**document, "at": act.at.isoformat(), "differences": act.differences}


def _tell_if_late(month: Month) -> None:
    """A month first closed after a later one holds what came in since, and says so."""
    from chainchief.dispatch import closing

    later = [Month.parse(act.month) for act in closing.closed_months()]
    later = [each for each in later if each > month]
    if later:
        text = _("{later} was closed before it: what came in since then is in this closing too.")
        click.echo(text.format(later=min(later).label))


def _tell_differences(before: "Closing", done: "Closing") -> None:
    records = _by_record(done.differences["records"])
    if not records:
        click.echo(_("Nothing changed since {}.").format(before.snapshot))
        return
    click.echo(_("Changed since {}:").format(before.snapshot))
    for line in [_record_line(rows) for rows in records[:MOST_SHOWN]]:
        click.echo(f"  {line}")
    more = len(records) - MOST_SHOWN + int(done.differences["omitted"])
    if len(records) > MOST_SHOWN or done.differences["omitted"]:
        click.echo(_("  and {} more").format(more))


def _tell_figures(figures: RevisedFigures) -> None:
    if not figures.revisions:
        click.echo(_("No figure of this month differs."))
        return
    click.echo(_("Figures that differ:"))
    for line in figures.lines():
        click.echo(line)


def _by_record(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Rows of one record together, a divided amount has one for each unit; late arrivals last.

    Between two closings the ledger goes on: most that arrived since belongs to later months.
    """
    records: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        records.setdefault((row["row_kind"], row["row_uid"]), []).append(row)
    return sorted(
        records.values(), key=lambda rows_of_record: rows_of_record[0]["cause"] == "late arrival"
    )


def _record_line(rows: Sequence[Mapping[str, Any]]) -> str:
    """late arrival: stage of a project, P302 某某项目; invested 100 → 120."""
    from chainchief.dispatch.differences import kind_name

    first = rows[0]
    kind = kind_name(first["row_kind"])
    changed = [
        f"{name} {_shown(old)} → {_shown(new)}"
        for row in rows
        for name, (old, new) in row["columns"].items()
    ]
    line = _("{cause}: {kind}, {code} {name}").format(
        cause=_(first["cause"]), kind=kind, code=first["entity_code"], name=first["entity_name"]
    )
    # Closings of earlier versions of the program have no key.
    key = first.get("key", "")
    return "; ".join([f"{line} {key}" if key else line, *changed])


def _shown(value: object) -> str:
    return _("(blank)") if value in (None, "") else str(value)
