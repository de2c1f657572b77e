"""A file is replaced whole or not at all."""

import os
import signal
import subprocess
import sys

import pytest

from chainchief.core import durable


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


def test_the_new_content_replaces_the_old(folder):
    durable.write(folder / "a", b"old")
    durable.write(folder / "a", b"new")

    assert (folder / "a").read_bytes() == b"new"
    assert [each.name for each in folder.iterdir()] == ["a"]


def test_a_failure_leaves_the_old_file_and_no_draft(folder):
    durable.write(folder / "a", b"old")

    def half_a_file():
        with durable.replacing(folder / "a") as stream:
            stream.write(b"half")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        half_a_file()

    assert (folder / "a").read_bytes() == b"old"
    assert [each.name for each in folder.iterdir()] == ["a"]


def test_a_process_that_is_killed_leaves_the_old_file(folder):
    durable.write(folder / "a", b"old")
    program = (
        "import os, pathlib, sys\n"
        "from chainchief.core import durable\n"
        "with durable.replacing(pathlib.Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), 9)\n"
    )

    done = subprocess.run([sys.executable, "-c", program, str(folder / "a")], check=False)

    assert done.returncode == -signal.SIGKILL
    assert (folder / "a").read_bytes() == b"old"


@pytest.mark.parametrize(("shared", "mode"), [(False, 0o600), (True, 0o644)])
def test_only_a_shared_file_is_for_others_to_read(folder, shared, mode):
    before = os.umask(0o022)
    try:
        durable.write(folder / "a", b"x", shared=shared)
    finally:
        os.umask(before)

    assert (folder / "a").stat().st_mode & 0o777 == mode


def test_missing_folders_are_made(folder):
    durable.write(folder / "b" / "c" / "a", b"x")

    assert (folder / "b" / "c" / "a").read_bytes() == b"x"


def test_a_file_that_is_written_once_is_never_replaced(folder):
    assert durable.write_once(folder / "b" / "a", b"first")
    assert not durable.write_once(folder / "b" / "a", b"second")

    assert (folder / "b" / "a").read_bytes() == b"first"
    assert [each.name for each in (folder / "b").iterdir()] == ["a"]
