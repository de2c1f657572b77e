"""What `chain gaps`, `targets` and `lists` share: the day, the candidates, the answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.network.options import FilePath
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap import Answers
    from chainchief.chainmap.targets.candidates import Candidate


class Day(click.ParamType[dt.date]):
    """A day as 2023-11-30."""

    name = "DAY"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("write the day as 2023-11-30; found {value!r}").format(value=value))


def day_options(function: Any) -> Any:
    """--as-at and --year: as at which day, with whose purchases."""
    for option in (
        click.option(
            "--year", type=int, help=_("Purchases of this year (default: the newest by the day).")
        ),
        click.option(
            "--as-at",
            type=Day(),
            help=_("As at this day (default: the last day of the month closed last)."),
        ),
    ):
        function = option(function)
    return function


candidates_option = click.option(
    "--candidates",
    type=FilePath(),
    help=_(
        "CSV or Parquet of outside firms: name; optional credit_code, place, industry, products, "
        "scope, segment, capacity (10,000 yuan), customers, expansion (0 to 1), source. Default: "
        "outside firms that the records name as suppliers."
    ),
)


def answers_on(chain: str, as_at: dt.date | None, year: int | None, viewer: Viewer) -> Answers:
    from chainchief.chainmap import answers_for

    answers = answers_for(chain, as_at or last_closed_day(), viewer, year=year)
    for warning in answers.warnings:
        click.echo(_("Warning: {text}").format(text=warning.text), err=True)
    return answers


def last_closed_day() -> dt.date:
    from chainchief.dispatch.closing import closed_months

    closed = closed_months()
    if not closed:
        raise WrongUseError(_("No month is closed yet: give the day with --as-at"))
    return Month.parse(closed[-1].month).last


def candidates_in(path: Path | None, answers: Answers) -> list[Candidate]:
    if path is None:
        return []
    from chainchief.chainmap.targets.files import read_candidates

    return read_candidates(path, answers.chart)
