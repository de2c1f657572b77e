"""A need is raised: by the firm, or on its behalf by its county or the office, informant named."""

from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk.financing import faults
from chainchief.desk.financing.rights import CONFIRMING, POLICY_CLASS, RAISING
from chainchief.desk.numbering import with_next_code
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import Collateral, FinancingNeed, NeedPurpose
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class NewNeed:
    """What the firm said; the amount is in 分."""

    firm: str
    subject: str
    purpose: str = NeedPurpose.WORKING.value
    amount: int | None = None
    term_months: int | None = None
    collateral: str = ""
    contact: str = ""
    detail: str = ""
    informant: str = ""


def raise_need(said: NewNeed, *, viewer: Viewer) -> FinancingNeed:
    """Write the need down; no bank reads of it before the firm's consent.

    Raises `FaultsError` with all that is wrong with it.
    """
    found = list(_faults(said, viewer))
    if found:
        raise FaultsError(found)
    today = clock.today()
    values: dict[str, object] = {
        "name": said.subject.strip(),
        "enterprise": said.firm,
        "purpose": said.purpose,
        "amount": said.amount,
        "term_months": said.term_months,
        "raised_on": today,
        "informant": said.informant.strip(),
        "collateral": said.collateral,
        "contact": said.contact.strip(),
        "detail": said.detail.strip(),
    }
    reason = said.subject.strip()[:400]
    return with_next_code(
        FinancingNeed, "RZ", today, lambda code: _written(code, values, viewer, reason)
    )


def _written(code: str, values: dict[str, object], viewer: Viewer, reason: str) -> FinancingNeed:
    change = Creation(FinancingNeed.kind, code, values)
    with changelog.acting(viewer.signature, reason):
        apply_change_set(ChangeSet.of(change), viewer=viewer, reason=reason, verb=RAISING)
        return FinancingNeed.objects.select_related("enterprise").get(code=code)


def _faults(said: NewNeed, viewer: Viewer) -> Iterator[Fault]:
    if not said.subject.strip():
        yield Fault(faults.NO_SUBJECT, Place(column=_("Subject")), "")
    if not _is_open(said.firm, viewer):
        yield Fault(faults.NOT_A_FIRM, Place(column=_("Firm")), facts={"code": said.firm})
    if said.amount is None or said.amount <= 0:
        place = Place(column=_("Amount in 10,000 yuan"))
        yield Fault(faults.NO_AMOUNT, place, "" if said.amount is None else str(said.amount))
    if said.purpose not in NeedPurpose.values:
        yield Fault(faults.NO_CHOICE, Place(column=_("Purpose")), said.purpose)
    if said.collateral and said.collateral not in Collateral.values:
        place = Place(column=_("Collateral"))
        yield Fault(faults.NO_CHOICE, place, said.collateral)
    own = said.firm in viewer.own(Dimension.ENTERPRISE)
    everything = policy.reach(viewer, CONFIRMING, POLICY_CLASS).everything
    if (everything or not own) and not said.informant.strip():
        yield Fault(faults.NO_INFORMANT, Place(column=_("Informant")), "")


def _is_open(code: str, viewer: Viewer) -> bool:
    rows = in_reach(viewer, register_of(Enterprise.kind)).filter(code=code, withdrawn_on=None)
    return bool(code) and bool(rows.exists())
