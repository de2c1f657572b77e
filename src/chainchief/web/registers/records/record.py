"""The page of one record: its fields, what refers to it, its history."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.faults import OutOfReachError
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.registers import Register
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.visible import rows_of
from chainchief.web.registers.cells import Cell, cells_for, title_of
from chainchief.web.registers.names import Names, rows_with
from chainchief.web.registers.records.firm_look import firm_look
from chainchief.web.registers.records.history import VersionLine, history_of
from chainchief.web.registers.records.look import Look
from chainchief.web.registers.records.project_look import project_look
from chainchief.web.registers.records.references import ReferringRecords, references_to
from chainchief.web.registers.records.visit_look import visit_look

#: Kinds whose page begins with all that stands around the record.
_LOOKS: Mapping[str, Callable[[Mapping[str, Any], Viewer], Look]] = {
    "project": project_look,
    "enterprise": firm_look,
    "visit": visit_look,
}


@dataclass(frozen=True)
class RecordPage:
    """What templates/web/registers/record.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    withdrawn: str
    look: Look | None
    fields: list[Cell]
    mentions: list[ReferringRecords]
    versions: list[VersionLine]
    figures: str
    more: str


def record_page(register: Register, uid: uuid.UUID, viewer: Viewer) -> RecordPage:
    """`WrongUseError` where there is no such record within the viewer's reach."""
    row, names = row_of(register, uid, viewer), Names(viewer)
    names.look_up(register, [row])
    title = title_of(register, row, names)
    return RecordPage(
        title=title,
        crumbs=[
            Crumb(_("Registers"), reverse("records")),
            Crumb(_(register.plural), reverse("record-list", args=[register.kind])),
            Crumb(title),
        ],
        as_at=[register.name, row["code"], _("version {}").format(row["version"])],
        withdrawn=_withdrawn(row),
        look=_LOOKS[register.kind](row, viewer) if register.kind in _LOOKS else None,
        fields=cells_for(register, row, row["extra"], names),
        mentions=references_to(register, row["code"], names),
        versions=history_of(register, uid, names),
        figures=_figures(register, uid, viewer),
        more=_more(register, row["code"], viewer),
    )


def row_of(register: Register, uid: uuid.UUID, viewer: Viewer) -> dict[str, Any]:
    """The record's values; `OutOfReachError` where there is none within the viewer's reach."""
    found = rows_with(register, rows_of(register.kind, viewer).filter(uid=uid))
    if not found:
        raise OutOfReachError(_("There is no such record, or it is not open to you."))
    return found[0]


def _withdrawn(row: dict[str, Any]) -> str:
    if row["withdrawn_on"] is None:
        return ""
    return _("Withdrawn on {day}: {reason}").format(
        day=row["withdrawn_on"].isoformat(), reason=row["withdrawn_reason"] or "—"
    )


def _figures(register: Register, uid: uuid.UUID, viewer: Viewer) -> str:
    """Where the figures stand that the record counts in, for whoever may see figures."""
    if not policy.allowed(viewer, "see", "figures"):
        return ""
    return reverse("record-figures", args=[register.kind, uid])


#: Kinds whose records have a page of figures too, and its route, which takes the code.
_PAGES = {"chain": "chain"}


def _more(register: Register, code: str, viewer: Viewer) -> str:
    """The page that tells the figures of this record, for whoever may see figures."""
    if register.kind not in _PAGES or not policy.allowed(viewer, "see", "figures"):
        return ""
    return reverse(_PAGES[register.kind], args=[code])
