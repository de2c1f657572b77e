"""Fixtures that every room's tests share."""

import os

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Each test has a home folder of its own, so that none reads another's state."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CHAINCHIEF_HOME", str(folder))
    return folder


os.environ.setdefault("CHAINCHIEF_LANG", "zh-hans")
