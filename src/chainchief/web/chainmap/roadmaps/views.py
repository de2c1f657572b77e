"""Views of a chain's technology, application-field and attraction route maps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chainchief.access import policy
from chainchief.chainmap.roadmaps import THEMES, roadmap_of
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.chainmap.cities import answers_to
from chainchief.web.chainmap.map_query import map_query
from chainchief.web.chainmap.pictures import check_form, picture
from chainchief.web.chainmap.roadmaps.page import roadmap_page, roadmap_panel
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.swaps import target_of


def chain_technology(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, code, "technology")


def chain_applications(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, code, "application")


def chain_attraction(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, code, "attraction")


@vary_on_headers("HX-Request", "HX-Target")
def _page(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    """The map; htmx asks for the segment beside it alone."""
    query, viewer = map_query(request, code), viewer_of(request)
    if target_of(request) == "segment" and query.segment:
        panel = roadmap_panel(query, theme, answers_to(query, viewer), viewer)
        return render(request, "web/chainmap/segment.html", {"panel": panel})
    page = roadmap_page(query, theme, viewer)
    return render(request, "web/chainmap/roadmap.html", {"page": page})


def chain_roadmap_file(request: HttpRequest, code: str, theme: str, form: str) -> HttpResponse:
    """The map as a picture; candidates are named in it where firms may be taken along."""
    check_form(form)
    if theme not in THEMES:
        raise WrongUseError(
            _("There is no map of {theme!r}; there are: {themes}.").format(
                theme=theme, themes=listed(THEMES)
            )
        )
    query, viewer = map_query(request, code), viewer_of(request)
    answers = answers_to(query, viewer)
    names = policy.allowed(viewer, "export", "firm")
    made = roadmap_of(theme, answers, viewer, names_candidates=names)
    return picture(made.drawing, form, made.title)
