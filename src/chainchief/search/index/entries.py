"""Entries made from records: of some of a kind, with the names that they had before."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.db.models.fields.json import KT

from chainchief.core.characters import letters_and_digits
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register
from chainchief.search.models import IndexEntry
from chainchief.search.postings.dialect import dialect
from chainchief.search.words.terms import terms_of

#: Columns by which a record is found beside its code: names, then identifiers.
_NAMES = ("name", "short_name")
_CODES = ("credit_code", "filing_number", "certificate", "number")
Former = Mapping[str, Sequence[str]]


def renew(register: Register, uids: Iterable[uuid.UUID]) -> None:
    """Bring the entries of these records to what the ledger says now. Within a transaction."""
    for some in chunks(sorted(set(uids))):
        old = list(IndexEntry.objects.filter(uid__in=some))
        new = made_of(register, some)
        kept = {entry.uid: _content(entry) for entry in old}
        changed = [entry for entry in new if kept.get(entry.uid) != _content(entry)]
        stands = {entry.uid for entry in new} - {entry.uid for entry in changed}
        gone = [entry for entry in old if entry.uid not in stands]
        dialect().remove(gone)
        IndexEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
        dialect().add(IndexEntry.objects.bulk_create(changed, batch_size=500))


def _content(entry: IndexEntry) -> tuple[object, ...]:
    return (entry.kind, entry.terms, entry.folded, entry.former, entry.is_current, entry.version)


def made_of(register: Register, uids: Sequence[uuid.UUID]) -> list[IndexEntry]:
    """Entries that these records should have, not stored."""
    columns = [name for name in (*_NAMES, *_CODES) if name in register.columns_in_order]
    rows = register.model._default_manager.filter(uid__in=uids)
    found = rows.order_by("uid").values("uid", "code", "version", "withdrawn_on", *columns)
    former = _former_names(register, uids) if "name" in columns else {}
    return [_entry(register.kind, row, former.get(row["uid"].hex, ())) for row in found]


def _entry(kind: str, row: Mapping[str, Any], former: Iterable[str]) -> IndexEntry:
    now = [row[name] for name in _NAMES if row.get(name)]
    before = [name for name in former if name not in now]
    codes = [row["code"], *(str(row[name]) for name in _CODES if row.get(name))]
    lines = [letters_and_digits(text) for text in (*codes, *now, *before)]
    return IndexEntry(
        uid=row["uid"],
        kind=kind,
        code=row["code"],
        name=row.get("name") or "",
        former="\n".join(before),
        credit_code=row.get("credit_code") or "",
        is_current=row["withdrawn_on"] is None,
        version=row["version"],
        folded="\n".join(lines),
        terms=" ".join(sorted(terms_of(kind, codes, (*now, *before)))),
    )


def _former_names(register: Register, uids: Sequence[uuid.UUID]) -> Former:
    """What the change log says that these records were called, the newest first."""
    renamed = (
        ChangeEvent.objects.filter(kind=register.kind, uid__in=[uid.hex for uid in uids])
        .filter(op="update")
        .annotate(was=KT("before__name"), is_now=KT("after__name"))
        .exclude(was=F("is_now"))
        .order_by("-id")
    )
    found: dict[str, list[str]] = defaultdict(list)
    for uid, was in renamed.values_list("uid", "was"):
        if was and was not in found[uid]:
            found[uid].append(was)
    return found
