"""`chainchief funds …`: spot checks of funds in place (到位资金)."""

from typing import TYPE_CHECKING

import click

from chainchief.cli.session import acts, json_option, looks, print_json
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.ledger.kinds.funds.models import FundsSample


@click.group(help=_("Spot checks of funds in place: drawn by a seed, judged, drawn again."))
def funds() -> None:
    """The group itself does nothing; its help is translated above."""


@funds.command(help=_("Draw projects of a unit among those that report funds for a month."))
@click.argument("division")
@click.argument("month")
@click.option("--seed", default="", help=_("The seed; without one it is made by chance."))
@click.option("--reason", required=True, help=_("Why; kept with every change."))
@acts
@json_option
def draw(
    division: str, month: str, seed: str, reason: str, viewer: "Viewer", as_json: bool
) -> None:
    """Print what was drawn, and the seed with which anyone draws it again."""
    from chainchief.core.spans import Month
    from chainchief.ledger.actions.draw_funds_sample import draw_funds_sample

    at = Month.parse(month)
    _print(draw_funds_sample(division, at, viewer=viewer, reason=reason, seed=seed), as_json)


@funds.command(help=_("Draw a spot check again with its seed, and compare."))
@click.argument("code")
@looks
@json_option
def redraw(code: str, viewer: "Viewer", as_json: bool) -> None:
    """Exit status 1 where the seed draws other projects than are recorded."""
    from chainchief.core.errors import WrongUseError
    from chainchief.ledger.actions.draw_funds_sample import drawn_again
    from chainchief.ledger.queries.reach import in_reach
    from chainchief.ledger.registers import register_of

    sample = in_reach(viewer, register_of("funds_sample")).filter(code=code).first()
    if sample is None:
        raise WrongUseError(_("There is no spot check {!r}.").format(code))
    same = drawn_again(sample)
    _print(sample, as_json)
    if not same:
        click.echo(_("The seed draws other projects than are recorded."), err=True)
        raise click.exceptions.Exit(1)
    click.echo(_("The seed draws just these."), err=as_json)


def _print(sample: "FundsSample", as_json: bool) -> None:
    items = list(sample.items.filter(withdrawn_on=None).order_by("project_id"))
    drawn = [item.project_id for item in items if item.drawn]
    if as_json:
        facts = {"code": sample.code, "seed": sample.seed, "of": len(items), "drawn": drawn}
        print_json(facts)
        return
    click.echo(
        _("Spot check {}: projects drawn {} of {}, seed {}").format(
            sample.code, len(drawn), len(items), sample.seed
        )
    )
    for project in drawn:
        click.echo(f"  {project}")
