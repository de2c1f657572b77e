"""Looking a firm and a person up in the lists of dishonesty, as the ledger has them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Q

from chainchief.desk.limits.feature_preset import FeatureLimits
from chainchief.ledger.kinds.adverse_listing.models import AdverseListing, AdverseSource
from chainchief.ledger.kinds.feature.models import Feature, Finding

#: Findings that somebody has to judge before a check counts.
UNPLAIN = (Finding.NAMESAKE, Finding.STALE, Finding.MISSING)


@dataclass(frozen=True)
class LookUp:
    """What one list says: `as_at` is its day, `listing` the entry that was found."""

    source: AdverseSource
    finding: Finding
    as_at: dt.date | None
    listing: AdverseListing | None

    @property
    def is_plain(self) -> bool:
        return self.finding not in UNPLAIN


def look_up(feature: Feature, day: dt.date, limits: FeatureLimits) -> list[LookUp]:
    """Ask every list of the preset for the firm and the entrepreneur on a day; two queries.

    A firm is on a list by its credit code, or where somebody placed the entry at it; an equal name
    without a code that says the same is a namesake, and always so with persons. A list that is too
    old, or was never taken over, clears nobody.
    """
    rows = AdverseListing.objects.filter(withdrawn_on=None, as_at__lte=day)
    latest = dict(rows.values("source").annotate(last=Max("as_at")).values_list("source", "last"))
    found = _entries(feature, day, latest)
    return [
        _answer_of(AdverseSource(name), latest.get(name), found.get(name, []), feature, day, limits)
        for name in limits.lists
    ]


def _entries(
    feature: Feature, day: dt.date, latest: Mapping[str, dt.date]
) -> dict[str, list[AdverseListing]]:
    """Source → the entries in force on the day that name the firm or the person."""
    firm = feature.enterprise
    wanted = Q(enterprise=firm.code) | Q(name=firm.name)
    if firm.credit_code:
        wanted |= Q(credit_code=firm.credit_code)
    if feature.person_name:
        wanted |= Q(name=feature.person_name)
    rows = AdverseListing.objects.filter(
        wanted, withdrawn_on=None, is_empty=False, valid_from__lte=day
    )
    in_force = rows.filter(Q(valid_to=None) | Q(valid_to__gte=day)).order_by("source", "code")
    found: dict[str, list[AdverseListing]] = {}
    for one in in_force:
        if one.source in latest:
            found.setdefault(one.source, []).append(one)
    return found


def _answer_of(
    source: AdverseSource,
    as_at: dt.date | None,
    entries: list[AdverseListing],
    feature: Feature,
    day: dt.date,
    limits: FeatureLimits,
) -> LookUp:
    certain = [one for one in entries if _is_certain(one, feature)]
    if certain:
        return LookUp(source, Finding.LISTED, as_at, certain[0])
    alike = [one for one in entries if not _is_another(one, feature)]
    if alike:
        return LookUp(source, Finding.NAMESAKE, as_at, alike[0])
    if as_at is None:
        return LookUp(source, Finding.MISSING, None, None)
    is_stale = (day - as_at).days > limits.fresh
    return LookUp(source, Finding.STALE if is_stale else Finding.CLEAR, as_at, None)


def _is_certain(entry: AdverseListing, feature: Feature) -> bool:
    code = feature.enterprise.credit_code
    return entry.enterprise_id == feature.enterprise_id or (
        bool(code) and entry.credit_code == code
    )


def _is_another(entry: AdverseListing, feature: Feature) -> bool:
    """Whether an entry of an equal name is known to be of another firm."""
    if entry.name == feature.person_name:
        return False
    if entry.enterprise_id:
        return True
    code = feature.enterprise.credit_code
    return bool(code and entry.credit_code)
