"""A backup that is killed leaves a hidden folder, which the next one clears away."""

import os
import signal
import subprocess
import sys
from multiprocessing import get_context

import pytest
from tests.care.conftest import environment
from tests.fixtures.viewers import office

from chainchief.care.backup import drafts
from chainchief.care.backup.making import backup
from chainchief.cli.installation import serve
from chainchief.cli.main import run


@pytest.fixture
def killed(city, tmp_path):
    """A program killed while it wrote a backup into the folder `elsewhere`."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    work = (
        "import os, sys; from pathlib import Path; from chainchief.care.backup import drafts\n"
        "with drafts.replacing(Path(sys.argv[1])) as (stream, scratch):\n"
        "    stream.write(b'x' * 100); (scratch / 'ledger.sqlite3').touch()\n"
        f"    os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
    )
    words = [sys.executable, "-c", work, str(place / "city.zip")]
    ended = subprocess.run(words, env=environment(city), check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [path.name[:8] for path in place.iterdir()] == [".backup-"]
    return place


def test_the_next_backup_beside_it_clears_it_away(killed):
    backup(killed / "city.zip", viewer=office())
    assert [path.name for path in killed.iterdir()] == ["city.zip"]


def test_so_does_one_that_is_made_in_another_place(killed, tmp_path):
    backup(tmp_path / "city.zip", viewer=office())
    assert list(killed.iterdir()) == []


def test_so_does_the_next_start_without_a_backup(killed):
    assert drafts.sweep()
    assert list(killed.iterdir()) == []
    assert drafts.sweep() == []


def test_so_do_the_pages_when_they_start(killed, monkeypatch, capsys):
    monkeypatch.setattr(serve, "_run", lambda _bind: None)
    monkeypatch.setenv("CHAINCHIEF_SECRET_KEY", "mine")  # `serve` sets it for its worker
    assert run(["serve"]) == 0
    assert list(killed.iterdir()) == []
    assert f"{killed}/.backup-" in capsys.readouterr().err


def _writing(place, begun, go_on):
    with drafts.replacing(place / "other.zip") as (stream, _scratch):
        stream.write(b"whole")
        begun.set()
        assert go_on.wait(30)


def test_one_that_is_being_written_is_left_alone(city, tmp_path):
    context = get_context("fork")
    begun, go_on = context.Event(), context.Event()
    other = context.Process(target=_writing, args=(tmp_path, begun, go_on))
    other.start()
    assert begun.wait(30)
    assert drafts.sweep(tmp_path) == []
    go_on.set()
    other.join(30)
    assert (tmp_path / "other.zip").read_bytes() == b"whole"
    assert list(tmp_path.glob(".backup-*")) == []


def test_a_link_of_that_name_is_not_followed(city, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / ".backup-link").symlink_to(tmp_path / "mine")
    assert drafts.sweep(tmp_path) == []
    assert (tmp_path / "mine").is_dir()


def test_what_fails_leaves_nothing(city, tmp_path):
    with pytest.raises(OSError, match="full"), drafts.replacing(tmp_path / "a.zip"):
        raise OSError("full")
    assert list(tmp_path.glob("*.zip")) == list(tmp_path.glob(".backup-*")) == []


def test_the_command_says_the_anchor(city, tmp_path, capsys):
    assert run(["backup", str(tmp_path / "city.zip")]) == 0
    from chainchief.ledger import changelog

    assert f"封存码：{changelog.anchor()}" in capsys.readouterr().out
    assert os.stat(tmp_path / "city.zip").st_mode & 0o077 == 0
