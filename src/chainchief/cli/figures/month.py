"""`chainchief figures`: every figure of a month, or the catalogue behind them in words."""

from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.figures.comparisons import all_compared
from chainchief.cli.figures.query import FiguresQuery, against_option, cell_of, where_options
from chainchief.cli.session import json_option, print_json, set_up
from chainchief.cli.tables import console
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.indicators.compute.span_figures import Figures


@click.command(help=_("Every figure of the catalogue for a month."))
@click.argument("month", required=False)
@where_options
@click.option("--all-cells", is_flag=True, help=_("Every unit and every chain."))
@against_option
@click.option("--explain", metavar="CODE", help=_("What an indicator counts, in words."))
@click.option("--sql", metavar="CODE", help=_("The query that computes an indicator, as it runs."))
@click.option(
    "--reference", is_flag=True, help=_("Print the reference page of all indicators (Markdown).")
)
@json_option
def figures(
    month: str | None,
    division: str | None,
    chain: str,
    snapshot: str | None,
    span: str | None,
    engine_name: str,
    audience: str,
    all_cells: bool,
    against: tuple[str, ...],
    explain: str | None,
    sql: str | None,
    reference: bool,
    as_json: bool,
) -> None:
    """Table or JSON of all figures."""
    if explain or reference:
        _tell_catalogue(explain)
        return
    if month is None:
        raise WrongUseError(_("Name a month, like 2023-11."))
    query = FiguresQuery.of(month, span, snapshot, engine_name, audience)
    if sql:
        click.echo(query.query_behind(sql))
        return
    if against and audience == "public":
        raise WrongUseError(
            _("What figures are set against may tell small cells; leave --against out.")
        )
    if all_cells and (division or chain):
        raise WrongUseError(_("--all-cells is for every unit and chain; leave out the others."))
    where: dict[str, Any] = {} if all_cells else cell_of(query, division, chain)
    computed = query.figures(**where)
    if as_json:
        from chainchief.indicators.describe.as_json import document_of

        names = {} if all_cells else _names(computed, query)
        compared = all_compared(computed, query, against) if against else None
        print_json(
            document_of(month, query.snapshot.id, computed, query.catalogue, names, compared)
        )
    else:
        _print_figures(computed, query, against)


def _names(computed: "Figures", query: FiguresQuery) -> dict[str, list[str]]:
    """The names behind the figures that documents print as names, by indicator."""
    from chainchief.indicators.describe.names import names_of
    from chainchief.indicators.receipts.building import Tracer

    tracer = Tracer(query.snapshot, query.catalogue, query.engine, computed.territory)
    named = [one for one in computed if query.catalogue[one.code].named_by]
    return {
        one.code: list(names_of(tracer.receipt(one), query.catalogue[one.code])) for one in named
    }


def _tell_catalogue(code: str | None) -> None:
    """One indicator in words, or the reference page of all that come with the program."""
    set_up()
    from chainchief.indicators.catalogue.loading import load, shipped
    from chainchief.indicators.describe.explain import explained
    from chainchief.indicators.describe.indicators_page import page

    if code is None:
        click.echo(page(shipped()), nl=False)
        return
    catalogue = load()
    click.echo(explained(catalogue.named(code), catalogue))


def _print_figures(computed: "Figures", query: FiguresQuery, against: tuple[str, ...] = ()) -> None:
    from rich.table import Table

    from chainchief.indicators.compare.bases import Basis
    from chainchief.indicators.compare.comparable import basis_in_words

    if not computed.territory.names:
        click.echo(_("The ledger has no unit yet: begin with `chainchief import division FILE`."))
        return
    table = Table(title=query.head, title_justify="left")
    for column in (_("code"), _("indicator"), _("unit of report"), _("chain")):
        table.add_column(column)
    table.add_column(_("figure"), justify="right")
    for basis in against:
        table.add_column(basis_in_words(Basis(basis)))
    compared = all_compared(computed, query, against)
    table.add_column(_("records"), justify="right")
    table.add_column(_("remark"))
    for one, outcomes in zip(computed, compared, strict=True):
        by_basis = {outcome.basis.value: outcome.display for outcome in outcomes}
        table.add_row(
            one.code,
            one.name,
            computed.territory.names.get(one.scope.division, one.scope.division),
            computed.territory.chains.get(one.scope.chain, one.scope.chain),
            one.display,
            *(by_basis.get(basis, "") for basis in against),
            str(one.records) if one.parts else "",
            one.absent or one.note,
        )
    console().print(table)
