"""The town's home folder, made once; a reader of its pages; the town served to a browser."""

import shutil

import pytest
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.web import town


@pytest.fixture(scope="session")
def town_home(sqlite_template, tmp_path_factory, django_db_blocker):
    """A home folder with the town in it; copy it, never change it."""
    home = tmp_path_factory.mktemp("town") / "home"
    shutil.copytree(sqlite_template, home)
    (home / "demo").touch()
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        pointed_at(_sqlite(home)),
    ):
        patch.setenv("CHAINCHIEF_HOME", str(home))
        town.build()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


@pytest.fixture
def in_town(town_home, own_home, django_db_blocker):
    """This test's home folder is a copy of the town, and Django points at its ledger."""
    shutil.copytree(town_home, own_home, dirs_exist_ok=True)
    with django_db_blocker.unblock(), pointed_at(_sqlite(own_home)):
        yield own_home


@pytest.fixture
def reader(in_town, client):
    """Django's test client in the town; `reader.get("/figures/")` is an answer."""
    return client


@pytest.fixture(scope="session")
def town_address(town_home, tmp_path_factory):
    """The town served by the real program, for as long as the run lasts."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(town_home, home)
    with serving(home) as address:
        yield address
