"""One value changed anywhere, in a row of any watched table, in the log or its seals: found."""

import random

import pytest
from django.db import connection, transaction
from tests.ledger.inherited import samples
from tests.ledger.small_city import CLERK, GROUND, project, revise, stage, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.ledger import changelog
from chainchief.ledger.project.models import Project

TURNS = 150
MEANT = {"extra": '{"x_a": 1}', "columns": '{"a": "B"}', "at": "2020-01-01 00:00:00"}


@pytest.fixture(autouse=True)
def worked_in(ledger):
    write(*GROUND, project("P0001"), project("P0002"), stage("P0001"))
    changelog.seal()
    write(revise(Project.objects.get(code="P0001"), name="二期"))
    drawn = samples("chain")
    write(*(each for each in drawn.creations if each.kind == "chain"))
    changelog.seal()


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def changed(table, column, key):
    """The statement that makes the value another one; a blank more in JSON means nothing else."""
    if column in MEANT:
        return f"UPDATE {table} SET {column} = '{MEANT[column]}' WHERE id = {key}"
    kind = rows(f"SELECT typeof({column}) FROM {table} WHERE id = {key}")[0][0]
    other = {"integer": f"{column} + 5000", "null": "'1'", "text": f"{column} || ' '"}[kind]
    return f"UPDATE {table} SET {column} = {other} WHERE id = {key}"


def tampered_at_random(draw):
    tables = [t.name for t in changelog.watched() if rows(f"SELECT 1 FROM {t.name} LIMIT 1")]
    table = draw.choice([*tables, "ledger_changeevent", "ledger_seal"])
    columns = [row[1] for row in rows(f"PRAGMA table_info({table})")]
    key = draw.choice(rows(f"SELECT id FROM {table}"))[0]
    return table, draw.choice(columns), key


def test_every_single_change_is_found():
    draw = random.Random(2023)
    missed = []
    sql("PRAGMA ignore_check_constraints = ON")
    for _turn in range(TURNS):
        table, column, key = tampered_at_random(draw)
        with transaction.atomic():
            with triggers_off(table):
                sql(changed(table, column, key))
            if not changelog.verify():
                missed.append((table, column, key))
            transaction.set_rollback(True)
    assert missed == []
    assert changelog.verify() == []


def test_the_actor_of_the_work_itself_is_no_finding():
    assert CLERK in dict(rows("SELECT actor, count(*) FROM ledger_changeevent GROUP BY actor"))
    assert changelog.verify() == []
