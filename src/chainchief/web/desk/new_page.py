"""The form on which a difficulty is registered, with what may be the same matter already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.difficulties.likeness import like
from chainchief.desk.difficulties.registering import Registration, reception
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError
from chainchief.web.desk.case_page import LikeLine, like_line, office_choices
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
    like: Sequence[LikeLine]
    faults: tuple[Fault, ...]


def typed_in(sent: QueryDict) -> dict[str, str]:
    return {name: str(sent.get(name, "")).strip() for name in _NAMES}


def registration_of(typed: dict[str, str], viewer: Viewer) -> Registration:
    """Registration as typed; references are read as a form reads them, where they name one."""
    referred = ReferredRecords(viewer)
    found = {**typed, "firm": own_firm(viewer) or code_in(referred, "enterprise", typed["firm"])}
    for name, kind in (("visit", "visit"), ("document", "document"), ("related_to", "difficulty")):
        found[name] = code_in(referred, kind, typed[name])
    found["category"] = _one_of(_codes("category"), typed["category"], "other")
    found["source"] = _one_of(_codes("source"), typed["source"], "platform")
    found["urgency"] = _one_of(_codes("urgency"), typed["urgency"], "normal")
    return Registration(**found)


def _one_of(known: list[str], typed: str, other: str) -> str:
    return typed if typed in known else other


def code_in(referred: ReferredRecords, kind: str, text: str) -> str:
    """The code of a record that was typed as code, or as code and name; else what was typed."""
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
    typed: dict[str, str],
    faults: tuple[Fault, ...] = (),
    like: Sequence[LikeLine] = (),
) -> NewPage:
    """Form with what was typed; `like` is what it may be the same matter as."""
    firm = own_firm(viewer)
    return NewPage(
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(_("Register a difficulty"))],
        typed=typed if firm else {**typed, "office": typed["office"] or _reception(typed, viewer)},
        categories=_options("category"),
        sources=_options("source"),
        urgencies=_options("urgency"),
        # An office that registers takes it in itself; others choose who did.
        offices=[] if firm else office_choices(viewer.own(Dimension.ORGANISATION)),
        own_firm=_name_of(firm, viewer),
        like=like,
        faults=faults,
    )


def like_lines(said: Registration, viewer: Viewer) -> list[LikeLine]:
    """Cases that may be the same matter or a related one."""
    found = like(viewer, firm=said.firm, category=said.category, subject=said.subject)
    return [like_line(one.case, one.is_same) for one in found]


def _reception(typed: dict[str, str], viewer: Viewer) -> str:
    own = viewer.own(Dimension.ORGANISATION)
    return min(own) if len(own) == 1 else reception(typed["category"])


def _name_of(firm: str, viewer: Viewer) -> str:
    if not firm:
        return ""
    found = rows_of(Enterprise.kind, viewer).filter(code=firm).values_list("name", flat=True)
    return found.first() or firm


def _options(column: str) -> list[Choice]:
    """What may be chosen in a column of difficulties, with the codes of the city."""
    kind = register_of("difficulty").column(column).type
    return [Choice(code, word) for code, word in kind.options()]


def _codes(column: str) -> list[str]:
    return [choice.code for choice in _options(column)]
