"""Views of features: all of them, one with its steps, the form to propose one."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.desk import faults as desk_faults
from chainchief.desk.features.acts import take
from chainchief.desk.features.deeds import FeatureDeed, fault
from chainchief.desk.features.feature import open_feature
from chainchief.desk.features.machine import FeatureAct
from chainchief.desk.features.proposing import propose
from chainchief.ledger.kinds.feature.models import Feature
from chainchief.web.desk.faults import NO_SUCH_STEP, REFUSED
from chainchief.web.desk.matter_views import MatterViews
from chainchief.web.desk.reading import document_of, version_of
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other
from chainchief.web.features.feature_page import FeaturePage, feature_page
from chainchief.web.features.list_page import features_page
from chainchief.web.features.new_page import new_feature_page, proposal_in
from chainchief.web.financing.reading import Reading


class FeatureReading(Reading):
    """Reads the fields of the forms of features, with the labels that stand beside them."""

    def no_day(self, name: str) -> Fault:
        """The fault of a field with what is no day."""
        return fault(desk_faults.NO_DAY, name, value=self.text(name))


def features(request: HttpRequest) -> HttpResponse:
    """Show the features by state."""
    page = features_page(request.GET, viewer_of(request))
    return render(request, "web/features/index.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, the feature."""
    viewer = viewer_of(request)
    if request.method != "POST":
        page = new_feature_page(request.GET, viewer)
        return render(request, "web/features/new.html", {"page": page})
    try:
        feature = propose(proposal_in(request, viewer), viewer=viewer)
    except ChainChiefError as refusal:
        page = new_feature_page(request.POST, viewer, faults_of(refusal, REFUSED))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/features/new.html", {"page": page}, status=status)
    return see_other(reverse("feature", args=[feature.uid]))


def feature(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    viewer = viewer_of(request)
    page = feature_page(open_feature(uid, viewer), viewer)
    return render(request, "web/features/feature.html", {"page": page})


def act(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One step of a feature; or the page again, with what was typed and why it is refused."""
    viewer, wanted = viewer_of(request), request.POST.get("act", "")
    opened = open_feature(uid, viewer)
    try:
        if wanted not in set(FeatureAct):
            raise FaultsError([Fault(NO_SUCH_STEP)])
        deed = _deed(request, viewer)
        take(opened, FeatureAct(wanted), deed, viewer=viewer, version=version_of(request))
    except ChainChiefError as refusal:
        return _VIEWS.refused(request, uid, viewer, refusal, wanted)
    return _VIEWS.after(uid, viewer)


def in_hand(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it in hand, let it go, watch it or no longer."""
    return _VIEWS.in_hand(request, uid, viewer_of(request))


def _deed(request: HttpRequest, viewer: Viewer) -> FeatureDeed:
    """What was typed with a step; `FaultsError` for a day that is none."""
    reading = FeatureReading(request.POST)
    day = reading.day("on")
    if reading.faults:
        raise FaultsError(reading.faults)
    return FeatureDeed(
        note=reading.text("note"),
        judged=tuple(str(one) for one in request.POST.getlist("judged")),
        title=reading.text("title"),
        medium=reading.text("medium"),
        level=reading.text("level"),
        place=reading.text("place"),
        on=day,
        document=document_of(request, viewer),
        informant=reading.text("informant"),
    )


def _page(
    uid: uuid.UUID, viewer: Viewer, faults: tuple[Fault, ...], typed: dict[str, str], act: str
) -> FeaturePage:
    return feature_page(open_feature(uid, viewer), viewer, faults, typed, act)


_VIEWS = MatterViews(
    Feature.kind, "web/features/feature.html", _page, open_feature, "feature", "features"
)
