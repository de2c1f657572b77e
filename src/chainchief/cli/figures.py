"""`chainchief figures` and `chainchief figure`: numbers, and the records behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.options import cell_options
from chainchief.cli.session import json_option, open_ledger, print_json, set_up
from chainchief.cli.tables import console
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.indicators.bases import Basis

if TYPE_CHECKING:
    from chainchief.indicators.catalogue import Catalogue
    from chainchief.indicators.collection import Figures
    from chainchief.indicators.comparison import Comparison
    from chainchief.indicators.entries import Entry
    from chainchief.indicators.figures import Figure, Receipt
    from chainchief.lake.engines import Engine
    from chainchief.lake.manifest import Snapshot


def _where_options(function: Any) -> Any:
    """The options that both commands have."""
    function = cell_options(function)
    for option in (
        click.option(
            "--audience",
            type=click.Choice(["internal", "public"]),
            default="internal",
            show_default=True,
            help=_("public: small cells, and what could tell them, are withheld."),
        ),
        click.option(
            "--engine",
            "engine_name",
            default="duckdb",
            show_default=True,
            help=_("duckdb, spark or spark=MASTER."),
        ),
    ):
        function = option(function)
    return function


@dataclass(frozen=True)
class Asked:
    """What a command was asked: where the ledger stands, and with what to compute."""

    month: Month
    span: Span
    snapshot: "Snapshot"
    catalogue: "Catalogue"
    engine: "Engine"
    audience: str = "internal"

    @classmethod
    def of(
        cls, month: str, span: str | None, snapshot: str | None, engine: str, audience: str
    ) -> "Asked":
        at = Month.parse(month)
        whole = Span.parse(span) if span else Span.year_to(at)
        open_ledger()
        from chainchief.dispatch.closing import snapshot_for
        from chainchief.indicators.catalogue import load
        from chainchief.lake.engines import engine_named

        kept = snapshot_for(at, snapshot)
        return cls(at, whole, kept, load(), engine_named(engine), audience)

    def figures(self, **more: Any) -> "Figures":
        from chainchief.indicators.disclosure.audience import Audience, for_audience
        from chainchief.indicators.engine import figures_for

        found = figures_for(
            self.snapshot,
            self.month,
            catalogue=self.catalogue,
            engine=self.engine,
            span=self.span,
            **more,
        )
        return for_audience(found, Audience(self.audience), self.snapshot, self.engine)

    def query_behind(self, name: str) -> str:
        from chainchief.indicators.engine import query_behind

        code = self.catalogue.named(name).code
        return query_behind(
            code, self.snapshot, self.span, catalogue=self.catalogue, engine=self.engine
        )


_against_option = click.option(
    "--against",
    multiple=True,
    type=click.Choice([basis.value for basis in Basis]),
    help=_("Set it against its last year, its plan …; --explain says what it allows."),
)


@click.command(help=_("Every figure of the catalogue for a month."))
@click.argument("month", required=False)
@_where_options
@click.option("--all-cells", is_flag=True, help=_("Every unit and every chain."))
@_against_option
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
    asked = Asked.of(month, span, snapshot, engine_name, audience)
    if sql:
        click.echo(asked.query_behind(sql))
        return
    if against and audience == "public":
        raise WrongUseError(
            _("What figures are set against may tell small cells; leave --against out.")
        )
    if all_cells and (division or chain):
        raise WrongUseError(_("--all-cells is for every unit and chain; leave out the others."))
    where: dict[str, Any] = {} if all_cells else _cell(asked, division, chain)
    found = asked.figures(**where)
    if as_json:
        from chainchief.indicators.as_json import document_of

        names = {} if all_cells else _names(found, asked)
        compared = _all_compared(found, asked, against) if against else None
        print_json(document_of(month, asked.snapshot.id, found, asked.catalogue, names, compared))
    else:
        _print_figures(found, asked, against)


def _names(found: "Figures", asked: Asked) -> dict[str, list[str]]:
    """The names behind the figures that documents print as names, by indicator."""
    from chainchief.indicators.naming import names_of
    from chainchief.indicators.receipts import Tracer

    tracer = Tracer(asked.snapshot, asked.catalogue, asked.engine, found.territory)
    named = [one for one in found if asked.catalogue[one.code].named_by]
    return {
        one.code: list(names_of(tracer.receipt(one), asked.catalogue[one.code])) for one in named
    }


def _cell(asked: Asked, division: str | None, chain: str) -> dict[str, Any]:
    from chainchief.indicators.territory import territory_of

    root = territory_of(asked.snapshot, asked.engine).root
    return {"divisions": [division or root] if division or root else [], "chains": [chain]}


def _tell_catalogue(code: str | None) -> None:
    """One indicator in words, or the reference page of all that come with the program."""
    set_up()
    from chainchief.indicators.catalogue import load, shipped
    from chainchief.indicators.explain import explained
    from chainchief.indicators.reference import page

    if code is None:
        click.echo(page(shipped()), nl=False)
        return
    catalogue = load()
    click.echo(explained(catalogue.named(code), catalogue))


@click.command(help=_("One figure, with --receipt the records behind it."))
@click.argument("code")
@click.argument("month")
@_where_options
@click.option("--record", default="", help=_("Code of the record that the figure is about."))
@_against_option
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
    asked = Asked.of(month, span, snapshot, engine_name, audience)
    entry = asked.catalogue.named(code)
    _check_may_leave(entry, audience, with_receipt=with_receipt, compared=bool(against))
    where = _cell(asked, division, chain)
    found = asked.figures(codes=[entry.code], records=[record] if record else (), **where)
    one = found.get(entry.code, _scope(where), record)
    compared = _compared(one, found, asked, against)
    behind = _receipt(one, found, asked) if with_receipt else None
    if as_json:
        print_json(_figure_document(one, compared, behind, asked))
    else:
        _print_figure(one, compared, behind, asked)


def _check_may_leave(entry: "Entry", audience: str, *, with_receipt: bool, compared: bool) -> None:
    """Records and last year's numbers of what is protected are not looked at for the public."""
    if audience != "public" or entry.disclosure == "open":
        return
    if with_receipt:
        raise WrongUseError(
            _("The records behind {} do not leave the bureau; leave --receipt out.").format(
                entry.name
            )
        )
    if compared:
        raise WrongUseError(
            _("What {} is set against may tell small cells; leave --against out.").format(
                entry.name
            )
        )


def _compared(
    one: "Figure", found: "Figures", asked: Asked, against: tuple[str, ...]
) -> "list[Comparison]":
    """The figure against each basis; what its nature does not allow is refused with the reason."""
    from chainchief.indicators.comparisons import Comparer
    from chainchief.indicators.errors import NotComparableError

    comparer = Comparer(found, asked.snapshot, asked.engine)
    try:
        return [comparer.compare(one, basis) for basis in against]
    except NotComparableError as refused:
        raise WrongUseError(str(refused)) from refused


def _all_compared(
    found: "Figures", asked: Asked, against: tuple[str, ...]
) -> "list[list[Comparison]]":
    """Each figure against each basis that its nature allows."""
    from chainchief.indicators.comparisons import Comparer
    from chainchief.indicators.errors import NotComparableError

    comparer = Comparer(found, asked.snapshot, asked.engine)

    def outcomes(one: "Figure") -> Iterator["Comparison"]:
        for basis in against:
            try:
                yield comparer.compare(one, basis)
            except NotComparableError:
                continue

    return [list(outcomes(one)) for one in found]


def _scope(where: dict[str, Any]) -> Any:
    from chainchief.indicators.figures import Scope

    return Scope(where["divisions"][0], where["chains"][0]) if where["divisions"] else None


def _receipt(one: "Figure", found: "Figures", asked: Asked) -> "Receipt":
    from chainchief.indicators.receipts import receipt_for

    return receipt_for(one, asked.snapshot, asked.catalogue, asked.engine, found.territory)


def _figure_document(
    one: "Figure", compared: "list[Comparison]", behind: "Receipt | None", asked: Asked
) -> dict[str, object]:
    from chainchief.indicators.as_json import comparison_json, figure_json, receipt_json

    document: dict[str, object] = {"period": str(asked.month), "snapshot": asked.snapshot.id}
    document |= figure_json(one, asked.catalogue[one.code])
    if compared:
        document["comparisons"] = [comparison_json(each) for each in compared]
    if behind is not None:
        document["receipt"] = receipt_json(behind, asked.catalogue)
    return document


def _print_figures(found: "Figures", asked: Asked, against: tuple[str, ...] = ()) -> None:
    from rich.table import Table

    if not found.territory.names:
        click.echo(_("The ledger has no unit yet: begin with `chainchief import division FILE`."))
        return
    table = Table(title=_head(asked), title_justify="left")
    for column in (_("code"), _("indicator"), _("unit of report"), _("chain")):
        table.add_column(column)
    table.add_column(_("figure"), justify="right")
    for basis in against:
        table.add_column(basis)
    compared = _all_compared(found, asked, against)
    table.add_column(_("records"), justify="right")
    table.add_column(_("remark"))
    for one, outcomes in zip(found, compared, strict=True):
        told = {outcome.basis.value: outcome.display for outcome in outcomes}
        table.add_row(
            one.code,
            one.name,
            found.territory.names.get(one.scope.division, one.scope.division),
            found.territory.chains.get(one.scope.chain, one.scope.chain),
            one.display,
            *(told.get(basis, "") for basis in against),
            str(one.records) if one.parts else "",
            one.absent or one.note,
        )
    console().print(table)


def _print_figure(
    one: "Figure", compared: "list[Comparison]", behind: "Receipt | None", asked: Asked
) -> None:
    definition = asked.catalogue[one.code].definition_on(one.span.last)
    click.echo(f"{one.name}  {one.display}{f' ({one.note})' if one.note else ''}")
    click.echo(f"{_head(asked)} · {one.scope}")
    if definition is not None:
        click.echo(definition.text)
    if one.absent:
        click.echo(one.absent)
    for each in compared:
        click.echo(_in_words(each))
    if behind is not None:
        _print_receipt(behind, asked)


def _in_words(outcome: "Comparison") -> str:
    """A comparison in a line: the figure, its words, what was matched, or why there is none."""
    more = [outcome.absent] if outcome.absent else []
    if outcome.matched is not None:
        more.append(_("records in both spans: {}").format(outcome.matched))
    remark = f" ({listed(more)})" if more else ""
    return f"{outcome.basis.value}: {outcome.display}{remark}"


def _print_receipt(behind: "Receipt", asked: Asked) -> None:
    from rich.table import Table

    from chainchief.indicators.as_json import in_base, part_unit

    entry = asked.catalogue[behind.figure.code]
    table = Table()
    for column in (_("part"), _("kind of record"), _("record code"), _("record name")):
        table.add_column(column)
    table.add_column(_("contribution"), justify="right")
    for line in behind.contributions:
        unit = part_unit(line.part, entry, asked.catalogue)
        amount = f"{in_base(line.contribution, unit)} {unit.base}"
        table.add_row(_(line.part), line.kind, line.code, line.label, amount)
    console().print(table)
    for part, total in behind.sums().items():
        unit = part_unit(part, entry, asked.catalogue)
        lines = sum(line.part == part for line in behind.contributions)
        text = _("{part}: {lines} records add up to {total} {unit}")
        click.echo(
            text.format(part=_(part), lines=lines, total=in_base(total, unit), unit=unit.base)
        )


def _head(asked: Asked) -> str:
    return f"{asked.span.label} · {_('snapshot')} {asked.snapshot.id}"
