"""A sheet under the heads that its sender's mapping gives its columns."""

from collections.abc import Mapping
from dataclasses import replace

from chainchief.core.characters import half_width
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import Tag, text_of
from chainchief.intake.mapping.foreign_heads import ForeignHead
from chainchief.intake.mapping.proposals import unit_in
from chainchief.intake.table.known_heads import KnownHeads


def under_columns(
    sheet: Sheet, head: ForeignHead, columns: Mapping[int, str], known: KnownHeads
) -> Sheet:
    """The sheet with machine names for heads; columns that are left out are blank.

    A head's unit stays with it, so that 亿元 in a column of 万元 is told. Of the rows above only a
    note of a unit stays: the names of groups there say nothing more.
    """
    by_name = {column.name: column for column in known.columns}
    heads = [""] * (max(columns, default=-1) + 1)
    for place, name in columns.items():
        if name:
            column, unit = by_name[name], unit_in(head.heads[place])
            takes_units = bool(column.type.unit) or bool(column.type.unit_column)
            heads[place] = Tag.TEXT + (f"{name}({unit})" if unit and takes_units else name)
    left_out = [place for place, name in columns.items() if not name]
    rows = []
    for number, cells in sheet.rows:
        if number < head.row:
            note = [cell if "单位" in half_width(text_of(cell)) else "" for cell in cells]
            kept = note if len([cell for cell in cells if cell]) <= 2 else []
        elif number == head.row:
            kept = heads
        else:
            kept = list(cells) if left_out else cells
            for place in left_out:
                if place < len(kept):
                    kept[place] = ""
        if any(kept):
            rows.append((number, kept))
    return replace(sheet, rows=rows)
