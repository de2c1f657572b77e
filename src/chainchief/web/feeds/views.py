"""Views of the feeds: their deliveries, a new one, and one with what it changed."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, faults_of
from chainchief.core.i18n import _
from chainchief.intake.feeds.taking import FeedResult, take_feed
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.declared import feed_named
from chainchief.lake.models import FeedBatch
from chainchief.ledger import changelog
from chainchief.web.doors.guard import viewer_of
from chainchief.web.feeds import faults
from chainchief.web.feeds.page import delivery_page, feeds_page
from chainchief.web.imports import storing

_MOST_FAULTS = 50


def feeds(request: HttpRequest) -> HttpResponse:
    """Each feed with its deliveries; sent, a file becomes the next one, or its faults are told."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return render(request, "web/feeds/index.html", {"page": feeds_page({})})
    given = request.POST.dict()
    try:
        result = _taken(request, given, viewer)
    except ChainChiefError as refusal:
        return _refused(request, given, faults_of(refusal, faults.REFUSED))
    if result.batch is None:
        return _refused(request, given, result.faults[:_MOST_FAULTS], result.warnings)
    changelog.seal()
    return _to(result.batch)


def delivery(request: HttpRequest, feed: str, number: int) -> HttpResponse:
    """One delivery and what it changed; sent with a reason, it is withdrawn."""
    viewer, declared = viewer_of(request), feed_named(feed)
    batch = FeedBatch.objects.filter(feed=feed, number=number).first()
    if batch is None:
        raise WrongUseError(_("There is no delivery of this number."))
    if request.method != "POST":
        page = delivery_page(declared, batch)
        return render(request, "web/feeds/delivery.html", {"page": page})
    try:
        batches.withdraw(declared, number, viewer=viewer, reason=request.POST.get("reason", ""))
    except ChainChiefError as refusal:
        page = delivery_page(declared, batch, faults_of(refusal, faults.REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/feeds/delivery.html", {"page": page}, status=status)
    changelog.seal()
    return _to(batch)


def _taken(request: HttpRequest, given: dict[str, str], viewer: Viewer) -> FeedResult:
    sent = request.FILES.get("file")
    declared = feed_named(given.get("feed", ""))
    if sent is None:
        return FeedResult(declared, 0, (Fault(faults.NO_FILE),), ())
    storing.check_quota(viewer.signature, sent.size or 0)
    with TemporaryDirectory() as folder:
        path = Path(folder) / storing.plain_name(sent.name or "")
        with path.open("wb") as stream:
            for chunk in sent.chunks():
                stream.write(chunk)
        return take_feed(
            declared.name,
            path,
            viewer=viewer,
            legal_basis=given.get("basis", ""),
            source=given.get("source", ""),
            again="again" in given,
        )


def _refused(
    request: HttpRequest,
    given: dict[str, str],
    found: tuple[Fault, ...],
    warnings: tuple[Fault, ...] = (),
) -> HttpResponse:
    page = feeds_page(given, found, warnings[:_MOST_FAULTS])
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/feeds/index.html", {"page": page}, status=status)


def _to(batch: FeedBatch) -> HttpResponse:
    address = reverse("feed-delivery", args=[batch.feed, batch.number])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
