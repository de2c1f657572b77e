"""What it costs a page to know who looks: no more than the session, the account, its grants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.fixtures.accounts import LONG_AGO, PASSWORD, knock, make_account
from tests.web.town import SOUTH

from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog

#: Tables that are read to know who looks.
OF_PEOPLE = ("people_", "access_", "axes_", "otp_totp_", "django_session")
PAGES = ["/figures/", "/records/", "/records/project/", "/chains/", "/me/password/"]


@pytest.fixture
def clerk(in_town, quick_hashes):
    account = make_account("wang", HeldRole("county", division=SOUTH), password=PASSWORD)
    chief = make_account("chief")
    with changelog.acting("安全管理员", "测试"):
        account.grants.create(
            role="chief", chain="BIO", valid_from=LONG_AGO, decision="approved", acting_for=chief
        )
    return account


def of_people(client, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in caught.captured_queries]
    return [sql for sql in asked if any(f'"{table}' in sql for table in OF_PEOPLE)]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_three_times_more_than_without_log_in(clerk, client, address):
    knock(client, "wang")
    client.get(address)
    # The bell of notices asks once more; its own test counts it.
    found = [sql for sql in of_people(client, address) if "people_notice" not in sql]
    assert [sql.split('FROM "')[1].split('"')[0] for sql in found] == [
        "people_session",
        "access_account",
        "access_grant",
    ]


def test_the_time_of_the_last_page_is_written_once_a_minute_at_most(clerk, client):
    knock(client, "wang")
    client.get("/records/")
    assert not [sql for sql in of_people(client, "/records/") if not sql.startswith("SELECT")]
