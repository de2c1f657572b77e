"""The whole index: made where there is none yet, or by other rules; made anew when asked."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction

from chainchief.ledger.changelog.events import position
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import Register, all_registers
from chainchief.search.index.entries import renew
from chainchief.search.models import IndexEntry, IndexPosition
from chainchief.search.postings.dialect import dialect
from chainchief.search.words.terms import RULES

Progress = Callable[[str, int], None]


def prepare() -> None:
    """Make a migrated database ready to be searched. The index is made where it is of no use."""
    tables = set(connection.introspection.table_names())
    if not {IndexEntry._meta.db_table, "ledger_changeevent"} <= tables:
        return
    dialect().install()
    if not IndexPosition.objects.filter(rules=RULES).exists():
        fill()


def fill(progress: Progress = lambda _kind, _records: None) -> int:
    """Make the entry of every record, kind by kind, while others go on working; how many.

    What changes meanwhile stands in the log after the position that is noted at last.
    """
    begun = position()
    for kind, register in all_registers().items():
        for records in _all_of(register):
            progress(kind, records)
    _drop_strangers()
    IndexPosition.objects.update_or_create(id=1, defaults={"event": begun, "rules": RULES})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_indexentry")
    return IndexEntry.objects.count()


def _all_of(register: Register) -> Iterator[int]:
    """The kind's records and what the index holds without a record, some at a time.

    Each part is a transaction of its own: others write in between.
    """
    rows = register.model._default_manager.order_by("uid").values_list("uid", flat=True)
    held = IndexEntry.objects.filter(kind=register.kind).values_list("uid", flat=True)
    for some in chunks(sorted({*rows, *held})):
        with transaction.atomic():
            renew(register, some)
        yield len(some)


def _drop_strangers() -> None:
    """Entries of kinds that the program no longer has."""
    gone = list(IndexEntry.objects.exclude(kind__in=list(all_registers())))
    with transaction.atomic():
        dialect().remove(gone)
        IndexEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
