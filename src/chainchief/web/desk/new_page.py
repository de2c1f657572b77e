"""The form on which a difficulty is registered, with what may be the same matter already."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.difficulties.likeness import like
from chainchief.desk.difficulties.registering import Registration, reception
from chainchief.ledger.kinds.difficulty.models import (
    DifficultyCategory,
    DifficultySource,
    Urgency,
)
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.validation import RefusedError
from chainchief.web.desk.case_page import LikeLine, like_line
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import rows_of

_NAMES = (
    "firm",
    "subject",
    "category",
    "source",
    "detail",
    "urgency",
    "office",
    "visit",
    "informant",
    "document",
    "related_to",
)


@dataclass(frozen=True)
class NewPage:
    """What templates/web/desk/new.html shows."""

    crumbs: list[Crumb]
    typed: dict[str, str]
    categories: list[Choice]
    sources: list[Choice]
    urgencies: list[Choice]
    offices: list[Choice]
    own_firm: str
    like: list[LikeLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def typed_in(sent: QueryDict) -> dict[str, str]:
    return {name: str(sent.get(name, "")).strip() for name in _NAMES}


def registration_of(typed: dict[str, str], viewer: Viewer) -> Registration:
    """Registration as typed; references are read as a form reads them, where they name one."""
    referred = ReferredRecords(viewer)
    found = {**typed, "firm": own_firm(viewer) or _code(referred, "enterprise", typed["firm"])}
    for name, kind in (("visit", "visit"), ("document", "document"), ("related_to", "difficulty")):
        found[name] = _code(referred, kind, typed[name])
    found["category"] = _one_of(DifficultyCategory.values, typed["category"], "other")
    found["source"] = _one_of(DifficultySource.values, typed["source"], "platform")
    found["urgency"] = _one_of(Urgency.values, typed["urgency"], "normal")
    return Registration(**found)


def _one_of(known: list[str], typed: str, other: str) -> str:
    return typed if typed in known else other


def _code(referred: ReferredRecords, kind: str, text: str) -> str:
    if not text:
        return ""
    try:
        return referred.code_of(kind, text)
    except (RefusedError, ValueError):
        return text


def own_firm(viewer: Viewer) -> str:
    """The firm that a firm's own people register for; "" for everybody else."""
    firms = {held.enterprise for held in viewer.held if held.role == "firm"}
    return firms.pop() if len(firms) == 1 else ""


def new_page(
    viewer: Viewer,
    typed: dict[str, str] | None = None,
    faults: tuple[Fault, ...] = (),
    *,
    with_like: bool = False,
) -> NewPage:
    given = typed or {}
    firm = own_firm(viewer)
    return NewPage(
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(_("Register a difficulty"))],
        typed={**given, "office": given.get("office") or _reception(given, viewer)},
        categories=[Choice(v, _(str(label))) for v, label in DifficultyCategory.choices],
        sources=[Choice(v, _(str(label))) for v, label in DifficultySource.choices],
        urgencies=[Choice(v, _(str(label))) for v, label in Urgency.choices],
        offices=[] if firm else _offices(viewer),
        own_firm=_name_of(firm, viewer),
        like=_like(given, viewer) if with_like else [],
        faults=list(faults),
    )


def _like(typed: dict[str, str], viewer: Viewer) -> list[LikeLine]:
    said = registration_of(typed, viewer)
    found = like(viewer, firm=said.firm, category=said.category, subject=said.subject)
    return [like_line(one.case, one.is_same) for one in found]


def _reception(typed: dict[str, str], viewer: Viewer) -> str:
    own = {held.organisation for held in viewer.held if held.organisation}
    return own.pop() if len(own) == 1 else reception(typed.get("category", "other"))


def _offices(viewer: Viewer) -> list[Choice]:
    """An office that registers takes it in itself; others choose who did."""
    rows = Organisation.objects.filter(category="department", withdrawn_on=None)
    own = {held.organisation for held in viewer.held if held.organisation}
    if own:
        rows = rows.filter(code__in=own)
    return [Choice(code, name) for code, name in rows.order_by("code").values_list("code", "name")]


def _name_of(firm: str, viewer: Viewer) -> str:
    if not firm:
        return ""
    found = rows_of(Enterprise.kind, viewer).filter(code=firm).values_list("name", flat=True)
    return found.first() or firm
