"""Is the workshop's file what two persons adopted?"""

from collections.abc import Iterator

from chainchief.core.faults import Fault
from chainchief.people.persons import same_person
from chainchief.workshop import adopted_file
from chainchief.workshop import faults as kinds


def verify() -> list[Fault]:
    """All that differs between rows and file, and what one person alone adopted."""
    return [*_file_faults(), *_person_faults()]


def _file_faults() -> Iterator[Fault]:
    file = adopted_file.path()
    stands = file.read_text(encoding="utf-8") if file.is_file() else ""
    if stands != adopted_file.text():
        yield Fault(kinds.FILE_DIFFERS, facts={"file": file.name})


def _person_faults() -> Iterator[Fault]:
    for row in adopted_file.rows():
        if not row.alone and same_person(row.proposed_by, row.decided_by):
            facts = {"code": row.code, "person": row.decided_by}
            yield Fault(kinds.ONE_PERSON, facts=facts)
