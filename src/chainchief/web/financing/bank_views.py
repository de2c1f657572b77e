"""Views of a bank's room: what was opened to it, its answers, its offers and drawings."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import faults_of
from chainchief.desk.financing.acts import take
from chainchief.desk.financing.case import own_offer
from chainchief.desk.financing.opened import need_behind, opened_need, own_offers
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.financing import faults
from chainchief.web.financing.reading import deed_of
from chainchief.web.financing.room_page import offer_page, opened_page, room_page
from chainchief.web.financing.views import UNPROCESSABLE, act_in, typed_in


def room(request: HttpRequest) -> HttpResponse:
    page = room_page(viewer_of(request))
    return render(request, "web/financing/room.html", {"page": page})


def opened(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A need by a consent in force; withdrawn, there is no such page any more."""
    viewer = viewer_of(request)
    page = opened_page(opened_need(uid, viewer, clock.today()), viewer)
    return render(request, "web/financing/opened.html", {"page": page})


def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An offer or a decline on a consent in force; or the page again with what is wrong."""
    viewer = viewer_of(request)
    behind = need_behind(uid, viewer, clock.today())
    try:
        take(behind, act_in(request), deed_of(request, viewer, consent=uid), viewer=viewer)
    except ChainChiefError as refusal:
        found = faults_of(refusal, faults.REFUSED)
        page = opened_page(
            opened_need(uid, viewer, clock.today()), viewer, found, typed_in(request)
        )
        return render(request, "web/financing/opened.html", {"page": page}, status=UNPROCESSABLE)
    return see_other(_after(uid, viewer))


def _after(uid: uuid.UUID, viewer: Viewer) -> str:
    """Back to the need; to the room where it was closed in between."""
    try:
        opened_need(uid, viewer, clock.today())
    except WrongUseError:
        return reverse("financing-room")
    return reverse("financing-opened", args=[uid])


def offer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = offer_page(own_offer(uid, own_offers(viewer)), viewer)
    return render(request, "web/financing/offer.html", {"page": page})


def offer_act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A step on an offer of the bank's own: taken back, contracted, drawn."""
    viewer = viewer_of(request)
    own = own_offer(uid, own_offers(viewer))
    try:
        take(own.need, act_in(request), deed_of(request, viewer, offer=uid), viewer=viewer)
    except ChainChiefError as refusal:
        found = faults_of(refusal, faults.REFUSED)
        page = offer_page(own, viewer, found, typed_in(request))
        return render(request, "web/financing/offer.html", {"page": page}, status=UNPROCESSABLE)
    return see_other(reverse("financing-offer", args=[uid]))
