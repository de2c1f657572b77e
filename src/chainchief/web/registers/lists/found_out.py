"""Columns that no record holds: what its newest part, or the day, says of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.registers import Register, choice_word
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.cells import Cell, text_of
from chainchief.web.registers.derived import derived_of

Row = Mapping[str, Any]
Rows = Sequence[Row]
#: Code of a record → its cells, in the order of the heads.
Found = Mapping[str, list[Cell]]


def heads_of(register: Register) -> list[tuple[str, str]]:
    """The machine name and the title of each thing found out about records of the kind."""
    derived = [(each.name, each.title) for each in derived_of(register)]
    return derived + [(name, _(title)) for name, title, _of in _MORE_COLUMNS.get(register.kind, ())]


def found_out(register: Register, rows: Rows, viewer: Viewer) -> Found:
    """The cells of the records on a page, beside which their derived columns stand already."""
    more = [
        (name, _(title), of(rows, viewer))
        for name, title, of in _MORE_COLUMNS.get(register.kind, ())
    ]
    return {
        row["code"]: [
            *derived_cells(register, row),
            *(Cell(name, title, texts[row["code"]]) for name, title, texts in more),
        ]
        for row in rows
    }


def derived_cells(register: Register, row: Row) -> list[Cell]:
    """The derived columns of a row, beside which they stand."""
    return [
        Cell(each.name, each.title, text_of(each, each.shown(row[each.attribute], {})))
        for each in derived_of(register)
    ]


def days_left(difficulty: Row) -> str:
    """Until the limit of what is still to be answered; nothing where an answer was given."""
    if difficulty["answered_on"] or difficulty["confirmed_on"]:
        return ""
    return days_until(difficulty["due_on"])


def days_until(day: dt.date) -> str:
    """3 days left, or 3 days overdue."""
    left = (day - clock.today()).days
    if left < 0:
        text = ngettext("{count} day overdue", "{count} days overdue", -left)
        return text.format(count=-left)
    return ngettext("{count} day left", "{count} days left", left).format(count=left)


def _days_left(rows: Rows, _viewer: Viewer) -> Mapping[str, str]:
    return {row["code"]: days_left(row) for row in rows}


def _roles(rows: Rows, viewer: Viewer) -> Mapping[str, str]:
    codes = [row["code"] for row in rows]
    held: dict[str, list[str]] = defaultdict(list)
    roles = records_of("enterprise_role", viewer).filter(enterprise__in=codes, valid_to=None)
    for code, role in roles.order_by("code").values_list("enterprise_id", "role"):
        word = choice_word("enterprise_role", "role", role)
        if word not in held[code]:
            held[code].append(word)
    return {code: listed(held[code]) for code in codes}


#: Kind → name, title and texts of what is not derived in SQL.
_MORE_COLUMNS: Mapping[
    str, Sequence[tuple[str, str, Callable[[Rows, Viewer], Mapping[str, str]]]]
] = {
    "difficulty": (("days_left", "days left", _days_left),),
    "enterprise": (("roles", "roles", _roles),),
}
