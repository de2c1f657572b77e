"""Each of the cast walks through all pages, and reads all that is theirs and nothing of others'.

Every text of every record is a mark of its own (`crawl.canaries`): of what somebody is sent, HTML,
JSON, workbooks, headers, each mark must be open to them by the oracle. The walk opens what links
and forms lead to, then asks every page of the policy table for what is others'.
"""

import pytest
from tests.access.crawl.homes import ROLES, marked_database, marked_home, told, walked

#: Who walks in every run: each of another limit; everybody in the campaign.
EACH_RUN = ("county", "firm", "bank")
ON_POSTGRES = pytest.param("postgresql", marks=(pytest.mark.long, pytest.mark.postgres))


@pytest.fixture(scope="module", params=["sqlite", ON_POSTGRES])
def marked(request, tmp_path_factory, django_db_blocker):
    """The city, built once for each database: nobody who walks changes it."""
    home = tmp_path_factory.mktemp("marked") / "home"
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        with marked_home(home, template, django_db_blocker) as built:
            yield home, "", built
        return
    server, template = map(request.getfixturevalue, ("postgres_server", "postgres_template"))
    with marked_database(home, server, template, django_db_blocker) as (built, url):
        yield home, url, built


@pytest.fixture
def city(own_home, marked, monkeypatch):
    """The home folder of the test is the city's, which nobody changes."""
    home, url, built = marked
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    if url:
        monkeypatch.setenv("CHAINCHIEF_DATABASE", url)
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
@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_the_whole_program(city, role):
    walker = walked(city, role, most=40, whole=True)
    check(walker)
    print(role, walker.walk.asked, dict(walker.walk.states))


def test_the_marked_city_holds_records_of_every_kind_in_every_place(city):
    from chainchief.ledger.registers import all_registers

    planted = {record.kind for record in city.records}
    assert planted == set(all_registers()) - {"division", "chain"}
    assert len(city.meanings) > 1_500
