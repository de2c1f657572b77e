"""Views of collections: one's own list, a collection to read, share, print and take along."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.core.i18n import _
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.figures.keeping import collections as kept
from chainchief.web.figures.keeping.collection_page import collection_page
from chainchief.web.figures.keeping.tables import file_of_collection
from chainchief.web.frame.month_bar import bar_for
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.imports.views import attachment


@of_a_month
def collections(request: HttpRequest, query: CellQuery) -> HttpResponse:
    """One's own collections."""
    found = kept.collections_of(viewer_of(request))
    facts = {
        "query": query,
        "bar": bar_for(query.month, reverse("figure-collections")),
        "collections": [(each, len(each.entries)) for each in found],
    }
    return render(request, "web/figures/collections.html", facts)


def change(request: HttpRequest) -> HttpResponse:
    """Add a figure, take one out, or drop a collection, by what the form sends."""
    viewer, sent = viewer_of(request), request.POST
    uid = sent.get("collection", "")
    if "drop" in sent:
        kept.drop(viewer, uid)
        return see_other(reverse("figure-collections"))
    if "take_out" in sent:
        kept.take_out(viewer, uid, sent["take_out"])
        return see_other(way_back(request, name="back"))
    entry = kept.Entry(sent.get("code", ""), sent.get("division", ""), sent.get("chain", ""))
    found = kept.add(viewer, uid, sent.get("name", ""), entry)
    there = reverse("figure-collection", args=[found.uid])
    month = sent.get("month", "")
    more = f"?month={month}" if month else ""
    return see_other(f"{there}{more}")


@of_a_month
def collection(request: HttpRequest, query: CellQuery, uid: uuid.UUID) -> HttpResponse:
    """A collection, in the month asked for."""
    page = collection_page(kept.collection_at(uid), query, viewer_of(request))
    return render(request, "web/figures/collection.html", {"page": page, "open": None})


@of_a_month
def collection_file(
    request: HttpRequest, query: CellQuery, uid: uuid.UUID, form: str
) -> HttpResponse:
    """The same as a file, for whoever may take figures out."""
    viewer = viewer_of(request)
    if not policy.allowed(viewer, "export", "figures"):
        raise NotAllowedError(_("{viewer} may not export figures.").format(viewer=viewer.name))
    page = collection_page(kept.collection_at(uid), query, viewer)
    file = file_of_collection(page, form)
    return attachment(file.content, file.name, file.content_type)
