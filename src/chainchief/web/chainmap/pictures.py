"""Drawings of a chain as pictures to take along: the links to them, and what they answer."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap.drawing.picture import pdf_of, png_of
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.chainmap.drawing.svg import file_svg
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

#: The forms of a download: content type, and what writes it.
_FORMS: dict[str, tuple[str, Callable[[Drawing], bytes]]] = {
    "svg": ("image/svg+xml", lambda drawing: file_svg(drawing).encode()),
    "png": ("image/png", png_of),
    "pdf": ("application/pdf", pdf_of),
}


def downloads_of(viewer: Viewer, query: str, route: str, *args: str) -> list[tuple[str, str]]:
    """(form, address) of the drawing at `route`, where maps may be taken along."""
    if not policy.allowed(viewer, "export", "figures"):
        return []
    names = {"svg": "SVG", "png": "PNG", "pdf": _("PDF (A3)")}
    return [(names[form], f"{reverse(route, args=[*args, form])}?{query}") for form in _FORMS]


def check_form(form: str) -> None:
    """WrongUseError for a form that there is no download of."""
    if form not in _FORMS:
        raise WrongUseError(
            _("There is no download as {form!r}; there are: {forms}.").format(
                form=form, forms=", ".join(_FORMS)
            )
        )


def picture(drawing: Drawing, form: str, name: str) -> HttpResponse:
    """The drawing in one of the forms; its file says how far it may go."""
    content_type, written = _FORMS[form]
    response = HttpResponse(written(drawing), content_type=content_type)
    file = f"{name}_{policy.level_word('chain')}.{form}"
    response.headers["Content-Disposition"] = content_disposition_header(True, file) or ""
    return response
