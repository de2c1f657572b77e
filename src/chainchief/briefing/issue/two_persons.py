"""Issuing by two persons: one signs the final file, another one issues it or sends it back.

The file is kept under its hash as soon as it is signed; what the second person issues is that file
and no other, read back and computed again.
"""

import datetime as dt
import hashlib

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing import models
from chainchief.briefing.errors import BriefingError
from chainchief.briefing.faults import NO_REASON_BACK, NOT_WAITING, SECOND_PERSON
from chainchief.briefing.issue.issuing import (
    closed_month,
    examined_in_chinese,
    keep,
    path_of,
    refuse,
    register,
    registered,
)
from chainchief.briefing.readback.confined import bytes_of
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.ledger import changelog
from chainchief.people.persons import same_person

DOCUMENTS = "documents"


def sign(
    content: bytes, name: str, month: Month, *, viewer: Viewer, accept_differences: str = ""
) -> models.FinalFile:
    """Sign the final file of a closed month; the same file signed twice waits once.

    `FaultsError` with everything that would keep it from being issued.
    """
    policy.require(viewer, "submit", DOCUMENTS)
    if registered(content, month) is not None:
        raise BriefingError(_("{} is registered as issued already.").format(name))
    digest, source = hashlib.sha256(content).hexdigest(), closed_month(month)
    examined = examined_in_chinese(content, name, source)
    reason = accept_differences.strip()[:400]
    refuse(examined, source, with_differences=bool(reason), is_public=False)
    waiting = models.FinalFile.objects.filter(sha256=digest, state=models.FinalState.SIGNED)
    known = waiting.first()
    if known is not None:
        return known
    keep(content, digest)
    with changelog.acting(viewer.signature, _("signature on {}").format(name)):
        return models.FinalFile.objects.create(
            sha256=digest,
            name=name[:200],
            month=str(month),
            accepted_because=reason if examined.differing else "",
            signed_by=viewer.signature,
            signed_at=dt.datetime.now(dt.UTC),
            state=models.FinalState.SIGNED,
        )


def issue_signed(final: models.FinalFile, viewer: Viewer) -> models.IssuedDocument:
    """Register a signed file as issued, as another person than who signed it."""
    policy.require(viewer, "issue", DOCUMENTS)
    _require_waiting(final)
    if same_person(final.signed_by, viewer.signature):
        raise FaultsError([Fault(SECOND_PERSON, Place(final.name), facts={"name": viewer.name})])
    content, source = bytes_of(path_of(final.sha256)), closed_month(Month.parse(final.month))
    examined = examined_in_chinese(content, final.name, source)
    reason = final.accepted_because
    refuse(examined, source, with_differences=bool(reason), is_public=False)
    record = register(content, examined, source, viewer, reason=reason, signed_by=final.signed_by)
    _decide(final, models.FinalState.ISSUED, viewer, "")
    return record


def send_back(final: models.FinalFile, viewer: Viewer, reason: str) -> None:
    """Send a signed file back to who signed it; either of the two may, for a reason."""
    policy.require(viewer, "submit", DOCUMENTS)
    _require_waiting(final)
    if not reason.strip():
        raise FaultsError([Fault(NO_REASON_BACK, Place(final.name))])
    _decide(final, models.FinalState.SENT_BACK, viewer, reason.strip()[:400])


def _require_waiting(final: models.FinalFile) -> None:
    if final.state != models.FinalState.SIGNED:
        facts = {"state": _(str(final.get_state_display())), "by": final.decided_by}
        raise FaultsError([Fault(NOT_WAITING, Place(final.name), facts=facts)])


def _decide(final: models.FinalFile, state: str, viewer: Viewer, reason: str) -> None:
    with changelog.acting(viewer.signature, reason or _("issue of {}").format(final.name)):
        final.state, final.decided_by = state, viewer.signature
        final.decided_at, final.decided_because = dt.datetime.now(dt.UTC), reason
        final.version += 1
        final.save()
