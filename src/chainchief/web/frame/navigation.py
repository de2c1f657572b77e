"""What the frame of every page shows: the entries of the navigation, the language, the notices."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from chainchief import __version__
from chainchief.access import policy
from chainchief.access.rules import READING
from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.home import home
from chainchief.core.i18n import CHINESE, ENGLISH, _, language
from chainchief.web.doors.guard import opens, viewer_of
from chainchief.web.frame.person import Person, person_of


@dataclass(frozen=True)
class NavigationLink:
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
            "person": person(request),
        }
    }


def person(request: HttpRequest) -> Person | None:
    """Person who is here; nobody while there is no sound policy table."""
    try:
        return person_of(request)
    except ChainChiefError:
        return None


#: Name, icon, route, arguments, and how the addresses of its pages begin.
_ENTRIES = (
    ("Home", "home", "start", (), ("/home/",)),
    ("Figures", "figures", "figures", (), ("/figures/", "/indicators/")),
    ("Indicator workshop", "workshop", "workshop", (), ("/workshop/",)),
    ("Chains", "chains", "chains", (), ("/chains/",)),
    ("Registers", "records", "records", (), ("/records/",)),
    ("Months", "months", "months", (), ("/months/", "/funds/")),
    ("Dispatch", "board", "dispatch", (), ("/dispatch/",)),
    ("Service desk", "desk", "desk", (), ("/desk/", "/tasks/", "/leads/")),
    ("Meetings", "meeting", "meetings", (), ("/meetings/", "/visits/")),
    ("Financing", "yuan", "financing", (), ("/financing/",)),
    ("Import", "up", "imports", (), ("/imports/", "/batches/", "/jobs/")),
    ("Release", "release", "release", ("press-release",), ("/release/", "/drafts/")),
    ("Issued documents", "issued", "issued", (), ("/issued/",)),
    ("Accounts and grants", "lock", "accounts", (), ("/accounts/", "/grants/")),
    ("Audit", "audit", "audit", (), ("/audit/",)),
)


def entries(request: HttpRequest) -> list[NavigationLink]:
    """The pages that this viewer may open; none while there is no sound policy table.

    Then the page says what is wrong with it: it must not fail at its frame.
    """
    try:
        return _entries(request, viewer_of(request))
    except ChainChiefError:
        return []


def _entries(request: HttpRequest, viewer: Viewer) -> list[NavigationLink]:
    return [
        NavigationLink(
            _(name),
            icon,
            reverse(route, args=arguments),
            request.path.startswith(begins) or request.path == reverse(route, args=arguments),
        )
        for name, icon, route, arguments, begins in _ENTRIES
        if _opens(viewer, route)
    ]


def _opens(viewer: Viewer, name: str) -> bool:
    route = policy.table().methods_of(name).get(READING)
    return route is not None and opens(viewer, route)


def is_demo() -> bool:
    """Whether this home folder holds the demo city: `chainchief demo` leaves this mark in it."""
    return (home().path / "demo").exists()
