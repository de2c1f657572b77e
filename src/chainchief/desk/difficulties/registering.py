"""A difficulty is registered: by the firm, or by whoever it was told to, with the informant."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.difficulties import notices
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.preset import limits
from chainchief.desk.numbering import with_next_code
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.difficulty.models import Difficulty, Step
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

#: The right by which a firm raises a matter and an office writes down what it was told.
VERB = "propose"


@dataclass(frozen=True)
class Registration:
    """What was said. `office` is who took it in first; blank leaves it to the preset."""

    firm: str
    subject: str
    category: str = "other"
    source: str = "platform"
    detail: str = ""
    urgency: str = "normal"
    office: str = ""
    visit: str = ""
    informant: str = ""
    document: str = ""
    related_to: str = ""


def register(said: Registration, *, viewer: Viewer) -> Difficulty:
    """Write the case down, with its first step; the desk is told.

    Raises `FaultsError` with all that is wrong with it. The firm's unit and chain are the ledger's.
    """
    firm, office = _firm_of(said, viewer), said.office or reception(said.category)
    found = list(_faults(said, firm, office, viewer))
    if found or firm is None:
        raise FaultsError(found)
    today, known = clock.today(), limits()
    scheme = known.in_force
    values: dict[str, object] = {
        "name": said.subject.strip(),
        "detail": said.detail.strip(),
        "enterprise": firm.code,
        "division": firm.division_id,
        "chain": firm.chain_id,
        "category": said.category,
        "source": said.source,
        "urgency": said.urgency,
        "visit": said.visit or None,
        "host": office,
        "received_on": today,
        "due_on": due_after(today, scheme.answer_days(said.category, said.urgency)),
        "informant": said.informant.strip(),
        "document": said.document or None,
        "related_to": said.related_to or None,
        "process": scheme.code,
        "turn_due_on": due_after(today, scheme.accept),
    }
    reason = said.subject.strip()[:400]
    return with_next_code(
        Difficulty, "KN", today, lambda code: _written(code, values, viewer, reason, today)
    )


def _written(
    code: str, values: dict[str, object], viewer: Viewer, reason: str, today: dt.date
) -> Difficulty:
    step = {
        "difficulty": code,
        "number": 1,
        "step": Step.REGISTERED.value,
        "acted_on": today,
        "office": values["host"],
        "informant": values["informant"],
    }
    changes = ChangeSet.of(
        Creation(Difficulty.kind, code, values), Creation("difficulty_action", "", step)
    )
    with changelog.acting(viewer.signature, reason):
        apply_change_set(changes, viewer=viewer, reason=reason, verb=VERB)
        case = Difficulty.objects.get(code=code)
        notices.registered(case, viewer)
    return case


def reception(category: str) -> str:
    """The office that takes in what firms send: the preset's, or where most of it went so far."""
    named = limits().reception
    if named:
        return named
    hosts = Difficulty.objects.filter(withdrawn_on=None).values_list("category", "host__code")
    all_of = list(hosts.order_by("-received_on")[:2000])
    of_category = Counter(host for kind, host in all_of if kind == category)
    ranked = of_category or Counter(host for _kind, host in all_of)
    return ranked.most_common(1)[0][0] if ranked else ""


def _firm_of(said: Registration, viewer: Viewer) -> Enterprise | None:
    rows = in_reach(viewer, register_of(Enterprise.kind)).filter(code=said.firm)
    firm: Enterprise | None = rows.filter(withdrawn_on=None).first()
    return firm


def _faults(
    said: Registration, firm: Enterprise | None, office: str, viewer: Viewer
) -> Iterator[Fault]:
    if not said.subject.strip():
        yield Fault(faults.NO_SUBJECT, Place(column=_("Subject")), "")
    if not said.firm:
        yield Fault(faults.NO_FIRM, Place(column=_("Firm")), "")
    elif firm is None:
        yield Fault(faults.NOT_A_FIRM, Place(column=_("Firm")), facts={"code": said.firm})
    if not office:
        yield Fault(faults.NOBODY_RECEIVES, Place(column=_("Office that takes it in")))
    elif not Organisation.objects.filter(code=office, withdrawn_on=None).exists():
        facts = {"code": office}
        yield Fault(faults.NOT_AN_OFFICE, Place(column=_("Office that takes it in")), facts=facts)
    if not said.informant.strip() and said.firm not in viewer.own(Dimension.ENTERPRISE):
        yield Fault(faults.NO_INFORMANT, Place(column=_("Informant")), "")
    if said.related_to and not _is_open_to(said.related_to, viewer):
        facts = {"code": said.related_to}
        yield Fault(faults.NOT_A_CASE, Place(column=_("Same matter as")), facts=facts)


def _is_open_to(code: str, viewer: Viewer) -> bool:
    rows = in_reach(viewer, register_of(Difficulty.kind))
    return bool(rows.filter(code=code, withdrawn_on=None).exists())
