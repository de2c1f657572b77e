"""The town's home folder, made once; a reader of its pages; the town served to a browser."""

import shutil

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account, sign_in
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.web import town

from chainchief.access.viewers import HeldRole

#: Whoever looks at the town's pages unless a test says otherwise.
OFFICE = "市链办 王敏"
#: A clerk of the southern district.
SOUTHERNER = "南城区 李莉"


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
        make_account(OFFICE, HeldRole("chain-office"), password=PASSWORD)
        make_account(SOUTHERNER, HeldRole("county", division=town.SOUTH), password=PASSWORD)
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
    """Django's test client in the town, logged in as its chain office."""
    sign_in(client, name=OFFICE)
    return client


@pytest.fixture(scope="session")
def town_address(town_home, tmp_path_factory):
    """The town served by the real program, for as long as the run lasts."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(town_home, home)
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def town_cookies(town_address):
    """The cookies of the town's chain office, logged in once for the run."""
    return cookies_of(town_address, OFFICE)


@pytest.fixture
def open_page(open_page, request):
    """Pages of the town are opened as its chain office."""

    def open_(*size, **wishes):
        page = open_page(*size, **wishes)
        if "town_address" in request.fixturenames:
            page.context.add_cookies(request.getfixturevalue("town_cookies"))
        return page

    return open_
