"""An import killed at any point has happened or not happened; never half. A retry completes it."""

import random
import shutil

import pytest
from tests.intake.killing import NAIVE, Killing, Prepared, assert_log_equals_rows, state_of
from tests.intake.records import PROJECTS, found_city_of
from tests.intake.workbooks import write_csv, write_xlsx

NEW_ROWS = 1200
HEADS = ("code", "name", "division", "total_investment")


def table():
    revised = [(code, f"改名{code}", "371402", "5000") for code in PROJECTS]
    return revised + [(f"N{i:04d}", f"新增{i}", "371426", str(i)) for i in range(NEW_ROWS)]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def prepared(request, tmp_path):
    """The small city at rest: a copy of its home folder, or its database, which nobody has open."""
    from django.db import connection, connections

    if request.param == "postgresql":
        ledger = request.getfixturevalue("postgres_ledger")
        found_city_of(None)
        connections.close_all()
        server = request.getfixturevalue("postgres_server")
        return Prepared(ledger.home, server, ledger.url)
    city = request.getfixturevalue("city")
    with connection.cursor() as cursor:  # all it holds stands in the database file itself
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Prepared(shutil.copytree(city.home, tmp_path / "prepared"))


def campaign(prepared, tmp_path, kills, seed):
    path = write_xlsx(tmp_path / "项目.xlsx", HEADS, table())
    command = ["-m", "chainchief", "import", "project", str(path), "--actor", "县经办"]
    before, in_time = state_of(prepared.itself), 0
    with Killing(prepared, tmp_path, command, random.Random(seed)) as killing:
        ledger = killing.fresh()
        status, seconds = killing.run(ledger)
        after = state_of(ledger)
        assert status == 0
        assert len(after.projects) == len(PROJECTS) + NEW_ROWS
        for number in range(kills):
            ledger = killing.fresh()
            in_time += killing.kill_once(ledger, seconds, while_writing=number % 2 == 1)
            found = state_of(ledger)
            assert found in (before, after), f"kill {number} of seed {seed} left half an import"
            assert_log_equals_rows(found)
            status, _seconds = killing.run(ledger)
            assert status == 0
            assert state_of(ledger) == after
            assert_log_equals_rows(state_of(ledger))
    return in_time


def test_three_kills_leave_all_or_nothing_and_a_retry_completes(prepared, tmp_path):
    assert campaign(prepared, tmp_path, kills=3, seed=2023) > 0


@pytest.mark.long
def test_many_kills_leave_all_or_nothing_and_a_retry_completes(prepared, tmp_path):
    kills = 50 if prepared.url else 200
    assert campaign(prepared, tmp_path, kills=kills, seed=11) > kills // 4


def test_the_same_harness_catches_a_naive_importer(prepared, tmp_path):
    """Otherwise the harness would show nothing."""
    path = write_csv(tmp_path / "项目.csv", HEADS, table()[len(PROJECTS) :][:400])
    script = tmp_path / "naive.py"
    script.write_text(NAIVE, encoding="utf-8")
    before, halves, failed_retries = state_of(prepared.itself), 0, 0
    with Killing(prepared, tmp_path, [str(script), str(path)], random.Random(7)) as killing:
        for _number in range(3):
            ledger = killing.fresh()
            killing.kill_once(ledger, 1.0, while_writing=True)
            found = state_of(ledger)
            halves += 0 < len(found.projects) - len(before.projects) < 400
            status, _seconds = killing.run(ledger)
            failed_retries += status != 0
    assert halves > 0
    assert failed_retries > 0
