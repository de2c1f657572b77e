"""The first three accounts of a home: the administrators, before there is anybody to make them."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chainchief.access.models import Account, Decision, folded
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place, declare
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people.accounts import Created, create
from chainchief.people.accounts.making import name_faults
from chainchief.people.events import EventKind
from chainchief.people.grants.proposing import written
from chainchief.people.grants.recording import recorded
from chainchief.people.grants.wish import Wish
from chainchief.people.roles import ADMINISTRATORS, label_of

NOT_FIRST = declare(
    "PPL-140",
    why="there are accounts already: this is no first start",
    remedy="log in; the system administrator makes further accounts",
)
THREE_PERSONS = declare(
    "PPL-141",
    why="“{name}” is written for two administrators; they are three persons",
    remedy="name another person for one of them",
)


@dataclass(frozen=True)
class Person:
    """The names of somebody who gets an account."""

    username: str
    full_name: str
    uid: uuid.UUID | None = None
    has_password: bool = True


def make_administrators(
    persons: Sequence[Person], *, viewer: Viewer, address: str = ""
) -> list[Created]:
    """Accounts for the system, security and audit administrator, in this order; all or none.

    Only while nobody has an account: the one act that no second person can confirm.
    """
    reason = _("first start")
    with changelog.acting(viewer.signature, reason):
        found = [*first_start_faults(), *person_faults(persons)]
        if found:
            raise FaultsError(found)
        return [
            _made(person, role, viewer, reason, address)
            for person, role in zip(persons, ADMINISTRATORS, strict=True)
        ]


def first_start_faults() -> Iterator[Fault]:
    if Account.objects.exists():
        yield Fault(NOT_FIRST)


def person_faults(persons: Sequence[Person]) -> Iterator[Fault]:
    """All that is wrong with the three names, each told with its role."""
    for person, role in zip(persons, ADMINISTRATORS, strict=True):
        for fault in name_faults(person.username.strip(), person.full_name.strip()):
            place = Place(record=label_of(role), column=fault.place.column)
            yield Fault(fault.kind, place, facts=fault.facts)
    for name in ("username", "full_name"):
        seen: set[str] = set()
        for person, role in zip(persons, ADMINISTRATORS, strict=True):
            value = folded(getattr(person, name))
            if value and value in seen:
                facts = {"name": getattr(person, name).strip()}
                yield Fault(THREE_PERSONS, Place(record=label_of(role)), facts=facts)
            seen.add(value)


def _made(person: Person, role: str, viewer: Viewer, reason: str, address: str) -> Created:
    created = create(
        person.username,
        person.full_name,
        viewer=viewer,
        reason=reason,
        address=address,
        uid=person.uid,
        with_password=person.has_password,
    )
    grant_first(created.account, role, viewer, reason, address)
    return created


def grant_first(
    account: Account, role: str, viewer: Viewer, reason: str, address: str = ""
) -> None:
    """A grant that no two persons made; call it within `changelog.acting`."""
    grant = written(Wish(account, role, clock.today()), viewer.signature, reason)
    grant.decision = Decision.APPROVED
    grant.decided_by, grant.decided_at = viewer.signature, grant.proposed_at
    grant.decision_reason = reason
    grant.save()
    recorded(
        EventKind.GRANT_APPROVED, grant, viewer, address=address, reason=reason, first_start=True
    )
