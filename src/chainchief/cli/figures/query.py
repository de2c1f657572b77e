"""What the commands of figures are asked: which month, as it stands in which snapshot, for whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.options import cell_options
from chainchief.cli.session import open_ledger
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span, span_meant
from chainchief.indicators.compare.bases import Basis

if TYPE_CHECKING:
    from chainchief.indicators.catalogue.loading import Catalogue
    from chainchief.indicators.compute.span_figures import Figures
    from chainchief.lake.engines.engine import Engine
    from chainchief.lake.snapshots.manifest import Snapshot


def where_options(function: Any) -> Any:
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


against_option = click.option(
    "--against",
    multiple=True,
    type=click.Choice([basis.value for basis in Basis]),
    help=_("Set it against its last year, its plan …; --explain says what it allows."),
)


@dataclass(frozen=True)
class FiguresQuery:
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
    ) -> "FiguresQuery":
        at = Month.parse(month)
        whole = span_meant(span, at) if span else Span.year_to(at)
        open_ledger()
        from chainchief.dispatch.closing import snapshot_for
        from chainchief.indicators.catalogue.loading import load
        from chainchief.lake.engines.engine import engine_named

        kept = snapshot_for(at, snapshot)
        return cls(at, whole, kept, load(), engine_named(engine), audience)

    @property
    def head(self) -> str:
        """The span and the snapshot, above a table."""
        return f"{self.span.label} · {_('snapshot')} {self.snapshot.id}"

    def figures(self, **more: Any) -> "Figures":
        from chainchief.indicators.compute.engine import figures_for
        from chainchief.indicators.disclosure.audience import Audience, for_audience

        figures = figures_for(
            self.snapshot,
            self.month,
            catalogue=self.catalogue,
            engine=self.engine,
            span=self.span,
            **more,
        )
        return for_audience(figures, Audience(self.audience), self.snapshot, self.engine)

    def query_behind(self, name: str) -> str:
        from chainchief.indicators.compute.engine import query_behind

        code = self.catalogue.named(name).code
        return query_behind(
            code, self.snapshot, self.span, catalogue=self.catalogue, engine=self.engine
        )


def cell_of(query: FiguresQuery, division: str | None, chain: str) -> dict[str, Any]:
    """The one cell asked for, as `Asked.figures` takes it: the whole city where none is named."""
    from chainchief.indicators.compute.divisions import territory_of

    root = territory_of(query.snapshot, query.engine).root
    return {"divisions": [division or root] if division or root else [], "chains": [chain]}
