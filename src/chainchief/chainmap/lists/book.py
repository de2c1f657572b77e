"""Lists as a workbook: a sheet that says what it is, then one sheet per list."""

import re
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from chainchief.access.policy import level_word
from chainchief.chainmap.answers import Answers
from chainchief.chainmap.lists.changes import ListChange
from chainchief.chainmap.lists.layouts import ListPreset
from chainchief.chainmap.lists.rows import ChainList
from chainchief.core.home import home
from chainchief.core.i18n import _

#: What a sheet's name must not hold, and how long it may be.
_REFUSED = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31
_WIDEST = 60
#: A cell holds no more; a longer text would be left out without a word.
_MOST_SIGNS = 32_767


def write_book(
    path: Path,
    preset: ListPreset,
    answers: Answers,
    made: Sequence[ChainList],
    changes: Sequence[ListChange] | None = None,
    since: str = "",
) -> None:
    """All cells are texts; each row ends with the kind, identifier and version of its record.

    `since` says in words what the changes are against.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    said = about(preset, answers, made, since)
    _write(book.add_worksheet(_("About")), [_("What"), ""], said, head, plain)
    taken: set[str] = {_("About").casefold()}
    if changes is not None:
        title = _sheet_name(_("Changes"), taken)
        _write(book.add_worksheet(title), change_heads(), [e.cells for e in changes], head, plain)
    for each in made:
        sheet = book.add_worksheet(_sheet_name(each.layout.name, taken))
        _write(sheet, _heads(each), _rows(each), head, plain)
    book.close()


def about(
    preset: ListPreset, answers: Answers, made: Sequence[ChainList], since: str = ""
) -> list[tuple[str, str]]:
    lines = [
        (_("Chain"), f"{answers.chart.name} ({answers.chart.code})"),
        (_("As at"), str(answers.chart.as_at)),
        (_("Lists"), f"{preset.name} · {preset.source} · {preset.version}"),
        (_("Thresholds"), f"{answers.rules.source} · {answers.rules.version}"),
        (_("Level"), level_word("firm")),
        (_("Note"), _("Diagnosis only; no target. No classified information.")),
    ]
    if since:
        lines.append((_("Changes against"), since))
    if (home().path / "demo").exists():
        lines.append((_("Note"), _("DEMO DATA: not about any real place")))
    return [*lines, *((each.layout.name, str(len(each.rows))) for each in made)]


def change_heads() -> list[str]:
    return [_("List"), _("Change"), _("Row"), _("Column"), _("Before"), _("Now")]


def _heads(each: ChainList) -> list[str]:
    return [*each.heads, _("kind"), _("identifier"), _("version")]


def _rows(each: ChainList) -> list[tuple[str, ...]]:
    return [
        (*each.cells_of(row), row.cite.kind, row.cite.uid, str(row.cite.version))
        for row in each.rows
    ]


def _write(
    sheet: object,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    head: object,
    plain: object,
) -> None:
    widths = [0] * len(heads)
    for number, (row, form) in enumerate([(heads, head), *((row, plain) for row in rows)]):
        for column, whole in enumerate(row):
            text = whole if len(whole) <= _MOST_SIGNS else whole[: _MOST_SIGNS - 2] + " …"
            sheet.write_string(number, column, text, form)  # type: ignore[attr-defined]
            widths[column] = max(widths[column], sum(2 if ord(c) > 0x2E7F else 1 for c in text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDEST))  # type: ignore[attr-defined]
    sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]
    sheet.set_paper(8)  # type: ignore[attr-defined]  # A3
    sheet.set_landscape()  # type: ignore[attr-defined]
    sheet.fit_to_pages(1, 0)  # type: ignore[attr-defined]
    sheet.repeat_rows(0)  # type: ignore[attr-defined]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes and no other sheet has, upper and lower case being one."""
    base = _REFUSED.sub("·", name).strip("'")[:_LONGEST] or _("List")
    chosen, number = base, 2
    while chosen.casefold() in taken:
        mark = f" {number}"
        chosen, number = base[: _LONGEST - len(mark)] + mark, number + 1
    taken.add(chosen.casefold())
    return chosen
