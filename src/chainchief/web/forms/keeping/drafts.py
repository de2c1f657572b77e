"""Drafts: what somebody typed and has not saved, kept on the server for that person alone."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.web.forms.filling.form import ACTION, KEY, TOKEN
from chainchief.web.forms.models import FormDraft

#: A draft that nobody opened for so long is dropped.
KEPT = dt.timedelta(days=90)
#: Of a draft no more characters are kept than a form of many rows has.
_MOST = 400_000
_NOT_KEPT = frozenset((ACTION, KEY, TOKEN))


@dataclass(frozen=True)
class KeptDraft:
    """A draft as the form offers it."""

    saved_at: str
    fields: tuple[tuple[str, str], ...]


def keep(viewer: Viewer, kind: str, uid: uuid.UUID | None, typed: Iterable[tuple[str, str]]) -> str:
    """Keep what was typed, in place of an earlier draft; returns when, as people read it."""
    fields = [[name, text] for name, text in typed if name not in _NOT_KEPT]
    now = dt.datetime.now(dt.UTC)
    if sum(len(name) + len(text) for name, text in fields) <= _MOST:
        FormDraft.objects.filter(saved_at__lt=now - KEPT).delete()
        FormDraft.objects.update_or_create(
            owner=viewer.signature,
            kind=kind,
            uid=_key(uid),
            defaults={"fields": fields, "saved_at": now},
        )
    return clock.minute(now)


def kept(viewer: Viewer, kind: str, uid: uuid.UUID | None) -> KeptDraft | None:
    """The viewer's own draft of this form."""
    draft = _drafts(viewer, kind, uid).first()
    if draft is None:
        return None
    fields = tuple((str(name), str(text)) for name, text in draft.fields)
    return KeptDraft(clock.minute(draft.saved_at), fields)


def drop(viewer: Viewer, kind: str, uid: uuid.UUID | None) -> None:
    _drafts(viewer, kind, uid).delete()


def _drafts(viewer: Viewer, kind: str, uid: uuid.UUID | None):  # type: ignore[no-untyped-def]
    return FormDraft.objects.filter(owner=viewer.signature, kind=kind, uid=_key(uid))


def _key(uid: uuid.UUID | None) -> str:
    return uid.hex if uid else ""
