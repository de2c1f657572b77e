"""Codes: one record per code, one change per record, and codes that a person can tell apart."""

import unicodedata
from collections.abc import Iterable, Iterator

from django.db import connection

from chainchief.ledger.changesets import Creation
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.drafts import DraftRecord
from chainchief.ledger.validation.review import Another, Review


def check_codes_are_composed(review: Review) -> None:
    """A child's code is made of its columns; the one that it has, or that is given, is the same."""
    for register, drafts in review.by_register():
        composed_of = register.model.composed_of
        for draft in drafts:
            if draft.bad.intersection(("code", *composed_of)):
                continue
            if composed_of:
                composed = register.model.code_from(draft.after)
                at = "code" if draft.given_code and draft.is_new else _moved(draft, composed_of)
                if composed != (draft.given_code or composed):
                    review.refuse(faults.OTHER_CODE, draft, at, composed=composed)
            elif draft.stored is not None and draft.given_code != draft.code:
                review.refuse(faults.CODE_FIXED, draft, "code", code=draft.given_code)


def _moved(draft: DraftRecord, composed_of: tuple[str, ...]) -> str:
    """The column that makes another code: the one that changes, else the code itself."""
    return next((name for name in composed_of if name in draft.changed), "code")


def check_each_record_once(review: Review) -> None:
    """Two changes of one record: which of them is meant cannot be told."""
    first: dict[tuple[str, str], DraftRecord] = {}
    for draft in review.drafts:
        if not draft.code or "code" in draft.bad:
            continue
        other = first.setdefault((draft.register.kind, draft.code), draft)
        if other is not draft:
            at = Another(other.position)
            review.refuse(faults.DUPLICATE_KEY, draft, "code", place=at, code=draft.code)


def check_codes_are_free(review: Review) -> None:
    """A new record has a code of its own."""
    for register, drafts in review.by_register():
        new = [draft for draft in _new(drafts) if isinstance(draft.change, Creation)]
        taken = existing_codes(register, {draft.code for draft in new})
        for draft in new:
            if draft.code in taken:
                review.refuse(faults.CODE_TAKEN, draft, "code", code=draft.code)


def check_codes_differ_plainly(review: Review) -> None:
    """A new code that is another one in other capitals, width or spaces is a slip of the hand."""
    for register, drafts in review.by_register():
        new = list(_new(drafts))
        if register.model.composed_of or not new:
            continue
        held = register.model._default_manager.values_list("code", flat=True)
        first = {folded_code(code): code for code in held.iterator(chunk_size=5000)}
        for draft in new:
            other = first.setdefault(folded_code(draft.code), draft.code)
            if other != draft.code:
                review.refuse(faults.ALIKE_KEY, draft, "code", other=other)


def _new(drafts: Iterable[DraftRecord]) -> Iterator[DraftRecord]:
    return (draft for draft in drafts if draft.is_new and draft.code and "code" not in draft.bad)


def folded_code(code: str) -> str:
    """A code as it is heard: without capitals, full width, spaces."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().split())


def existing_codes(register: Register, codes: Iterable[str]) -> set[str]:
    """Which of these codes are in the ledger. Asked so often that Django's making of the query
    would take most of the time."""
    existing: set[str] = set()
    table = connection.ops.quote_name(register.model._meta.db_table)
    for part in chunks(sorted(codes)):
        places = ", ".join(["%s"] * len(part))
        query = f"SELECT code FROM {table} WHERE code IN ({places})"  # noqa: S608 - the model's
        with connection.cursor() as cursor:
            cursor.execute(query, part)
            existing.update(code for (code,) in cursor.fetchall())
    return existing
