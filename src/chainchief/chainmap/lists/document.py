"""Lists as a document: one heading and one table for each, lying on A4."""

from collections.abc import Sequence
from pathlib import Path

from chainchief.access.policy import level_word
from chainchief.chainmap.answers import Answers
from chainchief.chainmap.lists.book import about, change_heads
from chainchief.chainmap.lists.changes import ListChange
from chainchief.chainmap.lists.layouts import ListPreset
from chainchief.chainmap.lists.rows import ChainList
from chainchief.core.i18n import _
from chainchief.core.paper import writing as paper


def write_document(
    path: Path,
    preset: ListPreset,
    answers: Answers,
    made: Sequence[ChainList],
    changes: Sequence[ListChange] | None = None,
    since: str = "",
) -> None:
    """The same cells as the workbook, without the columns that are for programs."""
    title = _("{chain}: {lists}").format(chain=answers.chart.name, lists=preset.name)
    document = paper.new_document(title, level_word("firm"))
    for name, value in about(preset, answers, (), since):
        paper.line(document, f"{name}：{value}")
    if changes is not None:
        paper.heading(document, _("Changes"))
        paper.table(document, change_heads(), [each.cells for each in changes])
    for each in made:
        paper.heading(document, f"{each.layout.name} ({len(each.rows)})")
        paper.table(document, each.heads, [each.cells_of(row) for row in each.rows])
    document.save(str(path))
