"""What the frame of every page shows: the entries of the navigation, the language, the notices."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from chainchief import __version__
from chainchief.core.home import home
from chainchief.core.i18n import CHINESE, ENGLISH, _, language


@dataclass(frozen=True)
class Entry:
    """An entry of the navigation. It is here only when its pages are."""

    name: str
    icon: str
    address: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """Django's context processor: `frame` in every template."""
    english = language() == ENGLISH
    return {
        "frame": {
            "language": "en" if english else "zh-CN",
            "other_language": CHINESE if english else ENGLISH,
            "other_language_name": "中文" if english else "English",
            "entries": entries(request),
            "is_demo": is_demo(),
            "version": __version__,
        }
    }


def entries(request: HttpRequest) -> list[Entry]:
    figures = reverse("figures")
    return [Entry(_("Figures"), "figures", figures, request.path.startswith(figures))]


def is_demo() -> bool:
    """Whether this home folder holds the demo city: `chainchief demo` leaves this mark in it."""
    return (home().path / "demo").exists()
