"""`chainchief backup` and `restore` as they are typed."""

import json

import pytest
from tests.ledger.small_city import GROUND, write

from chainchief.cli.main import run
from chainchief.ledger import changelog


@pytest.fixture
def saved(ledger, tmp_path, capsys):
    write(*GROUND)
    changelog.seal()
    assert run(["backup", str(tmp_path / "city.zip")]) == 0
    return tmp_path / "city.zip"


def test_a_backup_tells_its_size_and_where_the_key_is(saved, capsys):
    told = capsys.readouterr().out
    assert str(saved) in told
    assert "6条变更" in told
    assert "changelog.key" in told


def test_it_comes_back_and_says_so(saved, tmp_path, capsys):
    assert run(["restore", str(saved), "--to", str(tmp_path / "new")]) == 0
    told = capsys.readouterr().out
    assert "无误" in told
    assert f"CHAINCHIEF_HOME={tmp_path / 'new'}" in told


def test_a_damaged_one_is_told_in_one_line(saved, tmp_path, capsys):
    saved.write_bytes(saved.read_bytes()[:-7])
    capsys.readouterr()
    assert run(["restore", str(saved), "--to", str(tmp_path / "new")]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line for line in errors if "[BAK-003]" in line] == errors[1:]


def test_for_programs(ledger, tmp_path, capsys):
    write(*GROUND)
    assert run(["backup", str(tmp_path / "a.zip"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["events"], made["faults"]) == (6, [])
    target = ["--to", str(tmp_path / "new")]
    assert run(["restore", str(tmp_path / "a.zip"), *target, "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["events"], done["later_events"], done["findings"]) == (6, 0, [])


def test_what_later_backups_hold_is_asked_for(saved, tmp_path, capsys):
    write(*later())
    changelog.seal()
    assert run(["restore", str(saved), "--to", str(tmp_path / "new")]) == 0
    assert "还有1条变更" in capsys.readouterr().out


def later():
    from tests.ledger.small_city import project

    return (project("P-1"),)


def test_no_ledger_is_no_empty_backup(own_home, tmp_path, capsys):
    assert run(["backup", str(tmp_path / "a.zip")]) == 2
    assert "没有台账" in capsys.readouterr().err
    assert list(tmp_path.glob("*.zip")) == []
    assert list(own_home.iterdir()) == []


def test_a_file_that_is_not_there(ledger, tmp_path, capsys):
    write(*GROUND)
    changelog.seal()
    assert run(["restore", str(tmp_path / "none.zip"), "--to", str(tmp_path / "new")]) == 2
    assert "没有文件" in capsys.readouterr().err
