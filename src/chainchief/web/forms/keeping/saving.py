"""Saving a form once: a second click, or the page sent again, finds that it was saved."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import transaction

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Applied, ChangeSet
from chainchief.ledger.validation import Locate
from chainchief.web.forms.models import SentForm

#: So long a form that is sent again is known.
_KNOWN = dt.timedelta(days=30)
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Saving:
    """What is to be written, by whom and why, and where the page of it is afterwards."""

    change_set: ChangeSet
    viewer: Viewer
    reason: str
    key: str
    address: Callable[[], str]
    locate: Locate


def saved_before(viewer: Viewer, key: str) -> SentForm | None:
    """The form of this key, where this person saved it already."""
    return SentForm.objects.filter(key=key, owner=viewer.signature).first()


def require_key(key: str) -> None:
    """Each form has a key of its own, so that it is written once."""
    if not _KEY.fullmatch(key):
        raise WrongUseError(_("This form has no key; open it again, and send it from there."))


def save(saving: Saving) -> SentForm:
    """Write the change set, and that this form was sent, in one transaction.

    Raises what `apply_change_set` raises; then the form was not sent.
    """
    viewer, now = saving.viewer, dt.datetime.now(dt.UTC)
    with transaction.atomic(), changelog.acting(viewer.signature, saving.reason):
        before = _reserved(saving, now)
        if before is not None:
            return before
        applied = apply_change_set(
            saving.change_set, viewer=viewer, reason=saving.reason, locate=saving.locate
        )
        sent = SentForm.objects.get(key=saving.key)
        sent.address, sent.outcome = saving.address(), outcome_of(applied)
        sent.save()
    SentForm.objects.filter(sent_at__lt=now - _KNOWN).delete()
    return sent


def _reserved(saving: Saving, now: dt.datetime) -> SentForm | None:
    """Take the key, or find who has it: whoever sends it at the same moment waits here."""
    sent, is_first = SentForm.objects.get_or_create(
        key=saving.key,
        defaults={"owner": saving.viewer.signature, "sent_at": now, "address": ""},
    )
    if is_first:
        return None
    if sent.owner != saving.viewer.signature:
        raise WrongUseError(_("This form has no key; open it again, and send it from there."))
    return sent


def outcome_of(applied: Applied) -> dict[str, object]:
    """Outcome that the page shows afterwards."""
    counts = {
        name: getattr(applied, name)
        for name in ("created", "revised", "withdrawn", "reinstated")
        if getattr(applied, name)
    }
    return {"counts": counts, "warnings": [fault.text for fault in applied.warnings]}


def counted(counts: dict[str, int]) -> list[str]:
    """The counts in words: 录入 1 条, 修改 2 条."""
    words = {
        "created": ngettext("{} record entered", "{} records entered", counts.get("created", 0)),
        "revised": ngettext("{} record changed", "{} records changed", counts.get("revised", 0)),
        "withdrawn": ngettext(
            "{} record withdrawn", "{} records withdrawn", counts.get("withdrawn", 0)
        ),
        "reinstated": ngettext(
            "{} record reinstated", "{} records reinstated", counts.get("reinstated", 0)
        ),
    }
    return [words[name].format(count) for name, count in counts.items() if name in words]


def after(sent: SentForm) -> str:
    """Address that the browser goes to: the page of what was written, which says so."""
    return f"{sent.address}?{urlencode({'saved': sent.key})}"
