"""Names of people, as far as a viewer may be told them."""

from collections.abc import Iterable

from chainchief.access.viewers import Viewer
from chainchief.ledger.kinds.duty.models import Duty
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


def names_for(viewer: Viewer, codes: Iterable[str | None]) -> dict[str, str]:
    """Code → name of those among the persons whose record or whose duty is open to the viewer."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    duties = in_reach(viewer, register_of(Duty.kind)).filter(person__in=wanted, withdrawn_on=None)
    found = dict(duties.values_list("person_id", "person__name"))
    persons = in_reach(viewer, register_of(Person.kind)).filter(code__in=wanted)
    return found | dict(persons.filter(withdrawn_on=None).values_list("code", "name"))
