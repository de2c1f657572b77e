"""The record that a form is about, where the viewer may do to it what the form does."""

import uuid

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, in_language
from chainchief.ledger.queries.stored_values import Stored, stored_by_uid
from chainchief.ledger.registers import Register
from chainchief.web.frame.visible import rows_of


def held_record(register: Register, uid: uuid.UUID, viewer: Viewer, verb: str) -> Stored:
    """The record as it is in the ledger, withdrawn or not.

    `WrongUseError` where there is none within reach, `NotAllowedError` where it may only be seen.
    """
    if not rows_of(register.kind, viewer).filter(uid=uid).exists():
        raise WrongUseError(_("There is no such record, or it is not open to you."))
    if not may(register, uid, viewer, verb):
        word = in_language(dict(policy.table().verbs[verb]))
        message = _("{viewer} may not {verb} this record: it belongs to others.")
        raise NotAllowedError(message.format(viewer=viewer.name, verb=word))
    return stored_by_uid(register, [uid])[uid]


def may(register: Register, uid: uuid.UUID, viewer: Viewer, verb: str) -> bool:
    """Whether the viewer may do this to the record as it stands."""
    if policy.reach(viewer, verb, register.policy_class).everything:
        return True
    return bool(rows_of(register.kind, viewer, verb).filter(uid=uid).exists())
