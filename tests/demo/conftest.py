"""Demo cities in home folders of their own, each built once for the tests of a file."""

import shutil
from contextlib import ExitStack, contextmanager

import pytest
from tests.fixtures.ledgers import _sqlite, pointed_at

from chainchief.demo import build


@pytest.fixture(scope="module")
def city(sqlite_template, tmp_path_factory, django_db_blocker):
    """`with city(seed, scale) as home:` the demo city is the ledger inside the block."""
    homes = {}

    @contextmanager
    def inside(seed=build.DEFAULT_SEED, scale=0.1, turn=0):
        known = homes.get((seed, scale, turn))
        home = known or tmp_path_factory.mktemp("city")
        if known is None:
            shutil.copytree(sqlite_template, home, dirs_exist_ok=True)
        with ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("CHAINCHIEF_HOME", str(home))
            patch.delenv("CHAINCHIEF_DATABASE", raising=False)
            stack.enter_context(django_db_blocker.unblock())
            stack.enter_context(pointed_at(_sqlite(home)))
            if known is None:
                build.build(seed, scale)
                homes[(seed, scale, turn)] = home
            yield home

    return inside
