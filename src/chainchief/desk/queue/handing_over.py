"""Taking a matter in hand, watching it, and handing everything over when a person leaves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer, viewer_of
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk import faults
from chainchief.desk.models import Handling, Watching
from chainchief.ledger import changelog
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of
from chainchief.people.notices import Topic, send


@dataclass(frozen=True)
class HandedOver:
    """What went over, and what could not: the successor does not reach it. By code."""

    moved: tuple[str, ...]
    left: tuple[str, ...]


def take_in_hand(kind: str, uid: UUID, *, viewer: Viewer, account: str = "") -> None:
    """A matter lies with `account` from now on, by default with whoever acts.

    Both must see it: it is given to nobody whom it does not concern.
    """
    _check_seen(kind, [uid], viewer)
    name = account or viewer.name
    if name != viewer.name:
        receiver = _account(name)
        if not _seen(kind, [uid], viewer_of(receiver, clock.today())):
            raise FaultsError([Fault(faults.NOBODY_TO_HAND_TO, facts={"name": name})])
    with changelog.acting(viewer.signature, f"{kind} {uid}"):
        Handling.objects.update_or_create(
            kind=kind,
            uid=uid,
            defaults={"account": name, "since": clock.today(), "by": viewer.signature},
        )


def let_go(kind: str, uid: UUID, *, viewer: Viewer) -> None:
    """Give it back to anybody whose turn it is."""
    _check_seen(kind, [uid], viewer)
    with changelog.acting(viewer.signature, f"{kind} {uid}"):
        Handling.objects.filter(kind=kind, uid=uid).delete()


def watch(kind: str, uid: UUID, *, viewer: Viewer, on: bool = True) -> None:
    """Keep it in sight, or no longer."""
    _check_seen(kind, [uid], viewer)
    if on:
        Watching.objects.get_or_create(kind=kind, uid=uid, account=viewer.name)
    else:
        Watching.objects.filter(kind=kind, uid=uid, account=viewer.name).delete()


def hand_over(leaving: str, successor: str, *, viewer: Viewer, reason: str) -> HandedOver:
    """Hand all that lies with one person to another, who reaches it: 交接.

    Only what the viewer sees is moved; what the successor may not see stays, and is told.
    """
    if not reason.strip():
        raise NoReasonError
    if leaving == successor:
        raise FaultsError([Fault(faults.HANDS_TO_SELF)])
    receiver = _account(successor)
    theirs = viewer_of(receiver, clock.today())
    moved: list[str] = []
    left: list[str] = []
    with changelog.acting(viewer.signature, reason):
        for kind in sorted(_kinds_of(leaving)):
            held = Handling.objects.filter(account=leaving, kind=kind)
            mine = _seen(kind, held.values_list("uid", flat=True), viewer)
            reachable = _seen(kind, mine, theirs)
            moved += reachable.values()
            left += [code for uid, code in mine.items() if uid not in reachable]
            now = {"account": successor, "since": clock.today(), "by": viewer.signature}
            for some in chunks(list(reachable)):
                held.filter(uid__in=some).update(**now)
        if moved:
            facts = {"who": viewer.name, "number": len(moved)}
            send(receiver, Topic.WORK_TAKEN_OVER, facts, "/desk/", about=f"from {leaving}")
    return HandedOver(tuple(sorted(moved)), tuple(sorted(left)))


def with_whom(viewer: Viewer) -> dict[str, int]:
    """Account → how many matters lie with it, of those that the viewer sees."""
    held: dict[str, list[tuple[str, UUID]]] = {}
    for kind, account, uid in Handling.objects.values_list("kind", "account", "uid"):
        held.setdefault(kind, []).append((account, uid))
    found: Counter[str] = Counter()
    for kind, rows in held.items():
        seen = _seen(kind, (uid for _name, uid in rows), viewer)
        found.update(account for account, uid in rows if uid in seen)
    return dict(sorted(found.items()))


def _kinds_of(account: str) -> set[str]:
    return set(Handling.objects.filter(account=account).values_list("kind", flat=True))


def _account(name: str) -> Account:
    found = Account.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise FaultsError([Fault(faults.NOBODY_TO_HAND_TO, facts={"name": name})])
    return found


def _seen(kind: str, uids: Iterable[UUID], viewer: Viewer) -> dict[UUID, str]:
    """uid → code of those among them that the viewer may see."""
    rows = in_reach(viewer, register_of(kind)).filter(withdrawn_on=None)
    found: dict[UUID, str] = {}
    for some in chunks(sorted(set(uids))):
        found |= dict(rows.filter(uid__in=some).values_list("uid", "code"))
    return found


def _check_seen(kind: str, uids: list[UUID], viewer: Viewer) -> None:
    if not _seen(kind, uids, viewer):
        raise FaultsError([Fault(faults.NOT_YOURS, facts={"viewer": viewer.name})])
