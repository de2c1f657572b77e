"""A ledger on PostgreSQL: every table by COPY in one REPEATABLE READ transaction.

`pg_dump` is not asked: it need not be on this machine, and must be as new as the server.
Coming back is one transaction too: tables, rows, triggers and verification are there, or nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from chainchief.care import faults
from chainchief.care.archive.manifest import LedgerState
from chainchief.care.archive.names import LEDGER
from chainchief.care.archive.packing import Packer
from chainchief.care.databases import migrations
from chainchief.core.faults import Fault, FaultsError
from chainchief.lake.snapshots.isolation import one_moment
from chainchief.ledger.changelog import position
from chainchief.ledger.changelog.models import Seal
from chainchief.ledger.changelog.seals.keys import SealHead

_SEQUENCES = f"{LEDGER}/sequences"
#: Where a database notes which backup it was filled from, until the home folder is in its place.
_NOTED_ON = "ledger_changeevent"
_CHUNK = 1 << 20


def pack(packer: Packer) -> LedgerState:
    """Add every table, and where its sequences stand."""
    with one_moment(), connection.cursor() as cursor:
        rows = {table: _pack_table(packer, cursor, table) for table in _tables(cursor)}
        with packer.part(_SEQUENCES) as part:
            for name, last in _query_rows(cursor, _LAST_VALUES):
                part.write(f"{name}\t{last}\n".encode())
        seal = Seal.objects.order_by("-id").first()
        return LedgerState.at(
            database="postgresql",
            migrations=tuple(name for (name,) in _query_rows(cursor, _MIGRATIONS)),
            rows=rows,
            position=position(),
            head=SealHead(seal.pk, seal.last_event, seal.mac) if seal else None,
        )


_MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
_LAST_VALUES = (
    "SELECT sequencename, last_value FROM pg_sequences"
    " WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1"
)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
#: In their order; the names also say what a part holds, should a later program order them anew.
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'"
    " ORDER BY ordinal_position"
)


def _tables(cursor: CursorWrapper) -> list[str]:
    return [name for (name,) in _query_rows(cursor, _TABLES)]


def _query_rows(cursor: CursorWrapper, query: str, *values: str) -> list[Any]:
    cursor.execute(query, values or None)
    rows: list[Any] = cursor.fetchall()
    return rows


def _pack_table(packer: Packer, cursor: CursorWrapper, table: str) -> int:
    """Add the rows of a table under a first line that names its columns; return their number."""
    columns = [name for (name,) in _query_rows(cursor, _COLUMNS, table)]
    with packer.part(f"{LEDGER}/{table}.copy") as part:
        part.write(("\t".join(columns) + "\n").encode())
        with cursor.copy(f"COPY {_with_columns(table, columns)} TO STDOUT") as rows:
            for block in rows:
                part.write(block)
    return int(cursor.rowcount)


def _with_columns(table: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


@contextmanager
def loaded(state: LedgerState, folder: Path, name: str) -> Iterator[None]:
    """Fill the database with what was backed up; undone as a whole where anything inside fails.

    A database that holds this very backup already was filled by a restoration that was stopped
    before its folder stood in its place: that one is completed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if _noted(cursor) != name:
            _refuse_what_is_not_empty(cursor)
            migrations.to_state(state.migrations)
            _fill(cursor, folder / LEDGER)
            cursor.execute(f"COMMENT ON TABLE {_NOTED_ON} IS '{name}'")
        migrations.to_latest()
        _remove(folder / LEDGER)
        yield
    connection.close()


def finish_restoring() -> None:
    """The restoration is complete: the database can no longer be taken for one that is not."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {_NOTED_ON} IS NULL")


def _noted(cursor: CursorWrapper) -> str | None:
    query = "SELECT obj_description(to_regclass(%s), 'pg_class')"
    ((noted,),) = _query_rows(cursor, query, _NOTED_ON)
    return str(noted) if noted else None


def _refuse_what_is_not_empty(cursor: CursorWrapper) -> None:
    tables = _tables(cursor)
    if tables:
        facts = {"name": connection.settings_dict["NAME"], "number": len(tables)}
        raise FaultsError([Fault(faults.NOT_EMPTY, facts=facts)])


def _fill(cursor: CursorWrapper, folder: Path) -> None:
    quote = connection.ops.quote_name
    cursor.execute("TRUNCATE " + ", ".join(map(quote, _tables(cursor))))
    for file in sorted(folder.glob("*.copy")):
        with file.open("rb") as source:
            columns = source.readline().decode().rstrip("\n").split("\t")
            order = f"COPY {_with_columns(file.stem, columns)} FROM STDIN"
            with cursor.copy(order) as rows:
                while block := source.read(_CHUNK):
                    rows.write(block)
    # References are checked now: a table with checks outstanding takes no trigger.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for line in (folder / "sequences").read_text(encoding="utf-8").splitlines():
        name, last = line.split("\t")
        cursor.execute("SELECT setval(%s::regclass, %s)", [quote(name), int(last)])


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
