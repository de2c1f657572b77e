"""Requirements that a project still has, by the day they are needed and the office in charge."""

from typing import Any

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.kinds.requirement.models import ProjectRequirement
from chainchief.ledger.registers import Register, choice_word, register_of
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.registers.cells import text_of
from chainchief.web.registers.lists.found_out import days_until
from chainchief.web.registers.records.look import Block, LookLine

KIND = ProjectRequirement.kind


def requirements_of(project: str, viewer: Viewer) -> Block:
    """Open requirements, and those granted with less than was required."""
    register, today = register_of(KIND), clock.today()
    rows = records_of(KIND, viewer).filter(project=project).select_related("office")
    lines = [
        LookLine(
            f"{choice_word(KIND, 'requirement', each.requirement)}：{each.subject}",
            address_of(KIND, each.uid),
            _words(register, each),
            is_warning=each.granted_on is None and each.needed_by < today,
        )
        for each in rows.order_by("needed_by", "code")
        if each.granted_on is None or _short(each) > 0
    ]
    return Block(_("What it still lacks"), lines)


def _short(one: Any) -> int:
    granted = one.granted if one.granted is not None else one.quantity
    return int(one.quantity - granted)


def _words(register: Register, one: Any) -> list[str]:
    quantity = _amount(register, "quantity", one.quantity, one.unit)
    if one.granted_on is None:
        return [quantity, one.office.name, f"{one.needed_by} {days_until(one.needed_by)}"]
    short = _amount(register, "quantity", _short(one), one.unit)
    return [quantity, one.office.name, _("granted, short by {short}").format(short=short)]


def _amount(register: Register, name: str, steps: int, unit: str) -> str:
    column = register.column(name)
    row = {"unit": unit}
    return text_of(column, column.shown(steps, row)) + unit
