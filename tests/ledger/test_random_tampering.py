"""One thing done anywhere, in any watched table, the log, its seals or its signatures: found."""

import random

import pytest
from django.db import connection, transaction
from tests.ledger.inherited import samples
from tests.ledger.small_city import CLERK, GROUND, project, revise, stage, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.ledger import changelog
from chainchief.ledger.changelog.anchors.memory import anchors_file
from chainchief.ledger.changelog.seals import keys
from chainchief.ledger.kinds.project.models import Project

TURNS = 150
OF_THE_LOG = ["ledger_changeevent", "ledger_seal", "ledger_signature"]
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
    table = draw.choice([*tables, *OF_THE_LOG])
    columns = [row[1] for row in rows(f"PRAGMA table_info({table})")]
    if table == "ledger_signature":
        columns.remove("id")  # its number means nothing: a signature is found by its writing
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


def files():
    """What lies outside of the database, with its content."""
    return {path: path.read_bytes() for path in outside() if path.exists()}


def outside():
    return [keys.key_file(), keys.head_file(), anchors_file()]


def removed(draw):
    """A row taken out of the log, its seals or its signatures."""
    table = draw.choice(OF_THE_LOG)
    key = draw.choice(rows(f"SELECT id FROM {table}"))[0]
    with triggers_off(table):
        sql(f"DELETE FROM {table} WHERE id = {key}")
    return f"{key} removed from {table}"


def doubled(draw):
    """An event put into the log a second time, by the same name, with or without its writing."""
    writing = draw.choice(["writing", "''", "'0123456789abcdef'"])
    key = draw.choice(rows("SELECT id FROM ledger_changeevent"))[0]
    names = "at, actor, reason, batch, op, kind, uid, version, before, after"
    sql(
        f"INSERT INTO ledger_changeevent ({names}, writing)"
        f" SELECT {names}, {writing} FROM ledger_changeevent WHERE id = {key}"
    )
    return f"{key} doubled with {writing}"


def rolled_back(draw):
    """Seals above a number erased, with any of key and head, and the events under them."""
    number = draw.randrange(0, 2)
    end = rows(f"SELECT max(last_event) FROM ledger_seal WHERE id <= {number}")[0][0] or 0
    with triggers_off(*OF_THE_LOG):
        sql(f"DELETE FROM ledger_seal WHERE id > {number}")
        if draw.random() < 0.5:
            sql(f"DELETE FROM ledger_changeevent WHERE id > {end}")
            sql(f"DELETE FROM ledger_signature WHERE last_event > {end}")
    gone = [path for path in outside()[:2] if draw.random() < 0.5]
    for path in gone:
        path.unlink()
    return f"seals after {number} erased, with {[path.name for path in gone]}"


def set_back(draw):
    """The head as it was in the beginning, or another one."""
    keys.write_head(draw.choice([keys.BEFORE_THE_FIRST, keys.SealHead(9, 1, "0" * 64)]))
    return "head set back"


def test_every_attack_on_the_log_is_found():
    draw = random.Random(2024)
    write(revise(Project.objects.get(code="P0001"), name="三期"))
    before, missed = files(), []
    for _turn in range(TURNS // 2):
        with transaction.atomic():
            done = draw.choice([removed, doubled, rolled_back, set_back])(draw)
            if not changelog.verify():
                missed.append(done)
            transaction.set_rollback(True)
        for path, content in before.items():
            path.write_bytes(content)
    assert missed == []
    assert changelog.verify() == []
