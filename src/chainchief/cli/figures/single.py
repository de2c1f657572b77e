"""`chainchief figure`: one figure, what it is set against, and the records behind it."""

from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.figures.comparisons import compared_with, in_words
from chainchief.cli.figures.query import FiguresQuery, against_option, cell_of, where_options
from chainchief.cli.session import json_option, print_json
from chainchief.cli.tables import console
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.indicators.catalogue.indicator import Indicator
    from chainchief.indicators.compare.comparison import Comparison
    from chainchief.indicators.compute.span_figures import Figures
    from chainchief.indicators.figures import Figure, Receipt


@click.command(help=_("One figure, with --receipt the records behind it."))
@click.argument("code")
@click.argument("month")
@where_options
@click.option("--record", default="", help=_("Code of the record that the figure is about."))
@against_option
@click.option("--receipt", "with_receipt", is_flag=True, help=_("The records behind the figure."))
@json_option
def figure(
    code: str,
    month: str,
    division: str | None,
    chain: str,
    snapshot: str | None,
    span: str | None,
    engine_name: str,
    audience: str,
    record: str,
    against: tuple[str, ...],
    with_receipt: bool,
    as_json: bool,
) -> None:
    """One figure, what it is set against, and its receipt."""
    query = FiguresQuery.of(month, span, snapshot, engine_name, audience)
    indicator = query.catalogue.named(code)
    _check_may_leave(indicator, audience, with_receipt=with_receipt, compared=bool(against))
    where = cell_of(query, division, chain)
    figures = query.figures(codes=[indicator.code], records=[record] if record else (), **where)
    one = figures.get(indicator.code, _scope(where), record)
    compared = compared_with(one, figures, query, against)
    behind = _receipt(one, figures, query) if with_receipt else None
    if as_json:
        print_json(_figure_document(one, compared, behind, query))
    else:
        _print_figure(one, compared, behind, query)


def _check_may_leave(
    indicator: "Indicator", audience: str, *, with_receipt: bool, compared: bool
) -> None:
    """Records and last year's numbers of what is protected are not looked at for the public."""
    if audience != "public" or indicator.disclosure == "open":
        return
    if with_receipt:
        raise WrongUseError(
            _("The records behind {} do not leave the bureau; leave --receipt out.").format(
                indicator.name
            )
        )
    if compared:
        raise WrongUseError(
            _("What {} is set against may tell small cells; leave --against out.").format(
                indicator.name
            )
        )


def _scope(where: dict[str, Any]) -> Any:
    from chainchief.indicators.figures import Scope

    return Scope(where["divisions"][0], where["chains"][0]) if where["divisions"] else None


def _receipt(one: "Figure", figures: "Figures", query: FiguresQuery) -> "Receipt":
    from chainchief.indicators.receipts.building import receipt_for

    return receipt_for(one, query.snapshot, query.catalogue, query.engine, figures.territory)


def _figure_document(
    one: "Figure", compared: "list[Comparison]", behind: "Receipt | None", query: FiguresQuery
) -> dict[str, object]:
    from chainchief.indicators.describe.as_json import comparison_json, figure_json, receipt_json

    document: dict[str, object] = {"period": str(query.month), "snapshot": query.snapshot.id}
    document |= figure_json(one, query.catalogue[one.code])
    if compared:
        document["comparisons"] = [comparison_json(each) for each in compared]
    if behind is not None:
        document["receipt"] = receipt_json(behind, query.catalogue)
    return document


def _print_figure(
    one: "Figure", compared: "list[Comparison]", behind: "Receipt | None", query: FiguresQuery
) -> None:
    definition = query.catalogue[one.code].definition_on(one.span.last)
    click.echo(f"{one.name}  {one.display}{f' ({one.note})' if one.note else ''}")
    click.echo(f"{query.head} · {one.scope}")
    if definition is not None:
        click.echo(definition.text)
    if one.absent:
        click.echo(one.absent)
    for each in compared:
        click.echo(in_words(each))
    if behind is not None:
        _print_receipt(behind, query)


def _print_receipt(behind: "Receipt", query: FiguresQuery) -> None:
    from rich.table import Table

    from chainchief.indicators.describe.as_json import in_base, part_unit

    indicator = query.catalogue[behind.figure.code]
    table = Table()
    for column in (_("part"), _("kind of record"), _("record code"), _("record name")):
        table.add_column(column)
    table.add_column(_("contribution"), justify="right")
    for line in behind.contributions:
        unit = part_unit(line.part, indicator, query.catalogue)
        amount = f"{in_base(line.contribution, unit)} {unit.base}"
        table.add_row(_(line.part), line.kind, line.code, line.label, amount)
    console().print(table)
    for part, total in behind.sums().items():
        unit = part_unit(part, indicator, query.catalogue)
        lines = sum(line.part == part for line in behind.contributions)
        text = ngettext(
            "{part}: {lines} record adds up to {total} {unit}",
            "{part}: {lines} records add up to {total} {unit}",
            lines,
        )
        click.echo(
            text.format(part=_(part), lines=lines, total=in_base(total, unit), unit=unit.base)
        )
