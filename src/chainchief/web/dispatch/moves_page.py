"""The page of a late answer: which issued figures it would move, before the month is reopened."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.briefing.issue.later_differences import Differing, would_differ
from chainchief.briefing.models import IssuedDocument
from chainchief.core.choices import listed
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, faults_of
from chainchief.core.i18n import _
from chainchief.dispatch.late_answers import as_if_approved
from chainchief.dispatch.models import Request
from chainchief.web.dispatch import faults
from chainchief.web.dispatch.heading import Heading, heading_of

_NAMED = 3


@dataclass(frozen=True)
class MovedLine:
    """An issued figure that would come out otherwise, and by which records."""

    document: str
    address: str
    name: str
    issued: str
    now: str
    cause: str
    records: str


@dataclass(frozen=True)
class MovesPage:
    """What templates/web/dispatch/moves.html shows."""

    heading: Heading
    lines: list[MovedLine]
    documents: int
    month_page: str
    faults: list[Fault]


def moves_page(request: Request, viewer: Viewer) -> MovesPage:
    """Page of what the answer moves; what differs without it is not laid at its door."""
    documents = list(IssuedDocument.objects.order_by("pk"))
    already = {key: one for document in documents for key, one in _differing(document).items()}
    lines: list[MovedLine] = []
    found: list[Fault] = []
    try:
        with as_if_approved(request, viewer=viewer):
            for document in documents:
                for key, one in _differing(document).items():
                    if key not in already or already[key].display != one.display:
                        lines.append(_line(document, one))
    except ChainChiefError as refusal:
        found += faults_of(refusal, faults.REFUSED)
    return MovesPage(
        heading=heading_of(request, viewer, _("Issued figures that it would move")),
        lines=lines,
        documents=len(documents),
        month_page=reverse("month", args=[request.collection.month]),
        faults=found,
    )


def _differing(document: IssuedDocument) -> dict[tuple[int, int], Differing]:
    return {(document.pk, one.issued.pk): one for one in would_differ(document)}


def _line(document: IssuedDocument, one: Differing) -> MovedLine:
    named = list(dict.fromkeys(change.label or change.code for change in one.changes))
    return MovedLine(
        document.name,
        reverse("issued-document", args=[document.sha256]),
        one.issued.name,
        one.issued.display,
        one.display,
        one.cause,
        listed(named[:_NAMED]) + ("…" if len(named) > _NAMED else ""),
    )
