"""Demo cities in home folders of their own, each built once for all tests of a run."""

import shutil
from contextlib import ExitStack, contextmanager

import pytest
from tests.fixtures.ledgers import _sqlite, pointed_at

from chainchief.demo import build


@pytest.fixture(scope="session")
def city(sqlite_template, tmp_path_factory, django_db_blocker):
    """`with city(seed, scale) as home:` the demo city is the ledger inside the block.

    A test that changes the city asks for one `apart`, which is a copy; `turn` builds another one
    of the same seed from nothing.
    """
    homes = {}

    def built(seed, scale, turn):
        home = tmp_path_factory.mktemp("city")
        shutil.copytree(sqlite_template, home, dirs_exist_ok=True)
        with at(home):
            build.build(seed, scale)
        return home

    @contextmanager
    def at(home):
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("CHAINCHIEF_HOME", str(home))
            patch.delenv("CHAINCHIEF_DATABASE", raising=False)
            stack.enter_context(django_db_blocker.unblock())
            stack.enter_context(pointed_at(_sqlite(home)))
            yield home

    @contextmanager
    def inside(seed=build.DEFAULT_SEED, scale=0.1, turn=0, apart=False):
        key = (seed, scale, turn)
        if key not in homes:
            homes[key] = built(*key)
        home = homes[key]
        if apart:
            home = tmp_path_factory.mktemp("apart")
            shutil.copytree(homes[key], home, dirs_exist_ok=True)
        with at(home):
            yield home

    return inside
