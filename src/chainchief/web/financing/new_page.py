"""The form on which a need is raised: by the firm, or on its behalf."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.desk.financing.raising import NewNeed
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import Collateral, NeedPurpose
from chainchief.web.desk.new_page import code_in, own_firm
from chainchief.web.financing.reading import Reading
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import rows_of

_NAMES = (
    "firm",
    "subject",
    "purpose",
    "amount",
    "term_months",
    "collateral",
    "contact",
    "detail",
    "informant",
)


@dataclass(frozen=True)
class NewPage:
    """What templates/web/financing/new.html shows."""

    crumbs: list[Crumb]
    typed: dict[str, str]
    purposes: list[Choice]
    collaterals: list[Choice]
    own_firm: str
    faults: tuple[Fault, ...]


def new_page(viewer: Viewer, given: QueryDict, faults: tuple[Fault, ...] = ()) -> NewPage:
    firm = own_firm(viewer)
    name = ""
    if firm:
        rows = rows_of(Enterprise.kind, viewer).filter(code=firm).values_list("name", flat=True)
        name = rows.first() or firm
    return NewPage(
        crumbs=[Crumb(_("Financing"), reverse("financing")), Crumb(_("Raise a need"))],
        typed={one: str(given.get(one, "")).strip() for one in _NAMES},
        purposes=[Choice(value, _(str(label))) for value, label in NeedPurpose.choices],
        collaterals=[Choice(value, _(str(label))) for value, label in Collateral.choices],
        own_firm=name,
        faults=faults,
    )


def need_in(given: QueryDict, viewer: Viewer) -> NewNeed:
    """The need as typed; `FaultsError` for an amount or a term that is none."""
    reading = Reading(given)
    firm = own_firm(viewer) or code_in(
        ReferredRecords(viewer), Enterprise.kind, reading.text("firm")
    )
    amount, term = reading.money(), reading.months()
    if reading.faults:
        raise FaultsError(reading.faults)
    return NewNeed(
        firm=firm,
        subject=reading.text("subject"),
        purpose=reading.text("purpose"),
        amount=amount,
        term_months=term,
        collateral=reading.text("collateral"),
        contact=reading.text("contact"),
        detail=reading.text("detail"),
        informant=reading.text("informant"),
    )
