"""The cast of a city looks at lists, files and records: each sees its own and nobody else's."""

import csv
import datetime as dt
import io
import re
from html import unescape

import pytest
from tests.access.cast import build_city
from tests.access.oracle import PLACES, holder
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office

from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.kinds.statistic.models import OfficialStatistic

DAY = dt.date(2023, 11, 1)
DIFFICULTIES = ["above", "below", "foreign", "own", "sibling"]
NEEDS = PROJECTS = ["foreign", "own", "sibling"]
EVERYTHING = {
    "difficulty": DIFFICULTIES,
    "enterprise": ["QY-1", "QY-2", "QY-3"],
    "project": PROJECTS,
    "financing_need": NEEDS,
    "financing_offer": ["foreign/ORG-3/2023-11-01", "own/ORG-1/2023-11-01", "own/ORG-2/2023-11-01"],
    "official_statistic": ["gdp"],
    "organisation": ["ORG-1", "ORG-2", "ORG-3"],
}
#: The cast: (role, where it stands) → kind → the codes that it sees; a kind not named answers 403.
SEEN = {
    ("chain-office", "own"): EVERYTHING,
    ("machine-admin", "own"): EVERYTHING,
    ("county", "own"): {
        "difficulty": ["below", "own"],
        "enterprise": ["QY-1"],
        "project": ["own"],
        "financing_need": ["own"],
        "financing_offer": ["own/ORG-1/2023-11-01", "own/ORG-2/2023-11-01"],
        "organisation": EVERYTHING["organisation"],
    },
    ("county", "sibling"): {
        "difficulty": ["sibling"],
        "enterprise": ["QY-2"],
        "project": ["sibling"],
        "financing_need": ["sibling"],
        "financing_offer": [],
        "organisation": EVERYTHING["organisation"],
    },
    ("chief", "own"): {
        "difficulty": ["own"],
        "enterprise": ["QY-1"],
        "project": ["own"],
        "organisation": EVERYTHING["organisation"],
    },
    ("task-force", "own"): {
        "difficulty": ["own"],
        "enterprise": ["QY-1"],
        "project": ["own"],
        "organisation": EVERYTHING["organisation"],
    },
    ("department", "own"): {
        "difficulty": ["own"],
        "organisation": EVERYTHING["organisation"],
    },
    ("firm", "own"): {
        "difficulty": ["own"],
        "enterprise": ["QY-1"],
        "financing_need": ["own"],
        "financing_offer": ["own/ORG-1/2023-11-01", "own/ORG-2/2023-11-01"],
        "organisation": EVERYTHING["organisation"],
    },
    ("firm", "sibling"): {
        "difficulty": ["above", "below", "sibling"],
        "enterprise": ["QY-2"],
        "financing_need": ["sibling"],
        "financing_offer": [],
        "organisation": EVERYTHING["organisation"],
    },
    ("bank", "sibling"): {
        "financing_need": [],
        "financing_offer": ["own/ORG-2/2023-11-01"],
        "organisation": EVERYTHING["organisation"],
    },
    ("statistics-reviewer", "own"): {
        "official_statistic": ["gdp"],
        "organisation": EVERYTHING["organisation"],
    },
    ("reader", "own"): {"organisation": EVERYTHING["organisation"]},
    ("system-admin", "own"): {},
    ("security-admin", "own"): {},
    ("audit-admin", "own"): {},
}
CAST = [pytest.param(*who, seen, id="-".join(who)) for who, seen in SEEN.items()]


@pytest.fixture
def city(ledger):
    build_city()
    with changelog.acting("clerk", "more of the cast's city"):
        for relation in PROJECTS:
            place = PLACES[relation]
            Project.objects.create(
                code=relation, name=relation, division_id=place.division, chain_id=place.chain
            )
            Enterprise.objects.filter(code=place.enterprise).update(chain_id=place.chain, version=2)
            FinancingNeed.objects.create(
                code=relation,
                name=relation,
                enterprise_id=place.enterprise,
                purpose="working",
                amount=1,
                raised_on=DAY,
            )
        for code in EVERYTHING["financing_offer"]:
            need, bank, _day = code.split("/")
            FinancingOffer.objects.create(
                code=code, need_id=need, bank_id=bank, offered_on=DAY, amount=1
            )
        OfficialStatistic.objects.create(
            code="gdp",
            name="gdp",
            series="gdp",
            division_id=PLACES["own"].division,
            span_from="2023-01",
            span_to="2023-11",
            unit="元",
            quantity=1,
            released_on=DAY,
        )


@pytest.fixture
def acting_as(client):
    """Makes whoever asks hold a role, limited as it is held in that place."""

    def become(role, place):
        own = {code: dimension for dimension, code in vars(PLACES["own"]).items()}
        names = [own[limit] for limit in holder(role).held[0].limits.values()]
        sign_in(client, role, **{name: getattr(PLACES[place], name) for name in names})

    return become


ROW = re.compile(r'<th scope="row"><a [^>]*>(.*?)</a>(?:<span class="small">(.*?)</span>)?')


def codes_on(page):
    """The codes of a list's records: below their names, or in their place."""
    return sorted(unescape(code or name) for name, code in ROW.findall(page))


@pytest.mark.parametrize(("role", "place", "seen"), CAST)
def test_a_list_shows_what_is_open_and_nothing_else(city, client, acting_as, role, place, seen):
    acting_as(role, place)
    for kind in EVERYTHING:
        answer = client.get(f"/records/{kind}/")
        assert answer.status_code == (200 if kind in seen else 403), kind
        assert codes_on(answer.content.decode()) == sorted(seen.get(kind, [])), kind


@pytest.mark.parametrize(("role", "place", "seen"), CAST)
def test_the_page_of_a_record_answers_for_what_is_open(city, client, acting_as, role, place, seen):
    acting_as(role, place)
    for record in Difficulty.objects.all():
        answer = client.get(f"/records/difficulty/{record.uid}/")
        told = answer.status_code == 200 and record.enterprise_id in answer.content.decode()
        assert told is (record.code in seen.get("difficulty", [])), record.code


@pytest.mark.parametrize(
    ("role", "place", "kind", "codes"),
    [
        ("county", "own", "difficulty", ["below", "own"]),
        ("county", "sibling", "project", ["sibling"]),
        ("task-force", "own", "difficulty", ["own"]),
        ("firm", "own", "enterprise", None),
        ("department", "own", "difficulty", None),
        ("bank", "sibling", "financing_offer", None),
        ("reader", "own", "organisation", None),
    ],
)
def test_a_download_holds_what_is_open_to_who_may_export(
    city, client, acting_as, role, place, kind, codes
):
    acting_as(role, place)
    answer = client.get(f"/records/{kind}/table.csv")
    if codes is None:
        assert answer.status_code == 403
    else:
        _head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert sorted(row[0] for row in rows) == codes


def test_a_firm_reads_its_own_history_and_not_what_was_another_firms(city, client, acting_as):
    own = Difficulty.objects.get(code="own")
    moved = Revision("difficulty", own.uid, 1, {"enterprise": "QY-2", "informant": "旧联系人"})
    apply_change_set(ChangeSet(revisions=(moved,)), viewer=office("clerk"), reason="记错了企业")
    back = Revision("difficulty", own.uid, 2, {"enterprise": "QY-1", "informant": "新联系人"})
    apply_change_set(ChangeSet(revisions=(back,)), viewer=office("clerk"), reason="改回")
    acting_as("firm", "own")
    page = client.get(f"/records/difficulty/{own.uid}/").content.decode()
    assert "新联系人" in page
    assert "旧联系人" not in page
