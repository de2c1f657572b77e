"""Writing to the database behind the program, the way someone with its password would."""

from contextlib import contextmanager

from django.db import connection


def sql(statement, *parameters):
    """Run one statement that the program knows nothing of."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def is_postgres():
    return connection.vendor == "postgresql"


@contextmanager
def triggers_off(*tables):
    """Within, the triggers of `tables` do not fire, and afterwards they stand as before."""
    if is_postgres():
        for table in tables:
            sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        dropped = [row for row in cursor.fetchall() if row[1] in tables]
    for name, _table, _text in dropped:
        sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, _table, text in dropped:
        sql(text)
