"""The town's home folder, made once; a reader of its pages; the town served to a browser."""

import shutil

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account, sign_in
from tests.fixtures.servers import serving
from tests.web import town

from chainchief.access.viewers import HeldRole
from chainchief.core.home import home

#: Whoever looks at the town's pages unless a test says otherwise.
OFFICE = "市链办 王敏"
#: A clerk of the southern district.
SOUTHERNER = "南城区 李莉"


@pytest.fixture(scope="session")
def town_home(filled_homes):
    """A home folder with the town in it; copy it, never change it."""
    return filled_homes(_town)


@pytest.fixture
def in_town(ledger_with):
    """This test's home folder is a copy of the town, and Django points at its ledger."""
    return ledger_with(_town).home


def _town():
    (home().path / "demo").touch()
    town.build()
    make_account(OFFICE, HeldRole("chain-office"), password=PASSWORD)
    make_account(SOUTHERNER, HeldRole("county", division=town.SOUTH), password=PASSWORD)


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
