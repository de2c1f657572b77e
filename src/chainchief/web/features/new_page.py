"""The form by which a feature is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.features.proposing import Proposal
from chainchief.web.desk.new_page import code_in
from chainchief.web.desk.reading import document_of
from chainchief.web.forms.filling.references import ReferredRecords
from chainchief.web.frame.breadcrumbs import Crumb

_NAMES = ("firm", "name", "person_name", "position", "merits", "programme")


@dataclass(frozen=True)
class NewFeaturePage:
    """What templates/web/features/new.html shows."""

    crumbs: list[Crumb]
    typed: dict[str, str]
    faults: tuple[Fault, ...]


def new_feature_page(
    sent: Mapping[str, str], viewer: Viewer, faults: tuple[Fault, ...] = ()
) -> NewFeaturePage:
    """The form with what was typed; a firm's own, already named."""
    own = {"firm": min(viewer.own(Dimension.ENTERPRISE), default="")}
    return NewFeaturePage(
        crumbs=[
            Crumb(_("Work queue"), reverse("desk")),
            Crumb(_("Features"), reverse("features")),
            Crumb(_("Propose a feature")),
        ],
        typed={name: sent.get(name, own.get(name, "")) for name in _NAMES},
        faults=faults,
    )


def proposal_in(request: HttpRequest, viewer: Viewer) -> Proposal:
    """The proposal as typed, its document kept as evidence."""
    sent = request.POST
    return Proposal(
        firm=code_in(ReferredRecords(viewer), "enterprise", sent.get("firm", "").strip()),
        name=sent.get("name", ""),
        merits=sent.get("merits", ""),
        person_name=sent.get("person_name", ""),
        position=sent.get("position", ""),
        programme=sent.get("programme", ""),
        document=document_of(request, viewer),
    )
