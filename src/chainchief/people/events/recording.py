"""Writing an event down: what cannot be written down does not happen either."""

import datetime as dt
import json
from collections.abc import Mapping

from django.db import DatabaseError

from chainchief.access import signatures
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people.events.kinds import EventKind
from chainchief.people.faults import NotRecordedError
from chainchief.people.models import SecurityEvent

#: Who stands in the change log for an event of nobody known.
PROGRAM = "chainchief"
_LENGTH = 200
#: The longest text among the facts, and the most of them: nobody fills the log with one request.
_LONGEST, _MOST = 400, 40


def record(
    event: EventKind,
    account: str = "",
    *,
    address: str = "",
    succeeded: bool = True,
    subject: str = "",
    facts: Mapping[str, object] | None = None,
) -> SecurityEvent:
    """Add an event to the log, signed with the account's name or signature.

    `subject` is what it was done to: an account, a kind of record, a page. Names that cannot be
    signed with, or of no account, are the program's event with the name left out. Line breaks and
    the like stand as `\\x0a`, long texts are cut. `NotRecordedError` where it cannot be written
    down: then what it tells of must not happen.
    """
    try:
        return _written(event, _inert(account), address, succeeded, _inert(subject), facts or {})
    except (DatabaseError, FaultsError) as failed:
        raise NotRecordedError(
            _("This cannot be written into the log of events, and therefore was not done.")
        ) from failed


def _written(
    event: EventKind,
    account: str,
    address: str,
    succeeded: bool,
    subject: str,
    facts: Mapping[str, object],
) -> SecurityEvent:
    actor = account if account and signatures.is_plain(account) else PROGRAM
    with changelog.acting(actor[:_LENGTH], str(event)):
        return SecurityEvent.objects.create(
            at=dt.datetime.now(dt.UTC),
            event=str(event),
            account=account[:_LENGTH],
            address=address,
            succeeded=succeeded,
            subject=subject[:_LENGTH],
            facts=json.dumps(_bounded(facts), ensure_ascii=False, sort_keys=True),
        )


def _bounded(facts: Mapping[str, object]) -> dict[str, object]:
    some = list(facts.items())[:_MOST]
    return {
        _inert(str(name))[:_LENGTH]: _inert(value)[:_LONGEST] if isinstance(value, str) else value
        for name, value in some
    }


def _inert(text: str) -> str:
    """The text with what a terminal, a log or a spreadsheet would act upon written out."""
    start = text[: 4 * _LONGEST]
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in start)
