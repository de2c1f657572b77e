"""`chainchief indicators`: definitions of the city's own, as the workshop has them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.session import json_option, looks, open_ledger, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.workshop.models import ProposedIndicator


@click.group(
    help=_("Definitions adopted in the indicator workshop: listed, exported, written anew.")
)
def indicators() -> None:
    """The workshop itself is on the pages."""


@indicators.command("list", help=_("What is drafted, proposed and adopted."))
@looks
@json_option
def list_(viewer: "Viewer", as_json: bool) -> None:
    rows = _rows(viewer)
    from chainchief.workshop.proposals import state_in_words

    if as_json:
        names = ("code", "name", "state", "proposed_by", "decided_by")
        print_json([{name: getattr(row, name) for name in names} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.code}  {row.name}  {state_in_words(row.state)}")
    if not rows:
        click.echo(_("No definition was made in the workshop."))


@indicators.command(help=_("The adopted definitions as a preset file, or those of some codes."))
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("Where to.")
)
@looks
def export(codes: tuple[str, ...], output: Path | None, viewer: "Viewer") -> None:
    """The same YAML that a person would have written."""
    from chainchief.access import policy
    from chainchief.workshop import adopted_file

    open_ledger()
    policy.require(viewer, "export", "figures")
    rows = adopted_file.rows()
    missing = set(codes) - {row.code for row in rows}
    if missing:
        raise WrongUseError(_("The workshop has adopted no {}.").format(", ".join(sorted(missing))))
    text = adopted_file.text([row for row in rows if not codes or row.code in codes])
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@indicators.command(help=_("Write the preset file of the workshop anew from what was adopted."))
@looks
def write(viewer: "Viewer") -> None:
    """After somebody edited or lost it; the rows are what was decided."""
    from chainchief.access import policy
    from chainchief.workshop import adopted_file

    open_ledger()
    policy.require(viewer, "approve", "figures")
    adopted_file.write()
    click.echo(_("Written: {}").format(adopted_file.path().name))


def _rows(viewer: "Viewer") -> "list[ProposedIndicator]":
    open_ledger()
    from chainchief.access import policy
    from chainchief.workshop.models import ProposedIndicator

    policy.require(viewer, "see", "figures")
    return list(ProposedIndicator.objects.order_by("code", "pk"))
