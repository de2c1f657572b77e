"""Opening a collection to those it asks, and dropping it."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.dispatch.answers import notices
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.collections.examination import examine
from chainchief.dispatch.collections.making import in_preparation
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Collection, CollectionState, Request, RequestState
from chainchief.dispatch.steps import Act, move, record_step
from chainchief.ledger import changelog
from chainchief.ledger.errors import NoReasonError


def open_to_all(collection: Collection, *, viewer: Viewer) -> Collection:
    """Ask everybody: a request each, and a notice. What is asked stays as it is from then on.

    Raises `FaultsError` with everything for which it may not be asked.
    """
    policy.require(viewer, "assign", MONTHS)
    now = dt.datetime.now(dt.UTC)
    with changelog.acting(viewer.signature, collection.short_notice or _("collection opened")):
        held = in_preparation(collection)
        examination = examine(held)
        if examination.refused:
            raise FaultsError([each for each in examination.faults if not each.is_warning])
        held.state, held.opened_by, held.opened_at = CollectionState.OPEN, viewer.signature, now
        held.save()
        for coverage in examination.coverage:
            if not coverage.rows and not coverage.adds:
                continue
            request = Request.objects.create(
                collection=held,
                dimension=coverage.respondent.dimension.value,
                code=coverage.respondent.code,
                changed_at=now,
            )
            record_step(request, "ask", viewer, reason=held.short_notice)
            notices.announced(request)
    return held


def drop(collection: Collection, *, reason: str, viewer: Viewer) -> Collection:
    """Set a collection aside for `reason`: one in preparation, or an open one nobody answered."""
    policy.require(viewer, "assign", MONTHS)
    if not reason.strip():
        raise NoReasonError
    with changelog.acting(viewer.signature, reason):
        held = Collection.objects.select_for_update().get(pk=collection.pk)
        begun = held.requests.exclude(state__in=(RequestState.PENDING, RequestState.WAIVED))
        if held.state == CollectionState.DROPPED:
            raise DispatchError(_("This collection was dropped already."))
        if begun.exists():
            raise DispatchError(
                _("Answers were begun: waive what is still open instead, request by request.")
            )
        for request in held.requests.filter(state=RequestState.PENDING):
            move(request, Act.WAIVE, viewer, reason=reason)
        held.state = CollectionState.DROPPED
        held.save()
    return held
