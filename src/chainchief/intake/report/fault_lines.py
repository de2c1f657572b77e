"""Faults as lines of text: equal ones once, with the places of all."""

from collections.abc import Iterable

from chainchief.core.faults import Fault
from chainchief.core.i18n import ENGLISH, language, ngettext

_PLACES = 5
#: So many findings of one kind in one column are told each by itself.
_APART = 5


def grouped(faults: Iterable[Fault]) -> list[str]:
    """One line per kind of fault, column and finding; `… and N like it (F17, F20 …)` for more."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    apart: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for fault in faults:
        column = (fault.code, fault.place.sheet, fault.place.column)
        words = (fault.why, fault.remedy)
        wordings = apart.setdefault(column, set())
        if words in wordings or len(wordings) < _APART:
            wordings.add(words)
            groups.setdefault((*column, *words), []).append(fault)
        else:
            groups.setdefault(column, []).append(fault)
    return [_line_of_group(group) for group in groups.values()]


def _line_of_group(group: list[Fault]) -> str:
    first = group[0].text
    if len(group) == 1:
        return first
    others = [fault.place.cell or str(fault.place.line or "") for fault in group[1:]]
    places = (", " if language() == ENGLISH else "、").join(others[:_PLACES])
    if len(others) > _PLACES:
        places += "…"
    return first + ngettext(
        " {count} such place in all, also {places}.",
        " {count} such places in all, also {places}.",
        len(group),
    ).format(count=f"{len(group):,}", places=places)
