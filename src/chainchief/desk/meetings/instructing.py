"""Instructions of chiefs (批示), written down by them, their secretaries, the chain office."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk.faults import NO_DAY
from chainchief.desk.meetings import faults
from chainchief.desk.numbering import with_next_code
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.duty.models import Duty, DutyRole
from chainchief.ledger.kinds.meeting.models import Instruction
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

#: The right by which instructions are given.
VERB = "assign"
_CHIEFS = (DutyRole.CHIEF_OF_ALL, DutyRole.CHIEF, DutyRole.DEPUTY)


@dataclass(frozen=True)
class Words:
    """What a chief said, on what."""

    name: str
    words: str
    division: str
    given_by: str
    given_on: dt.date | None
    chain: str = ""
    meeting_item: str = ""
    visit: str = ""
    document: str = ""


def instruct(said: Words, *, viewer: Viewer) -> Instruction:
    """Write the instruction down. Raises `FaultsError` with all that is wrong with it."""
    today = clock.today()
    found = list(_faults(said, today))
    if found:
        raise FaultsError(found)
    values: dict[str, object] = {
        "name": (said.name.strip() or said.words.strip())[:200],
        "chain": said.chain or None,
        "division": said.division,
        "given_by": said.given_by,
        "given_on": said.given_on,
        "words": said.words.strip()[:1000],
        "meeting_item": said.meeting_item or None,
        "visit": said.visit or None,
        "document": said.document or None,
    }

    def written(code: str) -> Instruction:
        change = ChangeSet.of(Creation(Instruction.kind, code, values))
        apply_change_set(change, viewer=viewer, reason=said.words.strip()[:400], verb=VERB)
        return Instruction.objects.get(code=code)

    return with_next_code(Instruction, "PS", today, written)


def chiefs(chain: str, day: dt.date, viewer: Viewer) -> list[tuple[str, str]]:
    """(code, name) of those in office on the day whose duty is in reach, the chain's own first."""
    in_office = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    duties = in_reach(viewer, register_of(Duty.kind)).filter(
        in_office, role__in=_CHIEFS, withdrawn_on=None
    )
    mine = duties.filter(Q(chain=chain) | Q(chain=None)) if chain else duties
    order = {role.value: number for number, role in enumerate((DutyRole.CHIEF, *_CHIEFS[:1]))}
    held = sorted(
        mine.select_related("person"), key=lambda duty: (order.get(duty.role, 9), duty.code)
    )
    return list({duty.person_id: duty.person.name for duty in held}.items())


def _faults(said: Words, today: dt.date) -> Iterator[Fault]:
    if not said.words.strip():
        yield Fault(faults.NO_WORDS, Place(column=_("Words of the instruction")), "")
    if not said.given_by:
        yield Fault(faults.NO_CHIEF, Place(column=_("Given by")), "")
    elif not Person.objects.filter(code=said.given_by, withdrawn_on=None).exists():
        facts = {"code": said.given_by}
        yield Fault(faults.NOT_A_CHIEF, Place(column=_("Given by")), facts=facts)
    if said.given_on is None:
        yield Fault(NO_DAY, Place(column=_("Given on")), "")
    elif said.given_on > today:
        days = {"day": said.given_on, "today": today}
        yield Fault(faults.LATER_THAN_TODAY, Place(column=_("Given on")), facts=days)
