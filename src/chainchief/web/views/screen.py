"""The view of screen mode."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chainchief.web.doors.guard import viewer_of
from chainchief.web.figures.pages.screen import screen_page


def screen(request: HttpRequest) -> HttpResponse:
    """Published figures for a wall; no address makes it show another month."""
    return render(request, "web/figures/screen.html", {"page": screen_page(viewer_of(request))})
