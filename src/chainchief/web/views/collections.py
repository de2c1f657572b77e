"""Views of collections: one's own list, a collection to read, share, print and take along."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.core.i18n import _
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import way_back
from chainchief.web.figures.keeping import collections as kept
from chainchief.web.figures.keeping.collection_page import collection_page
from chainchief.web.figures.keeping.tables import file_of_collection
from chainchief.web.frame.month_bar import bar_for
from chainchief.web.frame.month_view import of_a_month
from chainchief.web.frame.query import CellQuery
from chainchief.web.views.indicators import sent


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
    viewer, sent_form = viewer_of(request), request.POST
    uid = sent_form.get("collection", "")
    if "drop" in sent_form:
        kept.drop(viewer, uid)
        return HttpResponseRedirect(reverse("figure-collections"), status=HTTPStatus.SEE_OTHER)
    if "take_out" in sent_form:
        place = sent_form.get("take_out", "")
        kept.take_out(viewer, uid, int(place) if place.isdecimal() else -1)
        return HttpResponseRedirect(way_back(request, name="back"), status=HTTPStatus.SEE_OTHER)
    entry = kept.Entry(
        sent_form.get("code", ""), sent_form.get("division", ""), sent_form.get("chain", "")
    )
    found = kept.add(viewer, uid, sent_form.get("name", ""), entry)
    there = reverse("figure-collection", args=[found.uid])
    month = sent_form.get("month", "")
    more = f"?month={month}" if month else ""
    return HttpResponseRedirect(f"{there}{more}", status=HTTPStatus.SEE_OTHER)


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
    return sent(file_of_collection(page, form))
