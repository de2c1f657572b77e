"""Writing an event down: what cannot be written down does not happen either."""

import datetime as dt
import json
from collections.abc import Mapping

from chainchief.access import signatures
from chainchief.ledger import changelog
from chainchief.people.events.kinds import EventKind
from chainchief.people.models import SecurityEvent

#: Who stands in the change log for an event of nobody known.
PROGRAM = "chainchief"
_LENGTH = 200


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
    signed with, or of no account, are the program's event with the name left out.
    """
    actor = account if account and signatures.is_plain(account) else PROGRAM
    with changelog.acting(actor[:_LENGTH], str(event)):
        return SecurityEvent.objects.create(
            at=dt.datetime.now(dt.UTC),
            event=str(event),
            account=account[:_LENGTH],
            address=address,
            succeeded=succeeded,
            subject=subject[:_LENGTH],
            facts=json.dumps(dict(facts or {}), ensure_ascii=False, sort_keys=True),
        )
