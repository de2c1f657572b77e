"""Where the shared fixtures are named; each stands in a file of its own in tests/fixtures."""

import os

import pytest

from chainchief.core.i18n import CHINESE, speak

pytest_plugins = [
    "tests.fixtures.groups",
    "tests.fixtures.nothing_skipped",
    "tests.fixtures.made_once",
    "tests.fixtures.ledgers",
    "tests.fixtures.cities",
    "tests.fixtures.engines",
    "tests.fixtures.browsers",
    "tests.fixtures.servers",
    "tests.fixtures.accounts",
    "tests.fixtures.certificates",
]
os.environ.setdefault("CHAINCHIEF_LANG", "zh-hans")

_FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def in_chinese():
    """Each test begins in Chinese, whatever the one before it chose."""
    speak(CHINESE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Whether a test failed is known to its fixtures when they clear up."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch, request):
    """Each test has a home folder of its own, so that none reads another's state.

    The ledgers of a test that passed are deleted: at 4 MB each, those of a whole run fill a
    disk. The lake stays: figures computed once are shared by the copies of one home.
    """
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CHAINCHIEF_HOME", str(folder))
    yield folder
    if not request.node.stash.get(_FAILED, False):
        for parent, folders, files in os.walk(tmp_path):
            folders[:] = [each for each in folders if each != "lake"]
            for name in files:
                if ".sqlite3" in name:
                    os.unlink(os.path.join(parent, name))


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk():
    """Durability is for data that must survive a power cut; a test's must not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        yield
