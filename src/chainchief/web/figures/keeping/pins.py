"""Pins: the indicators that a person wants first, on the page of every month."""

import datetime as dt

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.web.figures.models import PinnedFigure

#: More would be the page of all figures again.
MOST = 12


def pinned_by(viewer: Viewer) -> list[str]:
    """The codes in the order in which they were pinned."""
    pins = PinnedFigure.objects.filter(owner=viewer.signature).order_by("pinned_at", "pk")
    return list(pins.values_list("code", flat=True))


def turn(viewer: Viewer, code: str) -> None:
    """Pin it, or take the pin away; `WrongUseError` for an unknown code, or for too many."""
    pin = PinnedFigure.objects.filter(owner=viewer.signature, code=code)
    if pin.delete()[0]:
        return
    if code not in catalogues.load():
        raise WrongUseError(_("There is no indicator {!r}.").format(code))
    if PinnedFigure.objects.filter(owner=viewer.signature).count() >= MOST:
        raise WrongUseError(
            _("No more than {most} pins are kept; take one away first.").format(most=MOST)
        )
    now = dt.datetime.now(dt.UTC)
    PinnedFigure.objects.create(owner=viewer.signature, code=code, pinned_at=now)
