"""`chainchief chain gaps|targets|lists`: what a chain lacks, whom to talk to, its lists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.network.options import FilePath, NewFile
from chainchief.cli.session import json_option, print_json, with_ledger
from chainchief.cli.tables import console
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month

if TYPE_CHECKING:
    from chainchief.chainmap import Answers
    from chainchief.chainmap.lists.presets import ListPreset
    from chainchief.chainmap.lists.rows import ChainList
    from chainchief.chainmap.targets.candidates import Candidate, Target


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


def _answers(chain: str, as_at: dt.date | None, year: int | None) -> Answers:
    from chainchief.chainmap import answers_for

    found = answers_for(chain, as_at or _last_closed_day(), year=year)
    for warning in found.warnings:
        click.echo(_("Warning: {text}").format(text=warning.text), err=True)
    return found


def _last_closed_day() -> dt.date:
    from chainchief.dispatch.closing import closed_months

    closed = closed_months()
    if not closed:
        raise WrongUseError(_("No month is closed yet: give the day with --as-at"))
    return Month.parse(closed[-1].month).last


@click.command(
    help=_(
        "What a chain has and lacks: coverage, completeness, local rates, and gaps in the order of "
        "what they hold up. A diagnosis, never a target."
    )
)
@click.argument("chain")
@day_options
@click.option("--risk", is_flag=True, help=_("Also what stops if a segment stops (slower)."))
@click.option("--receipts", is_flag=True, help=_("With --json: the records behind each answer."))
@json_option
@with_ledger
def gaps(
    chain: str, as_at: dt.date | None, year: int | None, risk: bool, receipts: bool, as_json: bool
) -> None:
    """Exit status 0 also where there is a gap: a gap is an answer, no fault."""
    from chainchief.chainmap.as_json import answers_document, risk_document

    found = _answers(chain, as_at, year)
    at_risk = _risk(found, year) if risk else None
    if as_json:
        document = answers_document(found, receipts=receipts)
        if risk:
            document["risk"] = None if at_risk is None else risk_document(at_risk)
        print_json(document)
        return
    _tell_answers(found)
    if risk:
        _tell_risk(at_risk)


def _risk(found: Answers, year: int | None) -> Any:
    """The risk on the city's network; None where no purchase is recorded."""
    from chainchief.chainmap.chart.city_network import city_network
    from chainchief.chainmap.chart.ledger import read_city
    from chainchief.chainmap.coverage.risk import risk_of

    made = city_network(read_city(found.chart.as_at, year=year))
    return None if made is None else risk_of(found.chart, made, found.rules)


def _tell_answers(found: Answers) -> None:
    from rich.table import Table

    from chainchief.chainmap.as_json import headline
    from chainchief.chainmap.wording import grade_word, percent, reason_words, status_word, wan

    for line in headline(found):
        click.echo(line)
    table = Table()
    for title in (_("Gap"), _("Coverage")):
        table.add_column(title)
    for title in (
        _("Segments held up"),
        _("Firms held up"),
        _("Demand (10,000 yuan)"),
        _("Adds to completeness"),
        _("Adds to the local rate"),
    ):
        table.add_column(title, justify="right")
    for title in (_("Evidence"), _("Findings")):
        table.add_column(title)
    for gap in found.gaps:
        table.add_row(
            gap.covered.segment.name,
            status_word(gap.covered.status),
            str(len(gap.held_up)),
            str(len(gap.firms_held_up)),
            wan(gap.covered.demand),
            percent(gap.adds_completeness),
            percent(gap.adds_rate),
            grade_word(gap.grade),
            reason_words(gap.covered.reasons),
        )
    console().print(table)


def _tell_risk(found: Any) -> None:
    from rich.table import Table

    if found is None:
        click.echo(_("No purchase is recorded, so there is no network to try a stop on."))
        return
    table = Table()
    table.add_column(_("If this segment stops"))
    for title in (
        _("Sales of the city lost (ESRI)"),
        _("Days to the first standstill"),
        _("Firms at a standstill"),
        _("Second sources"),
    ):
        table.add_column(title, justify="right")
    for each in found.segments:
        days = each.what_if.days_to_standstill
        table.add_row(
            each.name,
            f"{100 * each.what_if.esri:.4g} %",
            "—" if days is None else str(days),
            str(len(each.what_if.stopped)),
            str(len(each.what_if.second_sources)),
        )
    console().print(table)


@click.command(
    help=_(
        "Whom to talk to next for a chain: outside firms scored in parts, each with its arithmetic."
    )
)
@click.argument("chain")
@day_options
@candidates_option
@click.option(
    "--most", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many.")
)
@click.option(
    "--backtest",
    "with_backtest",
    is_flag=True,
    help=_("Also: would the score have found local firms that are hidden from it?"),
)
@click.option("--seed", type=int, default=0, show_default=True, help=_("Seed of the back-test."))
@json_option
@with_ledger
def targets(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    candidates: Path | None,
    most: int,
    with_backtest: bool,
    seed: int,
    as_json: bool,
) -> None:
    """Score, and try the score where asked."""
    from chainchief.chainmap.as_json import backtest_words, target_document
    from chainchief.chainmap.targets.backtest import backtest
    from chainchief.chainmap.targets.targeting import outside_suppliers, targets_for

    found = _answers(chain, as_at, year)
    listed = _candidates(candidates, found)
    scored = targets_for(found, listed)[:most]
    tried = None
    if with_backtest:
        outside = listed or outside_suppliers(found.chart)
        tried = backtest(found.chart, found.rules, outside, first=most, seed=seed)
    if as_json:
        document: dict[str, object] = {
            "chain": found.chart.code,
            "as_at": str(found.chart.as_at),
            "targets": [target_document(each) for each in scored],
        }
        if tried is not None:
            document["backtest"] = tried.as_json()
        print_json(document)
        return
    _tell_targets(scored)
    if tried is not None:
        click.echo(backtest_words(tried))


def _candidates(path: Path | None, found: Answers) -> list[Candidate]:
    if path is None:
        return []
    from chainchief.chainmap.targets.candidate_files import read_candidates

    return read_candidates(path, found.chart)


def _tell_targets(scored: list[Target]) -> None:
    from rich.table import Table

    table = Table()
    for title in (_("Name"), _("Segment"), _("Score"), _("Arithmetic"), _("Why"), _("Contact")):
        table.add_column(title)
    for each in scored:
        table.add_row(
            each.candidate.name,
            each.segment_name,
            f"{each.score:.4g}",
            each.arithmetic,
            each.why,
            each.contact or "—",
        )
    console().print(table)


@click.command(
    help=_("The lists of a chain (N图N清单) by a preset, as a workbook with a sheet per list.")
)
@click.argument("chain")
@day_options
@candidates_option
@click.option(
    "--preset",
    default="shandong-2022",
    show_default=True,
    help=_("Which preset: shandong-2022, miluo, or one of the home folder's presets/lists."),
)
@click.option("-o", "--output", type=NewFile(".xlsx"), help=_("The workbook to write (.xlsx)."))
@json_option
@with_ledger
def lists(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    candidates: Path | None,
    preset: str,
    output: Path | None,
    as_json: bool,
) -> None:
    """Make the lists, write and tell them."""
    if output is None and not as_json:
        raise WrongUseError(_("Give -o FILE.xlsx, or --json"))
    from chainchief.chainmap.lists.presets import list_preset
    from chainchief.chainmap.lists.rows import lists_of
    from chainchief.chainmap.lists.workbook import write_book
    from chainchief.chainmap.targets.targeting import targets_for

    chosen = list_preset(preset)
    found = _answers(chain, as_at, year)
    made = lists_of(chosen, found, targets_for(found, _candidates(candidates, found)))
    if output is not None:
        write_book(output, chosen, found, made)
    if as_json:
        print_json(_lists_document(chosen, found, made))
        return
    for each in made:
        click.echo(
            ngettext("{name}: {count} row", "{name}: {count} rows", len(each.rows)).format(
                name=each.layout.name, count=len(each.rows)
            )
        )


def _lists_document(preset: ListPreset, found: Answers, made: list[ChainList]) -> dict[str, object]:
    return {
        "chain": found.chart.code,
        "as_at": str(found.chart.as_at),
        "preset": {"code": preset.code, "version": preset.version, "source": preset.source},
        "lists": [
            {
                "name": each.layout.name,
                "rows": [
                    {
                        **{name: row.cells.get(name, "") for name in each.layout.columns},
                        "kind": row.cite.kind,
                        "uid": row.cite.uid,
                        "version": row.cite.version,
                    }
                    for row in each.rows
                ],
            }
            for each in made
        ],
    }
