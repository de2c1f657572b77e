"""What changed in the lists since an earlier workbook of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chainchief.chainmap.lists.columns import head_of
from chainchief.chainmap.lists.rows import ChainList
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.intake.files.sheets import Sheet, read

#: Behind all columns of a list stand the kind, identifier and version of each row's record.
_MARKS = 3
Key = tuple[str, str, str]


@dataclass(frozen=True)
class ListChange:
    """A row that is new or gone, or a cell that differs (`column` is its head, else "")."""

    list_name: str
    what: str
    row: str
    column: str = ""
    before: str = ""
    after: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.list_name, _(self.what), self.row, self.column, self.before, self.after)


NEW, GONE, CHANGED = "new", "gone", "changed"


def changes_since(path: Path, lists: Sequence[ChainList]) -> list[ListChange]:
    """The differences to the workbook at `path`, list by list.

    Rows are matched by their record and their first cell. A list that the workbook does not have
    is new as a whole. WrongUseError where it has none of them; FaultsError where it cannot be read.
    """
    sheets = {sheet.name: sheet for sheet in read(path).sheets}
    if not any(each.layout.name in sheets for each in lists):
        raise WrongUseError(
            _("{name} holds none of these lists; give a workbook that this command wrote").format(
                name=path.name
            )
        )
    return [
        change for each in lists for change in _changes(each, _rows(sheets.get(each.layout.name)))
    ]


def changes_between(before: Sequence[ChainList], now: Sequence[ChainList]) -> list[ListChange]:
    """The differences between the lists of one preset on two days."""
    return changes_from({each.layout.name: texts_of(each) for each in before}, now)


def changes_from(
    before: Mapping[str, Mapping[Key, Mapping[str, str]]], now: Sequence[ChainList]
) -> list[ListChange]:
    """The differences to earlier texts, by the names of the lists."""
    return [change for each in now for change in _changes(each, before.get(each.layout.name, {}))]


def texts_of(each: ChainList) -> dict[Key, dict[str, str]]:
    """Row → head → text."""
    found: dict[Key, dict[str, str]] = {}
    for row in each.rows:
        texts = {head_of(column): row.cells.get(column, "") for column in each.layout.columns}
        found[row.cite.kind, row.cite.uid, next(iter(texts.values()))] = texts
    return found


def _rows(sheet: Sheet | None) -> dict[Key, dict[str, str]]:
    """Row → head → text, as the earlier workbook has them."""
    if sheet is None or not sheet.rows:
        return {}
    (_number, first), *rows = sheet.rows
    heads = [cell[1:] for cell in first]
    found: dict[Key, dict[str, str]] = {}
    for _number, cells in rows:
        texts = [cell[1:] for cell in cells] + [""] * (len(heads) - len(cells))
        kind, uid, _version = texts[len(heads) - _MARKS : len(heads)]
        row = dict(zip(heads[:-_MARKS], texts, strict=False))
        found[kind, uid, texts[0]] = row
    return found


def _changes(each: ChainList, before: Mapping[Key, Mapping[str, str]]) -> Iterator[ListChange]:
    name = each.layout.name
    now = texts_of(each)
    for key, texts in now.items():
        if key not in before:
            yield ListChange(name, NEW, key[2])
            continue
        for head, text in texts.items():
            # Cells come back without blanks at their ends; a column that is new is no change.
            earlier = before[key].get(head)
            if earlier is not None and earlier.split() != text.split():
                yield ListChange(name, CHANGED, key[2], head, earlier, text)
    for key in before:
        if key not in now:
            yield ListChange(name, GONE, key[2])
