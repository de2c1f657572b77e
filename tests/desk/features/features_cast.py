"""Features of the desk's city, with its lists of dishonesty, moved along in a line."""

import datetime as dt

from tests.desk import cast

from chainchief.desk.features.acts import take
from chainchief.desk.features.deeds import FeatureDeed
from chainchief.desk.features.machine import FeatureAct
from chainchief.desk.features.proposing import Proposal, propose
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.ledger import changelog
from chainchief.ledger.kinds.adverse_listing.models import AdverseListing
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.feature.models import Feature

#: A valid credit code of the first firm.
CODE = "91371400MA3DEM00X1"
PAPER = "f" * 64


def lists(*, but: str = "", as_at: dt.date = cast.DAY) -> None:
    """Every list of the preset taken over on a day, with nobody on it; one is left out."""
    with changelog.acting("clerk", "lists"):
        for source in feature_limits().lists:
            if source != but:
                AdverseListing.objects.create(
                    code=f"MD-{source}-{as_at}",
                    source=source,
                    as_at=as_at,
                    is_empty=True,
                    publisher="发布机关",
                    valid_from=as_at,
                )


def listing(code="MD-1", source="tax", **values) -> AdverseListing:
    given = {
        "as_at": cast.DAY,
        "publisher": "发布机关",
        "valid_from": cast.DAY - dt.timedelta(days=90),
        **values,
    }
    with changelog.acting("clerk", "an entry"):
        return AdverseListing.objects.create(code=code, source=source, **given)


def coded() -> None:
    """The first firm has its credit code."""
    with changelog.acting("clerk", "code"):
        firm = Enterprise.objects.get(code="QY-1")
        firm.credit_code, firm.version = CODE, firm.version + 1
        firm.save()


def paper() -> str:
    """A signed consent in the evidence store."""
    with changelog.acting("clerk", "paper"):
        Document.objects.get_or_create(code=PAPER, defaults={"name": "同意书.pdf", "size": 1})
    return PAPER


def proposed(viewer=cast.COUNTY, **values) -> Feature:
    given = {"firm": "QY-1", "name": "一根丝的突围", "merits": "国产化", "person_name": "吴某"}
    return propose(Proposal(**{**given, **values}), viewer=viewer)


def step(feature, act: FeatureAct, viewer=cast.OFFICE, **deed) -> Feature:
    """Take the act; the feature as it is afterwards."""
    return take(feature, act, FeatureDeed(**deed), viewer=viewer)


def checked(**values) -> Feature:
    lists()
    return step(proposed(**values), FeatureAct.CHECK)


def agreed(**values) -> Feature:
    feature = step(checked(**values), FeatureAct.AGREE, cast.FIRM)
    return step(feature, FeatureAct.PERSON_AGREES, informant="吴某本人", document=paper())


def approved(**values) -> Feature:
    return step(agreed(**values), FeatureAct.APPROVE)


PIECE = {"title": "一根丝的突围", "medium": "演示日报", "level": "municipal"}


def published(**values) -> Feature:
    return step(approved(**values), FeatureAct.PUBLISH, **PIECE)
