"""A full disk or a folder that may not be written to is told in plain words, with what to do."""

import errno
import sqlite3

import click
import pytest
from django.db import OperationalError

from chainchief.cli import machine_errors, main
from chainchief.core.i18n import speaking

FULL = OperationalError("database or disk is full")
READ_ONLY = OperationalError("attempt to write a readonly database")
SPACE = OSError(errno.ENOSPC, "No space left on device", "/srv/lake/x.parquet")
RIGHTS = PermissionError(errno.EACCES, "Permission denied", "/srv/out.docx")
ROFS = OSError(errno.EROFS, "Read-only file system", "/srv/out.docx")
LOCKED = sqlite3.OperationalError("database is locked")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FULL, "磁盘已满"),
        (SPACE, "磁盘已满（/srv/lake/x.parquet）"),
        (READ_ONLY, "不能写入"),
        (RIGHTS, "不能写入 /srv/out.docx"),
        (ROFS, "不能写入 /srv/out.docx"),
        (LOCKED, "另有人正在写入台账"),
    ],
)
def test_a_refusal_of_the_machine_is_told_with_what_to_do(error, said):
    with speaking("zh-hans"):
        assert said in machine_errors.refusal_in_words(error)
    with speaking("en"):
        assert "nothing was" in machine_errors.refusal_in_words(error)


@pytest.mark.parametrize(
    "error", [ValueError("x"), OperationalError("no such table: x"), KeyError()]
)
def test_a_failure_of_the_program_is_not_hidden(error):
    assert machine_errors.refusal_in_words(error) == ""


def failing(monkeypatch, error):
    @click.command()
    def command():
        raise error

    monkeypatch.setattr(main, "root", command)


def test_the_command_ends_with_one_line_and_status_one(monkeypatch, capsys):
    failing(monkeypatch, FULL)
    assert main.run([]) == 1
    told = capsys.readouterr().err
    assert len(told.strip().splitlines()) == 1
    assert "Traceback" not in told


def test_what_is_no_refusal_of_the_machine_still_shows_where_it_failed(monkeypatch):
    failing(monkeypatch, ZeroDivisionError("1/0"))
    with pytest.raises(ZeroDivisionError):
        main.run([])


@pytest.mark.parametrize("command", [["figures", "2023-11"], ["close", "2023-11"], ["serve"]])
def test_a_home_that_can_be_no_folder_is_told(command, tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("CHAINCHIEF_HOME", str(tmp_path / "file" / "home"))
    assert main.run(command) == 2
    told = capsys.readouterr().err
    assert str(tmp_path / "file" / "home") in told
    assert "CHAINCHIEF_HOME" in told
