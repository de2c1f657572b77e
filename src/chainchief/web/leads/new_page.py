"""The form on which a lead is entered: who would invest, the first talk, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.desk.leads.receiving import VERB, NewLead
from chainchief.desk.limits.lead_preset import lead_limits
from chainchief.ledger.kinds.visit.models import Visit
from chainchief.web.desk.new_page import code_in
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import records_of
from chainchief.web.leads.reading import LeadReading
from chainchief.web.tasks.choices import chain_choices, unit_choices

_NAMES = (
    "name",
    "investor",
    "unit",
    "chain",
    "segment",
    "visit",
    "amount",
    "on",
    "next_step",
    "owner",
    "due",
    "note",
)


@dataclass(frozen=True)
class NewLeadPage:
    """What templates/web/leads/new.html shows."""

    crumbs: list[Crumb]
    typed: dict[str, str]
    units: list[Choice]
    chains: list[Choice]
    visit_words: str
    limits_words: str
    faults: tuple[Fault, ...]


def new_lead_page(
    sent: Mapping[str, str], viewer: Viewer, faults: tuple[Fault, ...] = ()
) -> NewLeadPage:
    """The form with what was typed; before that with what the activity that it came of gives."""
    units, scheme = unit_choices(viewer), lead_limits().in_force
    visit = _visit(sent.get("visit", ""), viewer)
    first = {
        "unit": visit.division_id if visit else units[0].code if units else "",
        "chain": (visit.chain_id or "") if visit else "",
        "visit": visit.code if visit else "",
    }
    return NewLeadPage(
        crumbs=[
            Crumb(_("Work queue"), reverse("desk")),
            Crumb(_("Investment promotion"), reverse("leads")),
            Crumb(_("Enter a lead")),
        ],
        typed={name: sent.get(name, first.get(name, "")) for name in _NAMES},
        units=units,
        chains=chain_choices(viewer, VERB),
        visit_words=visit.name if visit else "",
        limits_words=f"{scheme.label} · {scheme.source}",
        faults=faults,
    )


def lead_in(request: HttpRequest, viewer: Viewer) -> NewLead:
    """The lead as typed; `FaultsError` for an amount or a day that is none."""
    reading, referred = LeadReading(request.POST), ReferredRecords(viewer)
    investor = reading.text("investor")
    organisation = code_in(referred, "organisation", investor)
    amount, on, due = reading.money(), reading.day("on"), reading.day("due")
    if reading.faults:
        raise FaultsError(reading.faults)
    is_known = bool(investor) and (
        records_of("organisation", viewer).filter(code=organisation).exists()
    )
    return NewLead(
        name=reading.text("name"),
        division=reading.text("unit"),
        organisation=organisation if is_known else "",
        investor_name="" if is_known else investor,
        chain=reading.text("chain"),
        segment=code_in(referred, "chain_segment", reading.text("segment")),
        visit=code_in(referred, "visit", reading.text("visit")),
        amount=amount,
        on=on,
        next_step=reading.text("next_step"),
        owner=reading.text("owner"),
        due=due,
        note=reading.text("note"),
    )


def _visit(text: str, viewer: Viewer) -> Visit | None:
    """The activity that the address or the form names, where the viewer may read it."""
    code = text.strip().partition(" ")[0]
    found: Visit | None = records_of("visit", viewer).filter(code=code).first() if code else None
    return found
