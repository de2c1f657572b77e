"""The one order in which steps at the desk are taken: right → version → state → deed → notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chainchief.access.viewers import Viewer
from chainchief.core.faults import FaultKind, refuse
from chainchief.desk import faults
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.bases import Record
from chainchief.ledger.changesets import Change, ChangeSet, Revision

Matter = TypeVar("Matter", bound=Record)
Act = TypeVar("Act")
Deed = TypeVar("Deed")


@dataclass(frozen=True)
class Taking(Generic[Matter, Act, Deed]):
    """How steps of one kind of matter are taken.

    `refusing_state` gives the words of the state from which the act is not made, "" where it is.
    `changes` makes the change set of the act, or raises `FaultsError` with all that is wrong with
    what was typed. `tell` hears of the matter before and after the act.
    """

    model: type[Matter]
    verb: Callable[[Act], str]
    is_allowed: Callable[[Matter, Act, Viewer], bool]
    refusing_state: Callable[[Matter, Act], str]
    changes: Callable[[Matter, Act, Deed, Viewer], Sequence[Change]]
    tell: Callable[[Matter, Matter, Act, Viewer], Any]
    not_yours: FaultKind = faults.NOT_YOURS
    not_now: FaultKind = faults.NOT_NOW

    def take(
        self,
        matter: Matter,
        act: Act,
        deed: Deed,
        *,
        viewer: Viewer,
        reason: str,
        version: int | None,
    ) -> Matter:
        """Take a step in one transaction; the matter as it is afterwards.

        Raises `FaultsError` with all that is wrong: no right, not from this state, somebody was
        faster (`version` is the one that was looked at), or what the act needs is missing.
        """
        with changelog.acting(viewer.signature, reason):
            held = self.model._default_manager.select_for_update().get(pk=matter.pk)
            if not self.is_allowed(held, act, viewer):
                refuse(self.not_yours, viewer=viewer.name)
            if version is not None and held.version != version:
                refuse(faults.MOVED)
            if state := self.refusing_state(held, act):
                refuse(self.not_now, state=state)
            changes = ChangeSet.of(*self.changes(held, act, deed, viewer))
            apply_change_set(changes, viewer=viewer, reason=reason, verb=self.verb(act))
            done = self.model._default_manager.get(pk=held.pk)
            self.tell(held, done, act, viewer)
        return done


def revised(matter: Record, values: dict[str, object]) -> list[Change]:
    """The revision of a matter by an act; none where the act changes nothing of it."""
    return [Revision(matter.kind, matter.uid, matter.version, values)] if values else []
