"""Which doors to forms a page shows: only those that lead somewhere for this viewer."""

import uuid
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.registers import Register
from chainchief.web.forms.filling.shape import kinds_below
from chainchief.web.forms.keeping.saving import counted
from chainchief.web.forms.models import SentForm
from chainchief.web.forms.records import may
from chainchief.web.frame.visible import rows_of


@dataclass(frozen=True)
class Door:
    """A button: its words, where it leads, whether it is the first thing one does here."""

    words: str
    address: str
    icon: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Notice:
    """What a page says once something was saved."""

    words: str
    warnings: list[str]


def doors_of_list(register: Register, viewer: Viewer, parameters: QueryDict) -> list[Door]:
    """Above a list: a new record, and changing several of those found."""
    if not policy.allowed(viewer, "enter", register.policy_class):
        return []
    query = parameters.copy()
    for name in ("page", "saved", "sort"):
        query.pop(name, None)
    bulk = reverse("record-bulk", args=[register.kind])
    several = f"{bulk}?{query.urlencode()}" if query else bulk
    new = reverse("record-new", args=[register.kind])
    return [Door(_("Change several"), several), Door(_("New"), new, "plus", is_first=True)]


def doors_of_record(register: Register, uid: uuid.UUID, viewer: Viewer) -> list[Door]:
    """On the page of a record: what this viewer may do to this record as it stands."""
    row = rows_of(register.kind, viewer).filter(uid=uid).values_list("withdrawn_on").first()
    if row is None:
        return []
    (withdrawn_on,) = row
    enters, withdraws = (may(register, uid, viewer, verb) for verb in ("enter", "withdraw"))
    found = []
    if register.kind == Document.kind:
        found.append(Door(_("Open the file"), reverse("evidence-file", args=[uid])))
    if register.kind == Difficulty.kind and withdrawn_on is None:
        found.append(Door(_("Open the case"), reverse("desk-case", args=[uid]), "desk"))
    if withdraws and withdrawn_on is not None:
        found.append(_door("record-reinstate", register, uid, _("Reinstate"), is_first=True))
    if withdraws and withdrawn_on is None:
        found.append(_door("record-withdraw", register, uid, _("Withdraw")))
    if enters and withdrawn_on is None:
        words = _("Correct")
        if kinds_below(register, viewer):
            words = _("Correct and add to it")
        found.append(_door("record-edit", register, uid, words, is_first=True))
    return found


def _door(
    route: str, register: Register, uid: uuid.UUID, words: str, *, is_first: bool = False
) -> Door:
    return Door(words, reverse(route, args=[register.kind, uid]), is_first=is_first)


def restorable(register: Register, uid: uuid.UUID, viewer: Viewer) -> str:
    """Address at which earlier versions are restored; "" for who may not change the record."""
    rows = rows_of(register.kind, viewer, "enter").filter(uid=uid, withdrawn_on=None)
    return reverse("record-restore", args=[register.kind, uid]) if rows.exists() else ""


def notice_of(key: str, viewer: Viewer) -> Notice | None:
    """Notice of what was just saved, for whoever saved it."""
    if not key:
        return None
    if key == "nothing":
        return Notice(_("Nothing was changed, so nothing was saved."), [])
    sent = SentForm.objects.filter(key=key, owner=viewer.signature).first()
    if sent is None:
        return None
    counts = counted(dict(sent.outcome.get("counts", {})))
    words = _("Saved: {}").format(listed(counts)) if counts else _("Saved; nothing was changed.")
    return Notice(words, [str(each) for each in sent.outcome.get("warnings", ())])
