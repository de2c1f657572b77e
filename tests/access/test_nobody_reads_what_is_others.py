"""Each of the cast walks through all pages, and reads all that is theirs and nothing of others'.

Every text of every record is a mark of its own (`crawl.canaries`): of what somebody is sent, HTML,
JSON, workbooks, headers, each mark must be open to them by the oracle. The walk opens what links
and forms lead to, then asks every page of the policy table for what is others'.
"""

import pytest
from tests.access.crawl.canaries import build
from tests.access.crawl.homes import ROLES, marked_home, told, walked

#: Who walks in every run: each of another limit, or of none; everybody in the campaign.
EACH_RUN = ("county", "department", "figure-provider", "firm", "bank", "reader")
#: On PostgreSQL two of them; the whole cast in the campaign.
SOME = ("firm", "figure-provider")


@pytest.fixture(scope="module")
def marked(sqlite_template, tmp_path_factory, django_db_blocker):
    home = tmp_path_factory.mktemp("marked") / "home"
    with marked_home(home, sqlite_template, django_db_blocker) as built:
        yield home, built


@pytest.fixture
def city(own_home, marked, monkeypatch):
    """The home folder of the test is the city's, which nobody changes."""
    home, built = marked
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    return built


def check(walker):
    walk = walker.walk
    assert told(walker) == []
    assert walk.failed == []
    missed = [walker.known[uid] for uid in walker.own - walk.read]
    unseen = {f"{record.kind}/{record.place}" for record in missed}
    assert unseen == set()


@pytest.mark.parametrize(
    "role",
    [role if role in EACH_RUN else pytest.param(role, marks=pytest.mark.long) for role in ROLES],
)
def test_nobody_reads_a_mark_of_others_and_all_their_own_are_found(city, role):
    walker = walked(city, role)
    check(walker)
    assert walker.walk.asked > 100


@pytest.mark.long
@pytest.mark.postgres
def test_the_same_on_postgres(postgres_ledger, quick_hashes):
    built = build()
    for role in SOME:
        check(walked(built, role))


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_the_whole_program(city, role):
    walker = walked(city, role, most=40, whole=True)
    check(walker)
    print(role, walker.walk.asked, dict(walker.walk.states))


@pytest.mark.long
@pytest.mark.postgres
def test_every_address_of_the_whole_program_on_postgres(postgres_ledger, quick_hashes):
    built = build()
    for role in ROLES:
        check(walked(built, role, most=40, whole=True))


def test_the_marked_city_holds_records_of_every_kind_in_every_place(city):
    from chainchief.ledger.registers import all_registers

    planted = {record.kind for record in city.records}
    assert planted == set(all_registers()) - {"division", "chain"}
    assert len(city.meanings) > 1_500
