"""What the pages of one answer begin with: whose answer to which collection, and the way to it."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.core.i18n import _
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.models import Request
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class Heading:
    title: str
    crumbs: list[Crumb]


def heading_of(request: Request, page: str = "") -> Heading:
    """`page` is what a page behind that of the answer is called."""
    name, collection = respondent_of(request).name, request.collection
    here = reverse("request", args=[request.uid]) if page else ""
    crumbs = [
        Crumb(_("Dispatch"), f"{reverse('dispatch')}?month={collection.month}"),
        Crumb(name, here),
        *([Crumb(page)] if page else []),
    ]
    title = _("{respondent}: {collection}").format(respondent=name, collection=collection.name)
    return Heading(title, crumbs)
