"""Views of the months, of their closing and reopening."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.spans import Month
from chainchief.web.doors.guard import viewer_of
from chainchief.web.months import acts
from chainchief.web.months.month import month_page
from chainchief.web.months.register import month_lines
from chainchief.web.months.rehearsal import rehearsal_page


def months(request: HttpRequest) -> HttpResponse:
    """The register of months."""
    return render(request, "web/months/months.html", {"lines": month_lines(viewer_of(request))})


def month(request: HttpRequest, month: str) -> HttpResponse:
    """One month; `division` of the address narrows what is missing."""
    page = month_page(Month.parse(month), viewer_of(request), request.GET.get("division", ""))
    return render(request, "web/months/month.html", {"page": page})


def rehearsal(request: HttpRequest, month: str) -> HttpResponse:
    """The month as it would be closed now."""
    page = rehearsal_page(Month.parse(month), viewer_of(request))
    return render(request, "web/months/rehearsal.html", {"page": page})


def close(request: HttpRequest, month: str) -> HttpResponse:
    """Propose the closing, or close what another proposed; and show it."""
    return _done(request, Month.parse(month), acts.close)


def reopen(request: HttpRequest, month: str) -> HttpResponse:
    """Reopen it, and show it."""
    return _done(request, Month.parse(month), acts.reopen)


def _done(
    request: HttpRequest, month: Month, act: Callable[[Month, str, str, Viewer], None]
) -> HttpResponse:
    """What was refused stands on the page again, with the reason."""
    viewer = viewer_of(request)
    typed, reason = request.POST.get("typed", ""), request.POST.get("reason", "")
    try:
        act(month, typed, reason, viewer)
    except ChainChiefError as refused:
        page = month_page(month, viewer, fault=str(refused))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/months/month.html", {"page": page}, status=status)
    return HttpResponseRedirect(reverse("month", args=[str(month)]), status=HTTPStatus.SEE_OTHER)
