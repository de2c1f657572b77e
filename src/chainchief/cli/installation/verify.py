"""`chainchief verify`: is everything still what it was when it was written?"""

import re
from gettext import ngettext
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import json_option, looks, print_faults, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.core.faults import Fault
    from chainchief.ledger.changelog import Anchor

_EVENTS = re.compile(r"([0-9]{1,18})(?:-([0-9]{1,18}))?")


def _follows_against(
    ctx: click.Context, _parameter: click.Parameter, words: tuple[str, ...]
) -> tuple[str, ...]:
    """More codes after the first one; without it they are words too many."""
    if words and not ctx.params.get("against"):
        text = ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            len(words),
        )
        ctx.fail(text.format(args=" ".join(words)))
    return words


@click.command(help=_("Check the change log, snapshots, issued documents and evidence."))
@click.option(
    "--restore-triggers",
    is_flag=True,
    help=_("Put missing or altered triggers of the change log back, after telling of them."),
)
@click.option(
    "--against",
    multiple=True,
    metavar="CODE",
    help=_(
        "Anchors from printouts, one or more: codes, files with codes, documents, backups. Says "
        "whether the log goes on from what they saw."
    ),
)
@click.argument("more", nargs=-1, metavar="[CODE]...", callback=_follows_against)
@click.option(
    "--explain",
    metavar="EVENTS",
    help=_("Record why events (12 or 12-15) were made behind the program; needs --reason."),
)
@click.option("--reason", default="", help=_("Why they were made; kept in the change log."))
@looks
@json_option
def verify(
    restore_triggers: bool,
    against: tuple[str, ...],
    more: tuple[str, ...],
    explain: str | None,
    reason: str,
    viewer: "Viewer",
    as_json: bool,
) -> None:
    """Exit status 1 where anything was found; all parts are checked whatever the first finds."""
    from chainchief.care import printouts, verification
    from chainchief.ledger import changelog

    anchors = printouts.anchors_of([*against, *more])
    if explain is not None:
        first, last = _events(explain)
        changelog.explain(first, last, viewer=viewer, reason=reason)
    faults_by_part = verification.verified(viewer)
    if anchors:
        faults_by_part["anchors"] = changelog.against(anchors)
    if restore_triggers:
        changelog.install()
    if as_json:
        print_json(
            {part: [fault.as_json() for fault in faults] for part, faults in faults_by_part.items()}
        )
    else:
        for part, faults in faults_by_part.items():
            _tell(part, faults)
        _tell_anchors(anchors, faults_by_part)
        _tell_what_would_differ()
    if any(not fault.is_warning for faults in faults_by_part.values() for fault in faults):
        raise click.exceptions.Exit(1)


def _events(text: str) -> tuple[int, int]:
    match = _EVENTS.fullmatch(text.strip())
    if not match:
        raise WrongUseError(
            _("{!r} names no events; write one number, or the first and the last: 12-15.").format(
                text
            )
        )
    return int(match[1]), int(match[2] or match[1])


def _tell_anchors(anchors: "list[Anchor]", faults_by_part: "dict[str, list[Fault]]") -> None:
    """Those that hold, once the chain of seals does: without it they prove nothing."""
    refuted = {fault.facts["code"] for fault in faults_by_part.get("anchors", [])}
    proved = not any(not fault.is_warning for fault in faults_by_part["changelog"])
    text = (
        _("{code}: proved, this log is a continuation of what was seen at seal {seal}")
        if proved
        else _(
            "{code}: seal {seal} is the same, which proves nothing before the findings are mended"
        )
    )
    for anchor in anchors:
        if anchor.code not in refuted:
            click.echo(text.format(code=anchor.code, seal=anchor.seal))


def _tell_what_would_differ() -> None:
    """No fault: what came later moves numbers that were issued; they stay what they were."""
    from chainchief.briefing.issue.later_differences import notices

    noticed = notices()
    if noticed:
        click.echo(_("Issued figures that would come out otherwise today, or contradict:"))
        print_faults(noticed)


_NAMES = {
    "changelog": "change log",
    "accounts": "accounts and grants",
    "ledger": "values of the ledger",
    "evidence": "kept evidence",
    "snapshots": "snapshots",
    "closings": "closed months",
    "documents": "issued documents",
    "indicators": "adopted indicators",
    "anchors": "anchors",
}


def _tell(part: str, faults: "list[Fault]") -> None:
    name, wrong = _(_NAMES[part]), [fault for fault in faults if not fault.is_warning]
    if wrong:
        click.echo(
            ngettext("{part}: {number} finding", "{part}: {number} findings", len(wrong)).format(
                part=name, number=len(wrong)
            )
        )
    elif faults:
        text = _("{part}: in order; {number} times something was explained")
        click.echo(text.format(part=name, number=len(faults)))
    else:
        click.echo(_("{part}: in order").format(part=name))
    print_faults(faults)
