"""What only SQLite does: REPLACE, and dropping triggers when a table is rebuilt."""

import pytest
from django.core.management import call_command
from django.db import connection, models
from tests.ledger.small_city import GROUND, write
from tests.ledger.tampering import sql

from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changelog.triggers import making, signals
from chainchief.ledger.kinds.chain.models import Chain

pytestmark = pytest.mark.usefixtures("ledger")


def rebuild(model, name, field):
    """Alter a column the way a migration does: Django makes the table anew and renames it."""
    field.set_attributes_from_name(name)
    field.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, model._meta.get_field(name), field, strict=True)


def names_of_triggers():
    return set(making.dialect().installed())


def test_replacing_a_row_is_logged_as_removing_and_adding():
    write(*GROUND)
    old = Chain.objects.get(code="LI-ION")
    sql(
        "INSERT OR REPLACE INTO ledger_chain (id, uid, code, version, name, short_name, position,"
        " withdrawn_reason, origin, extra) VALUES (%s, %s, %s, 1, '换', '', 0, '', '', '{}')",
        old.pk,
        "0" * 32,
        old.code,
    )
    removed, added = ChangeEvent.objects.order_by("id")[len(GROUND) :]
    assert (removed.op, removed.uid) == ("delete", old.uid.hex)
    assert (added.op, added.uid, added.after["name"]) == ("insert", "0" * 32, "换")


def test_emptying_a_table_is_logged_row_by_row():
    write(*GROUND)
    sql("DELETE FROM ledger_chain")
    assert ChangeEvent.objects.filter(op="delete").count() == 2


def test_a_migration_that_rebuilds_a_table_keeps_its_triggers():
    before = names_of_triggers()
    rebuild(Chain, "short_name", models.TextField(blank=True))
    assert names_of_triggers() < before
    call_command("migrate", verbosity=0)
    assert names_of_triggers() == before
    write(*GROUND)
    assert changelog.position() == len(GROUND)
    assert changelog.verify() == []


def test_the_log_itself_can_be_rebuilt_by_a_migration():
    write(*GROUND)
    signals._before(plan=["a migration"])
    assert names_of_triggers() == set()
    rebuild(ChangeEvent, "reason", models.TextField())
    call_command("migrate", verbosity=0)
    assert changelog.verify() == []


def test_triggers_of_an_older_shape_are_replaced():
    name = "log_ledger_chain_insert"
    right = making.dialect().installed()[name]
    sql(f"DROP TRIGGER {name}")
    sql(f"CREATE TRIGGER {name} AFTER INSERT ON ledger_chain BEGIN SELECT 1; END")
    call_command("migrate", verbosity=0)
    assert making.dialect().installed()[name] == right


def test_a_missing_context_row_does_not_silence_the_log():
    write(*GROUND)
    sql("DELETE FROM ledger_changecontext")
    sql("DELETE FROM ledger_chain WHERE code = 'LI-ION'")
    last = ChangeEvent.objects.latest("id")
    assert (last.op, last.actor) == ("delete", "")


def test_a_table_with_many_columns_is_logged_whole():
    from chainchief.ledger.changelog.triggers import sqlite
    from chainchief.ledger.changelog.triggers.tables import Watched

    class Wide(Watched):
        @property
        def fields(self):
            made = [models.IntegerField(db_column=f"c{n}") for n in range(95)]
            for number, field in enumerate(made):
                field.set_attributes_from_name(f"c{number}")
            return tuple(made)

    columns = ", ".join(f"{n} AS c{n}" for n in range(95))
    with connection.cursor() as cursor:
        image = sqlite.image(Wide(Chain), "t")
        cursor.execute(f"SELECT json_extract({image}, '$.c0', '$.c94') FROM (SELECT {columns}) t")
        assert cursor.fetchone() == ("[0,94]",)
