"""`chainchief chain …`: the maps of a city's chains and the templates they start from."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.lazy import LazyGroup
from chainchief.cli.session import acts, json_option, print_json, with_ledger
from chainchief.cli.tables import console
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.ledger.chaintemplates import Template


#: Command → where it is; what analyses is loaded only when called.
COMMANDS = {
    "templates": "chainchief.cli.chains.templates:templates",
    "seed": "chainchief.cli.chains.templates:seed",
    "gaps": "chainchief.cli.chains.gaps:gaps",
    "survey": "chainchief.cli.chains.survey:survey",
    "targets": "chainchief.cli.chains.targets:targets",
    "lists": "chainchief.cli.chains.lists:lists",
    "map": "chainchief.cli.chains.maps:map_",
}


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    help=_("A city's chains: their maps, what they lack and whom to talk to, their lists."),
)
def chain() -> None:
    """The group itself does nothing; its help is translated above."""


@click.command(help=_("The chain templates: the program's, overlaid by the home folder's."))
@json_option
@with_ledger
def templates(as_json: bool) -> None:
    """Each template with its counts, and whether the ledger has the chain's segments."""
    from chainchief.ledger.chaintemplates import load
    from chainchief.ledger.kinds.segment.models import ChainSegment

    seeded = set(ChainSegment.objects.values_list("chain__code", flat=True))
    rows = [{**_counts(each), "in_ledger": each.code in seeded} for each in load().values()]
    if as_json:
        print_json({"templates": rows})
    else:
        _tell(rows)


def _counts(template: "Template") -> dict[str, object]:
    return {
        "code": template.code,
        "name": template.name,
        "version": template.version,
        "valid_from": template.valid_from,
        "source": template.source,
        "segments": len(template.segments),
        "streams": dict(template.streams),
        "key": sum(segment.key for segment in template.segments),
        "links": len(template.links),
        "essential": template.essential,
    }


def _tell(rows: list[dict[str, object]]) -> None:
    from rich.table import Table

    table = Table()
    for title in (_("code"), _("Chain"), _("Version"), _("In the ledger")):
        table.add_column(title)
    for title in (_("Segments"), _("Links"), _("Essential")):
        table.add_column(title, justify="right")
    for row in rows:
        there = _("yes") if row["in_ledger"] else _("no")
        numbers = [str(row[name]) for name in ("segments", "links", "essential")]
        table.add_row(str(row["code"]), str(row["name"]), str(row["version"]), there, *numbers)
    console().print(table)


@click.command(
    help=_("Put a chain into the ledger from its template. Once: the ledger owns it from then on.")
)
@click.argument("code")
@click.option("--reason", default="", help=_("Why; kept with every change."))
@acts
@json_option
def seed(code: str, reason: str, viewer: "Viewer", as_json: bool) -> None:
    """Exit status 0 also where the chain is there already: nothing was to be done."""
    from chainchief.ledger.actions import seed_chain

    done = seed_chain(code, viewer=viewer, reason=reason)
    counts = {name: getattr(done, name) for name in ("segments", "classes", "links", "traits")}
    if as_json:
        head = {"chain": done.template.code, "version": done.template.version}
        print_json({**head, "seeded": done.is_new, **counts})
        return
    message = (
        _(
            "{chain} is in the ledger. Segments: {segments}; industries: {classes}; "
            "links: {links}; traits: {traits}."
        )
        if done.is_new
        else _("{chain} is in the ledger already (segments: {segments}); nothing was changed.")
    )
    click.echo(message.format(chain=done.template.name, **counts))
