"""`chainchief backup`, `restore` and `doctor`: looking after an installation."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import (
    actor_option,
    json_option,
    print_faults,
    print_json,
    set_up,
    viewer_for,
)
from chainchief.core import clock
from chainchief.core.home import home, setting
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.care.backup.making import WrittenBackup
    from chainchief.care.doctor import Examined
    from chainchief.care.restore.restoring import Restored

_FILE = click.Path(dir_okay=False, path_type=Path)
_PLACE = click.Path(file_okay=False, path_type=Path)
_MEGABYTE = 1_000_000


@click.command(help=_("Write the ledger and all files of the home folder to one sealed file."))
@click.argument("file", type=_FILE)
@actor_option
@json_option
def backup(file: Path, actor: str, as_json: bool) -> None:
    """Exit status 1 where something was damaged before; the rest is backed up all the same."""
    _need_a_ledger()
    set_up()
    from chainchief.care.backup import making

    made = making.backup(
        file, viewer=viewer_for(actor), tell=lambda said: click.echo(said, err=True)
    )
    if as_json:
        print_json(_made_document(made))
    else:
        _tell_made(made)
    if made.faults:
        raise click.exceptions.Exit(1)


def _need_a_ledger() -> None:
    """Nothing is made here: a mistyped home folder must not become an empty ledger."""
    from chainchief.core.errors import WrongUseError

    if not setting("database") and not home().database.exists():
        raise WrongUseError(
            _("There is no ledger in {}; set CHAINCHIEF_HOME to its home folder.").format(
                home().path
            )
        )


def _made_document(made: "WrittenBackup") -> dict[str, object]:
    return {
        "file": str(made.file),
        "bytes": made.size,
        "made_at": made.manifest.made_at,
        "parts": len(made.manifest.parts),
        "events": made.manifest.ledger.position,
        "anchor": made.manifest.ledger.anchor,
        "faults": [fault.as_json() for fault in made.faults],
    }


def _tell_made(made: "WrittenBackup") -> None:
    from chainchief.ledger.changelog.seals import keys

    print_faults(made.faults)
    click.echo(
        _("{file}: {size:.1f} MB, parts: {parts}, the ledger up to event {event:,}.").format(
            file=made.file,
            size=made.size / _MEGABYTE,
            parts=len(made.manifest.parts),
            event=made.manifest.ledger.position,
        )
    )
    if made.manifest.ledger.anchor:
        click.echo(
            _(
                "Anchor of the change log: {}. Whoever keeps it elsewhere can prove later, with "
                "`chainchief verify --against`, that nothing was rolled back."
            ).format(made.manifest.ledger.anchor)
        )
    click.echo(
        _(
            "The key is not in it. Keep a copy of {} in another place: without it this backup "
            "cannot be restored."
        ).format(keys.key_file())
    )


@click.command(help=_("Make a new home folder from a backup, and verify it."))
@click.argument("file", type=_FILE)
@click.option(
    "--to",
    "target",
    type=_PLACE,
    default=lambda: home().path,
    help=_("A new folder, or an empty one but for the keys; default: the home folder."),
)
@click.option(
    "--keys",
    type=click.Path(exists=True, path_type=Path),
    help=_("The keys folder, or changelog.key, of the ledger; default: those of this home folder."),
)
@click.option(
    "--database",
    default=lambda: os.environ.get("CHAINCHIEF_DATABASE", ""),
    help=_("An empty PostgreSQL database, postgresql://…, for a ledger that comes from one."),
)
@click.option(
    "--despite-findings",
    is_flag=True,
    help=_("Restore also what does not verify; the findings are told."),
)
@json_option
def restore(
    file: Path,
    target: Path,
    keys: Path | None,
    database: str,
    despite_findings: bool,
    as_json: bool,
) -> None:
    """Exit status 1 where findings were accepted."""
    set_up()
    from chainchief.care.restore import restoring

    done = restoring.restore(
        file,
        target.absolute(),
        key=restoring.key_for(keys),
        database=database,
        despite_findings=despite_findings,
        tell=lambda said: click.echo(said, err=True),
    )
    if as_json:
        print_json(_restored_document(done))
    else:
        _tell_restored(done)
    if done.findings:
        raise click.exceptions.Exit(1)


def _restored_document(done: "Restored") -> dict[str, object]:
    return {
        "home": str(done.home),
        "made_at": done.manifest.made_at,
        "events": done.manifest.ledger.position,
        "later_events": done.later,
        "findings": [fault.as_json() for fault in done.findings],
    }


def _tell_restored(done: "Restored") -> None:
    print_faults(done.findings)
    click.echo(
        _("{home}: restored as of {at}, the ledger up to event {event:,}.").format(
            home=done.home,
            at=clock.minute(done.manifest.made_at),
            event=done.manifest.ledger.position,
        )
    )
    if done.later:
        click.echo(
            ngettext(
                "{} event came after this backup and is not in it; is there a later one?",
                "{} events came after this backup and are not in it; is there a later one?",
                done.later,
            ).format(done.later)
        )
    if not done.findings:
        click.echo(_("Change log, evidence, snapshots, closings and documents: in order."))
    click.echo(_("Use it: CHAINCHIEF_HOME={}").format(done.home))


@click.command(help=_("Is this machine, and this installation, fit? Says what to do where not."))
@json_option
def doctor(as_json: bool) -> None:
    """Exit status 1 where there is a problem; nothing is changed, not even a ledger made."""
    set_up()
    from chainchief.care.doctor import State, examine

    findings = list(examine())
    if as_json:
        print_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            _tell_finding(finding)
    if any(finding.state is State.PROBLEM for finding in findings):
        raise click.exceptions.Exit(1)


_STATES = {"fine": "fine", "note": "NOTE", "problem": "PROBLEM"}


def _tell_finding(finding: "Examined") -> None:
    line = _("{state}  {subject}: {said}").format(
        state=_(_STATES[finding.state.value]), subject=finding.subject, said=finding.said
    )
    click.echo(line)
    if finding.todo:
        click.echo(_("       → {}").format(finding.todo))
