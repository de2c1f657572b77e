"""Triggers of the change log for PostgreSQL. They also fire on COPY.

Statements are written the way `pg_get_triggerdef` tells them back, so that they can be compared.
"""

from collections.abc import Iterator

from django.db import connection, models

from chainchief.ledger.changelog.triggers.statements import EMPTIED, KEPT, Trigger, skip_message
from chainchief.ledger.changelog.triggers.tables import Watched

_LOG = """
BEGIN
    INSERT INTO ledger_changeevent
        (at, actor, reason, batch, op, kind, uid, version, before, after, writing)
    VALUES (
        clock_timestamp(),
        coalesce(current_setting('chainchief.actor', true), ''),
        coalesce(current_setting('chainchief.reason', true), ''),
        nullif(current_setting('chainchief.batch', true), '')::bigint,
        lower(TG_OP), '{kind}', {uid}, {version}, {before}, {after},
        coalesce(current_setting('chainchief.writing', true), '')
    );
    RETURN NULL;
END
"""
_GUARD = """
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF {fresh} THEN
            RETURN NEW;
        END IF;
    ELSIF {same} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
END
"""
_REFUSE = """
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
"""


def triggers(tables: tuple[Watched, ...]) -> Iterator[Trigger]:
    """All triggers that should be there, under their names."""
    for table in tables:
        name = f"log_{table.name}"
        when = f"AFTER INSERT OR DELETE OR UPDATE ON {table.name} FOR EACH ROW"
        yield _calling(name, table.name, when, _log_source(table))
        name = f"guard_{table.name}"
        when = f"BEFORE INSERT OR UPDATE ON {table.name} FOR EACH ROW"
        yield _calling(name, table.name, when, _guard_source(table))
        yield _refusing(f"keep_{table.name}", table.name, "BEFORE TRUNCATE", EMPTIED)
    for name, message in KEPT.items():
        yield _refusing(f"keep_{name}_truncate", name, "BEFORE TRUNCATE", message)
        yield _refusing(f"keep_{name}", name, "BEFORE DELETE OR UPDATE", message, "ROW")


def image(table: Watched, row: str) -> str:
    """An expression for the row's image as JSON, the same in every session's time zone."""
    instants = "".join(
        f", '{field.column}', to_char({row}.{field.column} AT TIME ZONE 'UTC',"
        ' \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
        for field in table.fields
        if isinstance(field, models.DateTimeField)
    )
    whole = f"to_jsonb({row})"
    return f"{whole} || jsonb_build_object({instants[2:]})" if instants else whole


def identity(table: Watched, row: str) -> str:
    text = f"{row}.{table.identity}::text"
    return f"replace({text}, '-', '')" if table.identity == "uid" else text


def _log_source(table: Watched) -> str:
    new, old = identity(table, "NEW"), identity(table, "OLD")
    version = "coalesce(NEW.version, OLD.version)" if table.is_versioned else "0"
    return _LOG.format(
        kind=table.kind,
        uid=f"coalesce({new}, {old})",
        version=version,
        before=image(table, "OLD"),
        after=image(table, "NEW"),
    )


def _guard_source(table: Watched) -> str:
    same = [f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in table.fixed]
    if table.is_versioned:
        same.append("NEW.version = OLD.version + 1")
    return _GUARD.format(
        fresh="NEW.version = 1" if table.is_versioned else "true",
        same=" AND ".join(same),
        message=skip_message(table).replace("%", "%%"),
    )


def _calling(name: str, table: str, when: str, source: str) -> Trigger:
    return Trigger(name, table, f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()", source)


def _refusing(name: str, table: str, when: str, message: str, each: str = "STATEMENT") -> Trigger:
    sql = f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each}"
    call = f" EXECUTE FUNCTION chainchief_refuse('{message}')"
    return Trigger(name, table, sql + call, _REFUSE)


def installed() -> dict[str, Trigger]:
    """All triggers of this schema's tables as they stand, with their functions' sources."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid, true), p.prosrc,"
            " t.tgenabled = 'O' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
        return {row[0]: Trigger(*row) for row in cursor.fetchall()}


def function_of(trigger: Trigger) -> str:
    """The statement that makes the function which `trigger` calls."""
    name = "chainchief_refuse" if trigger.function == _REFUSE else trigger.name
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $log${trigger.function}$log$"
    )


def drop(trigger: Trigger) -> str:
    return f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}"
