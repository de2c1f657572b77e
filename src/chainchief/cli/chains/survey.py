"""`chainchief chain survey`: all chains of the city at once, on DuckDB or Spark."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from chainchief.cli.chains.options import day_options, last_closed_day
from chainchief.cli.session import json_option, looks, print_json
from chainchief.cli.tables import console
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap.chart.ledger import City
    from chainchief.chainmap.survey.survey import SurveyedChain


@click.command(
    help=_(
        "Coverage, rates and gaps of every chain that has a map, a line each. A diagnosis, never "
        "a target; what is behind a line: chain gaps CHAIN."
    )
)
@day_options
@click.option(
    "--engine",
    "engine_name",
    default="duckdb",
    show_default=True,
    help=_("duckdb, spark or spark=MASTER."),
)
@looks
@json_option
def survey(
    as_at: dt.date | None, year: int | None, engine_name: str, viewer: Viewer, as_json: bool
) -> None:
    """Every number is that of `chain gaps` for the chain alone."""
    from chainchief.chainmap import thresholds
    from chainchief.chainmap.chart.ledger import read_city
    from chainchief.chainmap.survey.survey import survey as survey_of
    from chainchief.chainmap.survey.tables import tables_of
    from chainchief.lake.engines.engine import engine_named

    city = read_city(as_at or last_closed_day(), viewer, year)
    _refuse_partial(city)
    charts = (city.chart(code) for code in city.chains if city.segments.get(code))
    found = survey_of(engine_named(engine_name), tables_of(charts), thresholds())
    if as_json:
        print_json({"as_at": str(city.as_at), "chains": [each.as_json() for each in found]})
        return
    _tell(city, found)


def _refuse_partial(city: City) -> None:
    if city.partial:
        raise WrongUseError(
            _(
                "Of {chain} you see only some of the firms, so it cannot be surveyed; ask for it "
                "by itself: chainchief chain gaps {code}."
            ).format(chain=city.chains[min(city.partial)], code=min(city.partial))
        )


def _tell(city: City, found: list[SurveyedChain]) -> None:
    from rich.table import Table

    from chainchief.chainmap.survey.survey import BEST_FIRST
    from chainchief.chainmap.wording import percent, status_word

    table = Table()
    table.add_column(_("Chain"))
    titles = [_("Completeness"), _("Local rate by value"), _("Local rate by number")]
    for title in (*map(status_word, BEST_FIRST), *titles):
        table.add_column(title, justify="right")
    table.add_column(_("Gap that holds up most"))
    for one in found:
        names = {each.code: each.name for each in city.segments[one.chain]}
        table.add_row(
            city.chains[one.chain],
            *(str(one.count(status)) for status in BEST_FIRST),
            percent(one.completeness),
            percent(one.rate_by_value),
            percent(one.rate_by_number),
            names[one.gaps[0].covered.segment] if one.gaps else "—",
        )
    console().print(table)
