"""Where the shared fixtures are named; each stands in a file of its own in tests/fixtures."""

import os

import pytest

from chainchief.core.i18n import CHINESE, speak

pytest_plugins = [
    "tests.fixtures.groups",
    "tests.fixtures.nothing_skipped",
    "tests.fixtures.ledgers",
    "tests.fixtures.cities",
    "tests.fixtures.engines",
    "tests.fixtures.browsers",
    "tests.fixtures.servers",
    "tests.fixtures.accounts",
    "tests.fixtures.certificates",
]
os.environ.setdefault("CHAINCHIEF_LANG", "zh-hans")


@pytest.fixture(autouse=True)
def in_chinese():
    """Each test begins in Chinese, whatever the one before it chose."""
    speak(CHINESE)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Each test has a home folder of its own, so that none reads another's state."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CHAINCHIEF_HOME", str(folder))
    return folder
