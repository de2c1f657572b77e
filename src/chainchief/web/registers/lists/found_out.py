"""Columns that no record holds: what its newest part, or the day, says of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.ledger.registers import register_of
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.cells import Cell
from chainchief.web.registers.derived import status_words

Rows = Sequence[Mapping[str, Any]]
#: Code of a record → its cells, in the order of the titles.
Found = Mapping[str, list[Cell]]


def titles_of(kind: str) -> list[str]:
    """The heads of what is found out about records of the kind."""
    return [_(title) for _name, title in _TITLES.get(kind, ())]


def names_of(kind: str) -> list[str]:
    """Their machine names, in the same order."""
    return [name for name, _title in _TITLES.get(kind, ())]


def found_out(kind: str, rows: Rows, viewer: Viewer) -> Found:
    """The cells of the records on a page, from as few questions as there are titles."""
    return _OF[kind](rows, viewer) if kind in _OF else {}


def _projects(rows: Rows, _viewer: Viewer) -> Found:
    """Both stand beside the row: `derived` has them."""
    words = dict(register_of("project_stage").column("stage").type.options())
    return {
        row["code"]: [
            Cell("stage", _("stage"), str(words.get(row["derived_stage"] or "", ""))),
            Cell("last_report", _("last report"), row["derived_last_report"] or ""),
        ]
        for row in rows
    }


def _difficulties(rows: Rows, _viewer: Viewer) -> Found:
    today = clock.today()
    return {
        row["code"]: [
            Cell("status", _("status"), status_words(_status(row, today))),
            Cell("days_left", _("days left"), _days_left(row, today)),
        ]
        for row in rows
    }


def _status(row: Mapping[str, Any], today: dt.date) -> str:
    """As `derived` has it in SQL."""
    if row["confirmed_on"]:
        return "confirmed"
    if row["sent_back_on"] and row["sent_back_on"] >= (row["answered_on"] or row["sent_back_on"]):
        return "sent_back"
    if row["answered_on"]:
        return "answered"
    return "overdue" if row["due_on"] and row["due_on"] <= today else "open"


def difficulty_words(row: Mapping[str, Any]) -> tuple[str, str, bool]:
    """Where a difficulty stands, the days until its limit, and whether that is over."""
    today = clock.today()
    status = _status(row, today)
    return status_words(status), _days_left(row, today), status == "overdue"


def _days_left(row: Mapping[str, Any], today: dt.date) -> str:
    """Until the limit of what is still to be answered; nothing where an answer was given."""
    if row["answered_on"] or row["confirmed_on"]:
        return ""
    left = (row["due_on"] - today).days
    if left < 0:
        text = ngettext("{count} day overdue", "{count} days overdue", -left)
        return text.format(count=-left)
    return ngettext("{count} day left", "{count} days left", left).format(count=left)


def _enterprises(rows: Rows, viewer: Viewer) -> Found:
    codes = [row["code"] for row in rows]
    held: dict[str, list[str]] = defaultdict(list)
    words = dict(register_of("enterprise_role").column("role").type.options())
    roles = records_of("enterprise_role", viewer).filter(enterprise__in=codes, valid_to=None)
    for code, role in roles.order_by("code").values_list("enterprise_id", "role"):
        word = str(words.get(role, role))
        if word not in held[code]:
            held[code].append(word)
    return {code: [Cell("roles", _("roles"), "、".join(held[code]))] for code in codes}


#: The name and the title of each.
_TITLES = {
    "project": (("stage", "stage"), ("last_report", "last report")),
    "difficulty": (("status", "status"), ("days_left", "days left")),
    "enterprise": (("roles", "roles"),),
}
_OF: Mapping[str, Callable[[Rows, Viewer], Found]] = {
    "project": _projects,
    "difficulty": _difficulties,
    "enterprise": _enterprises,
}
