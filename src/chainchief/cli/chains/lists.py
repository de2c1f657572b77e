"""`chainchief chain lists`: the lists of a chain (N图N清单) as a workbook or document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.chains.options import answers_on, candidates_in, candidates_option, day_options
from chainchief.cli.network.options import FilePath, NewFile
from chainchief.cli.session import json_option, looks, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap import Answers
    from chainchief.chainmap.lists.changes import ListChange
    from chainchief.chainmap.lists.layouts import ListPreset
    from chainchief.chainmap.lists.rows import ChainList


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
@click.option(
    "--since",
    "earlier",
    type=FilePath(),
    help=_("An earlier workbook of these lists: also what changed since."),
)
@click.option(
    "--issue",
    "issues",
    is_flag=True,
    help=_("Keep the lists as issued: the next ones say what changed since."),
)
@click.option(
    "-o",
    "--output",
    type=NewFile(".xlsx", ".docx"),
    help=_("The workbook (.xlsx) or document (.docx) to write."),
)
@looks
@json_option
def lists(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    candidates: Path | None,
    preset: str,
    earlier: Path | None,
    issues: bool,
    output: Path | None,
    viewer: Viewer,
    as_json: bool,
) -> None:
    """Make the lists, write and tell them."""
    if output is None and not as_json:
        raise WrongUseError(_("Give -o FILE.xlsx, -o FILE.docx, or --json"))
    from chainchief.chainmap.lists.book import write_book
    from chainchief.chainmap.lists.document import write_document
    from chainchief.chainmap.lists.issues import issue_lists
    from chainchief.chainmap.lists.layouts import list_preset
    from chainchief.chainmap.lists.rows import lists_of
    from chainchief.chainmap.targets.targeting import targets_for

    chosen = list_preset(preset)
    answers = answers_on(chain, as_at, year, viewer)
    made = lists_of(chosen, answers, targets_for(answers, candidates_in(candidates, answers)))
    changes, since = _changes(chain, chosen, made, earlier)
    if output is not None:
        write = write_document if output.suffix.lower() == ".docx" else write_book
        write(output, chosen, answers, made, changes, since)
    issued = issue_lists(chosen, answers, made, viewer.name) if issues else None
    if as_json:
        document = _lists_document(chosen, answers, made)
        if changes is not None:
            document["changes"] = [dict(vars(each)) for each in changes]
        print_json(document)
        return
    for each in made:
        text = ngettext("{name}: {count} row", "{name}: {count} rows", len(each.rows))
        click.echo(text.format(name=each.layout.name, count=len(each.rows)))
    if changes is not None:
        text = ngettext("{count} change since {file}", "{count} changes since {file}", len(changes))
        click.echo(text.format(count=len(changes), file=since))
    if issued is not None:
        click.echo(_("Issued: {issue}").format(issue=issued.words))


def _changes(
    chain: str, preset: ListPreset, made: list[ChainList], earlier: Path | None
) -> tuple[list[ListChange] | None, str]:
    """What changed since the workbook that is given, else since the last issue; and since what."""
    from chainchief.chainmap.lists.changes import changes_since
    from chainchief.chainmap.lists.issues import changes_since_issue, last_issue

    if earlier is not None:
        return changes_since(earlier, made), earlier.name
    last = last_issue(chain, preset)
    return (None, "") if last is None else (changes_since_issue(last, made), last.words)


def _lists_document(
    preset: ListPreset, answers: Answers, made: list[ChainList]
) -> dict[str, object]:
    return {
        "chain": answers.chart.code,
        "as_at": str(answers.chart.as_at),
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
