"""Views of service officers: coverage, an officer's firms, contacts and hand-over."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import faults_of
from chainchief.desk.officers.acts import Contact, add_contact, hand_over, name_officer
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.officers.faults import REFUSED
from chainchief.web.officers.pages import (
    firm_officer_page,
    officers_page,
    open_officer,
    person_page,
)


def officers(request: HttpRequest) -> HttpResponse:
    """Coverage; sent, a firm without an officer gets one."""
    viewer, sent = viewer_of(request), request.POST
    if request.method != "POST":
        return render(request, "web/officers/index.html", {"page": officers_page(viewer)})
    try:
        made = name_officer(sent.get("firm", ""), sent.get("person", ""), viewer=viewer)
    except ChainChiefError as refusal:
        page = officers_page(viewer, tuple(faults_of(refusal, REFUSED)))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/officers/index.html", {"page": page}, status=status)
    return see_other(reverse("officer-firm", args=[made.uid]))


def officer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The firms of the person who looks after one of them, by that record of an officer."""
    viewer = viewer_of(request)
    page = person_page(open_officer(uid, viewer).person, viewer)
    return render(request, "web/officers/person.html", {"page": page})


def officer_firm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A firm with its officer; sent, a contact is entered or the firm handed over."""
    viewer, sent = viewer_of(request), request.POST
    found = open_officer(uid, viewer)
    if request.method != "POST":
        page = firm_officer_page(found, viewer)
        return render(request, "web/officers/firm.html", {"page": page})
    try:
        if "person" in sent:
            reason = sent.get("reason", "")
            found = hand_over(found, sent.get("person", ""), viewer=viewer, reason=reason)
        else:
            said = Contact(
                sent.get("day", ""),
                sent.get("way", ""),
                sent.get("matter", ""),
                sent.get("difficulty", ""),
            )
            add_contact(found, said, viewer=viewer)
    except ChainChiefError as refusal:
        typed = {name: str(value) for name, value in sent.items()}
        page = firm_officer_page(found, viewer, tuple(faults_of(refusal, REFUSED)), typed)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/officers/firm.html", {"page": page}, status=status)
    return see_other(reverse("officer-firm", args=[found.uid]))
