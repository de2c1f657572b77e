"""Who the frame says is here: the name, the roles, for whom; and whom else they may act for."""

from dataclasses import dataclass

from django.http import HttpRequest

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import in_language
from chainchief.people.sessions.store import ACTING_FOR, PRINCIPALS
from chainchief.web.doors.guard import NOBODY, viewer_of


@dataclass(frozen=True)
class Standpoint:
    """One choice of the switch: the own name (key "") or another's."""

    key: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Person:
    name: str
    roles: str
    acting_for: str


def person_of(request: HttpRequest) -> Person | None:
    """Whoever is logged in, all gates passed; None for everybody else."""
    viewer = viewer_of(request)
    if viewer is NOBODY:
        return None
    chosen = (one.name for one in standpoints(request) if one.is_chosen)
    return Person(str(request.user), role_words(viewer), next(chosen, ""))


def role_words(viewer: Viewer) -> str:
    """The roles held now, as the policy table labels them."""
    known = policy.table().roles
    held = dict.fromkeys(one.role for one in viewer.held)
    return listed(in_language(dict(known.get(role, {"zh": role}))) for role in held)


def standpoints(request: HttpRequest) -> tuple[Standpoint, ...]:
    """The own name and those of others; nothing where there is nothing to choose."""
    others = request.session.get(PRINCIPALS) or []
    chosen = request.session.get(ACTING_FOR)
    if not others:
        return ()
    return (
        Standpoint("", "", chosen is None),
        *(Standpoint(str(key), name, key == chosen) for key, name in others),
    )
