"""A folder with a sound network, for tests that break it."""

import pytest
from tests.netio.files import Folder


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "network"
    folder.mkdir()
    return Folder(folder).write()


@pytest.fixture
def commands(tmp_path, capsys):
    from tests.netio.commands import Commands

    return Commands(tmp_path, capsys)
