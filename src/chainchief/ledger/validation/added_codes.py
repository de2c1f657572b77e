"""Codes that a city added to lists of choices: in force when they are chosen, never renamed."""

from collections.abc import Iterable, Iterator

from chainchief.core import clock
from chainchief.core.faults import Fault, Place, declare
from chainchief.ledger.codelists import PRESET
from chainchief.ledger.codelists.used import is_renamed, renaming, used_codes
from chainchief.ledger.columns import AddedCode, Choice
from chainchief.ledger.registers import all_registers
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Review

NOT_IN_FORCE = declare(
    "CHK-149",
    why="“{word}” may be chosen from {first} to {last}",
    remedy="choose another, or let the list of codes be extended",
)
RENAMED = declare(
    "CHK-159",
    why="the code {code} is in the records as “{before}”, and the preset now calls it “{now}”",
    remedy="give it its word back in codelists.yaml, end it with valid_to, and add another code",
)


def check_added_codes(review: Review) -> None:
    """Added codes that records newly get are in force today, and still called what they were."""
    chosen = list(codes_got(review.drafts))
    if not chosen:
        return
    used, today = used_codes(), clock.today()
    for draft, name, code in chosen:
        before = used.get((draft.register.kind, name, code.code))
        if not code.holds_on(today):
            facts = {"first": code.valid_from, "last": code.valid_to or "…"}
            review.refuse(NOT_IN_FORCE, draft, name, word=code.word, **facts)
        if before is not None and is_renamed(before, code):
            review.refuse(RENAMED, draft, name, **renaming(before, code))


def codes_got(drafts: Iterable[DraftRecord]) -> Iterator[tuple[DraftRecord, str, AddedCode]]:
    """Every added code that a record gets which had it not before, with its column."""
    for draft in drafts:
        for name in draft.register.added_codes:
            kind = draft.register.column(name).type
            if isinstance(kind, Choice) and name in draft.changed and not draft.stays:
                value = draft.after[name]
                yield from ((draft, name, each) for each in kind.added if each.code == value)


def renamed_codes() -> list[Fault]:
    """The used codes that the preset calls otherwise by now."""
    found = []
    for (kind, name, key), before in used_codes().items():
        register = all_registers().get(kind)
        added = register.added_codes.get(name, ()) if register else ()
        for code in added:
            if code.code == key and is_renamed(before, code):
                place = Place(file=PRESET.path().name, column=f"{kind}.{name}")
                found.append(Fault(RENAMED, place, key, renaming(before, code)))
    return found
