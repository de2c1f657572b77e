"""What the pages of one answer begin with: whose answer to which collection, and the way to it."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.dispatch import closing
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.models import Request
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class Heading:
    title: str
    crumbs: list[Crumb]


def heading_of(request: Request, viewer: Viewer, page: str = "") -> Heading:
    """`page` is what a page behind that of the answer is called.

    Whoever may not see the board (banks, firms) has no way to it: their way begins at the answer.
    """
    name, collection = respondent_of(request).name, request.collection
    here = reverse("request", args=[request.uid]) if page else ""
    board = Crumb(_("Dispatch"), f"{reverse('dispatch')}?month={collection.month}")
    crumbs = [
        *([board] if policy.allowed(viewer, "see", closing.MONTHS) else []),
        Crumb(name, here),
        *([Crumb(page)] if page else []),
    ]
    title = _("{respondent}: {collection}").format(respondent=name, collection=collection.name)
    return Heading(title, crumbs)
