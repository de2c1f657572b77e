"""A folder with a sound network, for tests that break it."""

import pytest
from tests.netio.files import Folder


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "network"
    folder.mkdir()
    return Folder(folder).write()
