"""Closing and reopening a month, and which snapshot a month is read from.

A closing stays in the register for good, so a month that has not begun, and an empty ledger, are
refused before anything is frozen.

A month that was closed once is read from its latest closed revision for good: reopening says that
a new revision is being prepared, and changes nothing that was closed.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.looked_up import once
from chainchief.core.spans import Month
from chainchief.dispatch import differences
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Closing, CollectionState, Request, RequestState, State
from chainchief.dispatch.steps import SETTLED, Act, move
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import housekeeping, making
from chainchief.lake.snapshots.making import Snapshot
from chainchief.lake.snapshots.manifest import WORKING
from chainchief.ledger import changelog
from chainchief.ledger.kinds.division.models import Division

#: The policy class of months.
MONTHS = "months"
#: So many answers that are waited for are named.
_NAMED = 8


def close(month: Month, *, viewer: Viewer, reason: str = "") -> Closing:
    """Seal the change log, freeze the ledger as the month's next revision, and say what changed.

    Raises `DispatchError` where the month is closed already or has not begun, and in a ledger
    without units. Interrupted at any point, the month is as open as before.
    """
    policy.require(viewer, "close", MONTHS)
    with _alone():
        check_may_be_closed(month)
        last = latest_act(month)
        changelog.seal()
        made = _frozen(f"{month}r{last.revision + 1 if last else 1}")
        closing = Closing(
            month=str(month),
            revision=last.revision + 1 if last else 1,
            state=State.CLOSED,
            snapshot=made.id,
            manifest=made.manifest_hash,
            position=made.position,
            differences=_differences(last, made),
        )
        _recorded(closing, viewer, reason)
        _close_answers(month, viewer, reason)
        housekeeping.sweep()
        return closing


def check_may_be_closed(month: Month) -> None:
    """Raise `DispatchError` with what forbids the closing, whoever would close it."""
    _check_has_begun(month)
    _check_has_units()
    last = latest_act(month)
    if last is not None and last.state == State.CLOSED:
        raise DispatchError(
            _(
                "{month} is closed already, as {snapshot}. To take in what came later, run "
                "`chainchief reopen {code} --reason …` and close it again."
            ).format(month=month.label, snapshot=last.snapshot, code=month)
        )
    _check_answers(month)


def reopen(month: Month, *, viewer: Viewer, reason: str) -> Closing:
    """Say that a closed month is being revised, and why. Its closed revision stays as it is.

    Raises `DispatchError` for a month that is not closed, and without a reason.
    """
    policy.require(viewer, "reopen", MONTHS)
    if not reason.strip():
        raise DispatchError(_("A month is reopened for a reason; give it with --reason."))
    with _alone():
        last = latest_act(month)
        if last is None:
            raise DispatchError(_("{} is not closed.").format(month.label))
        if last.state != State.CLOSED:
            raise DispatchError(_("{} has been reopened already.").format(month.label))
        act = Closing(
            month=last.month,
            revision=last.revision,
            state=State.REOPENED,
            snapshot=last.snapshot,
            manifest=last.manifest,
            position=last.position,
        )
        return _recorded(act, viewer, reason)


def latest_act(month: Month) -> Closing | None:
    """The last closing or reopening of a month, None for a month that was never closed."""
    return next((act for act in reversed(_acts()) if act.month == str(month)), None)


def is_closed(month: Month) -> bool:
    """Whether the month is closed, and not being revised."""
    last = latest_act(month)
    return last is not None and last.state == State.CLOSED


def latest_states() -> dict[str, str]:
    """Month → what its last act brought about, for the months that were ever closed."""
    return {act.month: act.state for act in _acts()}


def latest_closed(month: Month) -> Closing | None:
    """The closing of the latest revision, also while the month is open again."""
    closed = (act for act in _acts() if act.month == str(month) and act.state == State.CLOSED)
    return max(closed, key=lambda act: act.revision, default=None)


def closed_months() -> list[Closing]:
    """The latest closed revision of every month, by month."""
    closed = [act for act in _acts() if act.state == State.CLOSED]
    closed.sort(key=lambda act: (act.month, act.revision))
    return list({closing.month: closing for closing in closed}.values())


def _acts() -> list[Closing]:
    """All acts in their order: a few dozen, from which a page asks for many things."""
    return once("acts on months", lambda: list(Closing.objects.defer("differences").order_by("id")))


def snapshot_for(month: Month, wanted: str | None = None) -> Snapshot:
    """The snapshot that a month is read from.

    None: the latest closed revision, else the open ledger. `working`: the open ledger. Any other:
    the snapshot of that id, or `WrongUseError` with those there are. Raises `AlteredFileError` if
    the manifest of a closed revision is not the one that was closed.
    """
    if wanted is None:
        closing = latest_closed(month)
        wanted = closing.snapshot if closing else WORKING
    snapshot = making.open_snapshot(wanted)
    acts = (act for act in _acts() if act.snapshot == snapshot.id)
    closed = next((act for act in acts if act.state == State.CLOSED), None)
    if closed is not None and closed.manifest != snapshot.manifest_hash:
        raise AlteredFileError(
            _(
                "The manifest of {} is not the one that was closed on {:%Y-%m-%d}. Restore it "
                "from a backup and run `chainchief verify`."
            ).format(snapshot.id, clock.local(closed.at))
        )
    return snapshot


def freeze_open(month: Month) -> Snapshot:
    """Keep the open ledger under the month's next free label (2023-11s1), without closing it."""
    taken = making.frozen()
    number = next(n for n in range(1, len(taken) + 2) if f"{month}s{n}" not in taken)
    return making.freeze(f"{month}s{number}")


def _frozen(label: str) -> Snapshot:
    """Freeze under `label`. A snapshot left there by an interrupted closing is put aside."""
    if label in making.frozen():
        making.set_aside(label)
    return making.freeze(label, _last_closed())


def _last_closed() -> Snapshot | None:
    """The snapshot closed last, if it is still the one that the ledger says was closed."""
    last = Closing.objects.filter(state=State.CLOSED).order_by("-id").first()
    if last is None:
        return None
    try:
        snapshot = making.open_snapshot(last.snapshot)
    except (WrongUseError, AlteredFileError):
        return None
    return snapshot if snapshot.manifest_hash == last.manifest else None


def _differences(last: Closing | None, made: Snapshot) -> dict[str, object]:
    if last is None:
        return {}
    before = snapshot_for(Month.parse(last.month), last.snapshot)
    return differences.summary(differences.between(before, made))


def _recorded(act: Closing, viewer: Viewer, reason: str) -> Closing:
    act.actor, act.reason = viewer.signature, reason.strip()[:400]
    act.at = dt.datetime.now(dt.UTC)
    with changelog.acting(viewer.signature, reason or f"{act.state} {act.snapshot}"):
        act.save(force_insert=True)
    changelog.seal()
    return act


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process of this home folder closes or reopens at a time."""
    home().lake.mkdir(parents=True, exist_ok=True)
    with (home().lake / "closing.lock").open("w") as stream:
        flock(stream, LOCK_EX)
        yield


def waiting_for(month: Month) -> list[Request]:
    """The requests of the month's collections that are neither approved nor waived."""
    found = Request.objects.filter(
        collection__month=str(month), collection__state=CollectionState.OPEN
    )
    waiting = found.exclude(state__in=SETTLED).select_related("collection")
    return list(waiting.order_by("collection", "code"))


def _check_answers(month: Month) -> None:
    """All units below first: nothing closes over an answer that is still waited for."""
    waiting = waiting_for(month)
    if waiting:
        codes = [f"{request.collection.name} {request.code}" for request in waiting]
        raise DispatchError(
            _(
                "{month} cannot be closed: answers are still waited for, {count} in all: {which}. "
                "Approve them, or waive them for a reason."
            ).format(
                month=month.label,
                count=len(codes),
                which=listed(codes[:_NAMED]) + ("…" if len(codes) > _NAMED else ""),
            )
        )


def _close_answers(month: Month, viewer: Viewer, reason: str) -> None:
    """What was approved is closed with its month."""
    with changelog.acting(viewer.signature, reason or f"close {month}"):
        approved = Request.objects.filter(collection__month=str(month), state=RequestState.APPROVED)
        for request in approved.order_by("pk"):
            move(request, Act.CLOSE, viewer, reason=reason)


def _check_has_begun(month: Month) -> None:
    if month.first > clock.today():
        raise DispatchError(
            _("{} has not begun yet; look at the year and the month once more.").format(month.label)
        )


def _check_has_units() -> None:
    """A ledger without a unit is as a rule the wrong home folder."""
    if not Division.objects.exists():
        raise DispatchError(
            _(
                "The ledger in {} has no unit yet, so there is nothing to close. Is "
                "CHAINCHIEF_HOME the folder that is meant? If so, begin with "
                "`chainchief import division FILE`."
            ).format(home().path)
        )
