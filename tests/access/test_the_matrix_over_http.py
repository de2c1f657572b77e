"""Every role × every address × every method × every relation, asked over HTTP.

What is expected is the oracle's, written down apart from the policy table. A cell that may be must
answer with something else than a refusal; one that may not, with 403, 404 or 405 and, for whoever
has not logged in, with the way to the log-in page.
"""

import datetime as dt
import secrets
from itertools import cycle, product

import pytest
from django.urls import reverse
from tests.access.cast import build_city
from tests.access.oracle import _GRANTED, MAY, PLACES, REACHED
from tests.fixtures.accounts import make_account, sign_in

from chainchief.access import policy
from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingNeed, FinancingOffer
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.kinds.statistic.models import OfficialStatistic
from chainchief.web.forms.filling.form import KEY, VERSION

DAY = dt.date(2023, 11, 1)
#: Places of firms of their own; units above and below have none.
FIRMS = ("own", "sibling", "foreign")
#: Whose → what of a place decides.
OF = {"unit": "division", "chain": "chain", "firm": "enterprise", "office": "organisation"}
#: Kind → its policy class, the relations in which there is a record, what of its place it names.
KINDS = {
    "project": ("county", tuple(p for p in PLACES if p != "none"), "unit chain firm"),
    "difficulty": ("chain", tuple(p for p in PLACES if p != "none"), "unit chain firm office"),
    "enterprise": ("firm", FIRMS, "unit chain firm"),
    "financing_offer": ("bank", FIRMS, "unit chain firm office"),
    "official_statistic": ("statistics", FIRMS, "unit office"),
    # Each proves the difficulty of its relation; that of "none" proves nothing.
    "document": ("evidence", tuple(PLACES), "unit chain firm office"),
    "organisation": ("reference", FIRMS, "office"),
}
CLASS_OF = {kind: policy_class for kind, (policy_class, _places, _scopes) in KINDS.items()}
#: Pages about one record: name → whether POST is taken too.
OF_RECORDS = {
    "record": False,
    "record-figures": False,
    "record-edit": True,
    "record-restore": False,
    "record-withdraw": True,
    "record-reinstate": True,
}
#: Pages about one kind.
OF_KINDS = (
    "record-list",
    "record-file",
    "record-new",
    "record-choices",
    "record-bulk",
    "record-column",
    "record-views",
    "import-template",
)
#: Pages that say who they are about with something that is not there: asked for all the same.
ARGUMENTS = {
    "key": "00000000-0000-4000-8000-000000000000",
    "uid": "00000000-0000-4000-8000-000000000000",
    "number": 4711,
    "digest": "0" * 64,
    "feed": "firm-month",
    "code": "BIO",
    "template": "monthly-note",
    "month": "2023-11",
    "token": "none",
    "form": "csv",
    "column": "code",
    "theme": "technology",
    "kind": "project",
}
#: Where whoever has not logged in is sent: to log in, or to the first start of an empty home.
DOORS = ("/log-in/", "/first/")
TAKEN = ("GET", "POST")
#: No page takes them. A campaign asks for all three of every cell, the daily run for one by turns.
NEVER_TAKEN = ("PUT", "PATCH", "DELETE")
METHODS = (*TAKEN, *NEVER_TAKEN)
REFUSED = {403, 404, 405}
#: They end or change the session of whoever asks; their own tests know them.
APART = {"log-in", "log-out", "language", "look-as", "first-start", "nobody-yet", "end-sessions"}
ROLES = tuple(role for role in MAY if role != "machine-admin")


@pytest.fixture
def city(ledger_with):
    """A copy of the filled city; returns kind → relation → the uid of its record."""
    ledger_with(fill)
    return _uids()


def fill():
    """Fill a ledger with an account of each role and a record of each kind in each relation."""
    build_city()
    for role in ROLES:
        make_account(role, HeldRole(role, **held_by(role)))
    with changelog.acting("clerk", "records of all relations"):
        for relation, place in PLACES.items():
            if place.division:
                Project.objects.create(
                    code=relation,
                    name=relation,
                    division_id=place.division,
                    chain_id=place.chain,
                    enterprise_id=place.enterprise,
                )
        for relation in FIRMS:
            place = PLACES[relation]
            Enterprise.objects.filter(code=place.enterprise).update(chain_id=place.chain, version=2)
            need = FinancingNeed.objects.create(
                code=relation,
                name=relation,
                enterprise_id=place.enterprise,
                purpose="working",
                amount=1,
                raised_on=DAY,
            )
            FinancingOffer.objects.create(
                code=relation, need=need, bank_id=place.organisation, offered_on=DAY, amount=1
            )
            OfficialStatistic.objects.create(
                code=relation,
                name=relation,
                series=relation,
                division_id=place.division,
                span_from="2023-01",
                span_to="2023-11",
                unit="元",
                quantity=1,
                provider_id=place.organisation,
                released_on=DAY,
            )
        _prove_each_difficulty()


def _uids():
    by_code = {
        "project": Project,
        "difficulty": Difficulty,
        "financing_offer": FinancingOffer,
        "official_statistic": OfficialStatistic,
    }
    uids = {
        kind: {one.code: one.uid for one in model.objects.all()} for kind, model in by_code.items()
    }
    for kind, model, part in (
        ("enterprise", Enterprise, "enterprise"),
        ("organisation", Organisation, "organisation"),
    ):
        known = {one.code: one.uid for one in model.objects.all()}
        uids[kind] = {relation: known[getattr(PLACES[relation], part)] for relation in FIRMS}
    uids["document"] = {one.name.removesuffix(".pdf"): one.uid for one in Document.objects.all()}
    return uids


def _prove_each_difficulty():
    for row in Difficulty.objects.all():
        digest = row.code.encode().hex().ljust(64, "f")
        Document.objects.create(code=digest, name=f"{row.code}.pdf", size=1)
        Difficulty.objects.filter(pk=row.pk).update(document_id=digest, version=2)


def may(role, verb, policy_class):
    """Whether the role may do it to anything of the class."""
    return any((whose, verb, policy_class) in _GRANTED[role] for whose in REACHED)


def may_to(role, verb, kind, relation):
    """Whether the role may do it to the record of the kind that stands in the relation."""
    policy_class, _places, scopes = KINDS[kind]
    if kind == "document" and ("all", verb, policy_class) not in _GRANTED[role]:
        proved = "see" if verb in ("see", "export") else "enter"
        proves = relation != "none" and may_to(role, proved, "difficulty", relation)
        return proves and may(role, verb, policy_class)
    for whose in REACHED:
        if (whose, verb, policy_class) not in _GRANTED[role]:
            continue
        if whose == "all" or (whose in scopes.split() and relation in _near(whose)):
            return True
    return False


def _near(whose):
    """The relations that count as own: by the code that a record in that place has."""
    part = OF[whose]
    own = getattr(PLACES["own"], part)
    same = {relation for relation, place in PLACES.items() if getattr(place, part) == own}
    return same | (REACHED["unit"] if whose == "unit" else set())


def held_by(role):
    """The role as its holder has it: within the own place, for what the oracle limits."""
    own = PLACES["own"]
    return {OF[whose]: getattr(own, OF[whose]) for whose in MAY[role] if whose in OF}


def address_of(name, **more):
    """The address of a page with what it needs, whatever that is."""
    from django.urls import get_resolver

    pattern = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={part: {**ARGUMENTS, **more}[part] for part in pattern})


def asked(client, method, address):
    """The state of the answer."""
    if method == "POST":  # as a form without anything typed: nothing is written by it
        return client.post(address, {KEY: secrets.token_hex(16), VERSION: "1"}).status_code
    query = "?month=2023-11&version=1" if method == "GET" else ""
    return client.generic(method, address + query).status_code


def each_method():
    """All methods, for every cell."""
    while True:
        yield METHODS


def by_turns():
    """What pages may take, and of the other methods another one for every next cell."""
    for other in cycle(NEVER_TAKEN):
        yield (*TAKEN, other)


def plain_cells(methods):
    """(name, method) of every address that is about no record and no kind."""
    for name in policy.table().routes:
        if name not in APART and name not in OF_RECORDS and name not in OF_KINDS:
            yield from ((name, method) for method in next(methods))


def cells_of_kinds(methods):
    """(name, method, kind) of every page about a kind."""
    for name, kind in product(OF_KINDS, KINDS):
        yield from ((name, method, kind) for method in next(methods))


def cells_of_records(uids, methods):
    """(name, method, kind, relation) of every page about a record."""
    for name, kind in product(OF_RECORDS, KINDS):
        for relation in uids[kind]:
            yield from ((name, method, kind, relation) for method in next(methods))


def verdicts(role, client, uids, methods):
    """Cells that answer otherwise than they should, and how many were asked."""
    wrong, number = [], 0
    table = policy.table()
    for name, method in plain_cells(methods):
        number += 1
        status = asked(client, method, address_of(name))
        route = table.methods_of(name).get(method)
        classes = [route.policy_class] if route else []
        if classes == ["of-its-kind"]:
            classes = sorted(set(CLASS_OF.values()))
        allowed = route is not None and any(may(role, route.verb, each) for each in classes)
        if not fits(status, allowed, there=False, listed=route is not None):
            wrong.append((name, method, status, allowed))
    for name, method, kind in cells_of_kinds(methods):
        number += 1
        route = table.methods_of(name).get(method)
        status = asked(client, method, address_of(name, kind=kind))
        allowed = route is not None and may(role, route.verb, CLASS_OF[kind])
        if not fits(status, allowed, there=name != "import-template", listed=route is not None):
            wrong.append((name, method, kind, status, allowed))
    for name, method, kind, relation in cells_of_records(uids, methods):
        number += 1
        route = table.methods_of(name).get(method)
        status = asked(client, method, address_of(name, kind=kind, uid=uids[kind][relation]))
        allowed = route is not None and may_to(role, route.verb, kind, relation)
        if name == "record-figures":  # of figures too
            allowed = allowed and may(role, "see", "figures")
        there = name not in ("record-restore", "record-reinstate")
        if not fits(status, allowed, there=there, listed=route is not None):
            wrong.append((name, method, kind, relation, status, allowed))
    return wrong, number


def fits(status, allowed, *, there, listed):
    """Whether an answer is right; of what is not `there` an open page may say so."""
    if not listed:
        return status == 405
    if allowed:
        return status < 500 and status != 405 and (status not in REFUSED or not there)
    return status in (403, 404)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("methods", [by_turns, pytest.param(each_method, marks=pytest.mark.long)])
def test_each_cell_answers_as_it_should(city, client, role, methods):
    sign_in(client, name=role)
    wrong, number = verdicts(role, client, city, methods())
    assert not wrong, "\n".join(map(str, wrong))
    assert number > 1200  # with thirteen roles more than fifteen thousand


def test_who_has_not_logged_in_is_led_to_the_log_in_page_whatever_is_asked(city, client):
    table, wrong = policy.table(), []
    cells = [(name, method, {}) for name, method in plain_cells(each_method())]
    cells += [
        (name, method, {"kind": kind, "uid": city[kind][relation]})
        for name, method, kind, relation in cells_of_records(city, each_method())
    ]
    for name, method, more in cells:
        answer = client.generic(method, address_of(name, **more))
        routes = table.methods_of(name).values()
        if any(route.policy_class == "log-in" for route in routes):
            continue
        away = answer.status_code in (302, 303) and answer["Location"].startswith(DOORS)
        if not away and answer.status_code not in (401, 403):
            wrong.append((name, method, answer.status_code))
    assert wrong == []


def test_whoever_is_disabled_meanwhile_is_nobody_with_the_next_request(city, client):
    account = sign_in(client, "chain-office")
    assert client.get("/figures/").status_code == 200
    with changelog.acting("系统管理员", "离岗"):
        account.is_active = False
        account.save()
    for name, method in plain_cells(each_method()):
        route = policy.table().methods_of(name).get(method)
        if route is not None and route.policy_class != "log-in":
            answer = client.generic(method, address_of(name))
            away = answer.status_code in (302, 303) and answer["Location"].startswith(DOORS)
            assert away or answer.status_code in (401, 403), name


def test_a_role_held_without_its_limit_reaches_no_record(city, client):
    account = make_account("无范围", HeldRole("county"), HeldRole("firm"), HeldRole("bank"))
    client.force_login(account, backend="chainchief.people.log_in.backend.PasswordBackend")
    sign_in(client, name="无范围")
    for kind in ("project", "difficulty", "enterprise", "financing_offer"):
        for uid in city[kind].values():
            address = address_of("record", kind=kind, uid=uid)
            assert client.get(address).status_code in (403, 404), kind


def test_the_pages_set_apart_are_tried_elsewhere():
    """The matrix is whole: what it leaves out is named here, and is in the table."""
    assert set(policy.table().routes) >= APART | set(OF_RECORDS) | set(OF_KINDS)
