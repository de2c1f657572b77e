"""An import killed at any point has happened or not happened; never half. A retry completes it."""

import random
import shutil

import pytest
from tests.intake.killing import NAIVE, Killing, assert_log_equals_rows, state_of
from tests.intake.records import PROJECTS
from tests.intake.workbooks import write_csv, write_xlsx

NEW_ROWS = 1200
HEADS = ("code", "name", "division", "total_investment")


def table():
    revised = [(code, f"改名{code}", "371402", "5000") for code in PROJECTS]
    return revised + [(f"N{i:04d}", f"新增{i}", "371426", str(i)) for i in range(NEW_ROWS)]


@pytest.fixture
def prepared(city, tmp_path):
    """The small city's home folder at rest, with all it holds in the database file itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return shutil.copytree(city.home, tmp_path / "prepared")


def campaign(prepared, tmp_path, kills, seed):
    path = write_xlsx(tmp_path / "项目.xlsx", HEADS, table())
    command = ["-m", "chainchief", "import", "project", str(path), "--actor", "县经办"]
    killing = Killing(prepared, tmp_path, command, random.Random(seed))
    before = state_of(prepared)
    home = killing.fresh()
    status, seconds = killing.run(home)
    after = state_of(home)
    assert status == 0
    assert len(after.projects) == len(PROJECTS) + NEW_ROWS
    in_time = 0
    for number in range(kills):
        home = killing.fresh()
        in_time += killing.kill_once(home, seconds, while_writing=number % 2 == 1)
        found = state_of(home)
        assert found in (before, after), f"kill {number} of seed {seed} left half an import"
        assert_log_equals_rows(found)
        status, _seconds = killing.run(home)
        assert status == 0
        assert state_of(home) == after
        assert_log_equals_rows(state_of(home))
    return in_time


def test_three_kills_leave_all_or_nothing_and_a_retry_completes(prepared, tmp_path):
    assert campaign(prepared, tmp_path, kills=3, seed=2023) > 0


@pytest.mark.long
def test_two_hundred_kills_leave_all_or_nothing_and_a_retry_completes(prepared, tmp_path):
    assert campaign(prepared, tmp_path, kills=200, seed=11) > 50


def test_the_same_harness_catches_a_naive_importer(prepared, tmp_path):
    """Otherwise the harness would show nothing."""
    path = write_csv(tmp_path / "项目.csv", HEADS, table()[len(PROJECTS) :][:400])
    script = tmp_path / "naive.py"
    script.write_text(NAIVE, encoding="utf-8")
    killing = Killing(prepared, tmp_path, [str(script), str(path)], random.Random(7))
    before, halves, failed_retries = state_of(prepared), 0, 0
    for _number in range(3):
        home = killing.fresh()
        killing.kill_once(home, 1.0, while_writing=True)
        found = state_of(home)
        halves += 0 < len(found.projects) - len(before.projects) < 400
        status, _seconds = killing.run(home)
        failed_retries += status != 0
    assert halves > 0
    assert failed_retries > 0
