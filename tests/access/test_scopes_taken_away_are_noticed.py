"""Each scope of each kind and each page's right is taken away in turn, and somebody notices.

Of a kind: everybody who sees some of it is shown all of it, and one limit after the other is
forgotten. The lists of the marked city then hold marks of others, or lack one's own. Of a page: its
line in the policy table asks for nothing; whoever holds no role at all is then not refused.
"""

import secrets
from dataclasses import replace

import pytest
from django.db.models import Q
from django.test import Client
from tests.access.crawl.canaries import WHOSE, may_see
from tests.access.crawl.homes import ROLES, marked_home
from tests.access.crawl.reading import marks_in, text_of, uids_in
from tests.access.crawl.walking import Walker
from tests.access.test_the_matrix_over_http import METHODS, address_of
from tests.fixtures.accounts import make_account, sign_in

from chainchief.access import policy
from chainchief.access.rules import Route
from chainchief.access.scopes import Dimension, NoScope
from chainchief.ledger.registers import register_of
from chainchief.web.forms.filling.form import KEY, VERSION

LIMITED = sorted(kind for kind, (_class, whose) in WHOSE.items() if whose or kind == "document")
PARTS = {
    "unit": Dimension.DIVISION,
    "chain": Dimension.CHAIN,
    "firm": Dimension.ENTERPRISE,
    "office": Dimension.ORGANISATION,
}
#: (kind, limit) → why nobody notices that it is forgotten: no role of the table is so limited.
NOBODY_LIMITED_SO = {
    ("chain", "bank"): "chiefs see no financing data",
    ("unit", "statistics"): "counties see no statistics",
    ("chain", "statistics"): "chiefs see no statistics",
    ("firm", "statistics"): "firms see no statistics",
    ("office", "firm"): "no office sees firms' data",
    ("firm", "county"): "firms see no projects",
}
#: Kinds of which every role of the table sees all or nothing.
ALL_OR_NOTHING = {"annual_plan", "coverage_survey", "funds_sample", "funds_sample_item", "ranking"}


@pytest.fixture(scope="module")
def marked(sqlite_template, tmp_path_factory, django_db_blocker):
    home = tmp_path_factory.mktemp("marked") / "home"
    with marked_home(home, sqlite_template, django_db_blocker) as built:
        yield home, built


@pytest.fixture
def city(own_home, marked, monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_HOME", str(marked[0]))
    return marked[1]


@pytest.fixture(scope="module")
def people(marked):
    """Role → somebody logged in, for those that see a part of some kind."""
    found = {}
    for role in ROLES:
        walker = Walker(Client(), role, marked[1])
        sign_in(walker.client, name=f"某 {role}")
        found[role] = walker
    return found


def noticed(kind, walker):
    """Whether the list of the kind shows something of others, or lacks something of one's own."""
    text = text_of(walker.client.get(f"/records/{kind}/"))
    own = {
        record.uid
        for record in walker.city.records
        if record.kind == kind and record.uid not in walker.foreign
    }
    foreign = uids_in(text) & walker.foreign or marks_in(text) - walker.open_marks
    return bool(foreign) or not own & uids_in(text)


def lookers(kind, people):
    """Those who see some records of the kind and not all."""
    for role, walker in people.items():
        records = [record for record in walker.city.records if record.kind == kind]
        if len({may_see(role, record) for record in records}) == 2:
            yield walker


@pytest.fixture
def scoped(monkeypatch):
    """Gives a kind other scopes, for the length of a test."""

    def give(kind, scopes):
        register = register_of(kind)
        before = register.scopes
        object.__setattr__(register, "scopes", scopes)
        undo.append((register, before))

    undo = []
    yield give
    for register, before in undo:
        object.__setattr__(register, "scopes", before)


@pytest.mark.parametrize("kind", LIMITED)
def test_a_kind_shown_to_all_who_see_some_of_it_is_noticed(city, people, scoped, kind):
    looking = list(lookers(kind, people))
    assert bool(looking) != (kind in ALL_OR_NOTHING)
    assert not any(noticed(kind, walker) for walker in looking[:1])
    scoped(kind, replace(register_of(kind).scopes, through=lambda _reach: Q()))
    by = [walker.role for walker in looking if noticed(kind, walker)]
    print(f"{kind}: shown to all → list, {', '.join(by)}")
    assert by == [walker.role for walker in looking]


CASES = [
    (kind, part.partition("<")[0])
    for kind in LIMITED
    for part in WHOSE[kind][1].split()
    if (part.partition("<")[0], WHOSE[kind][0]) not in NOBODY_LIMITED_SO
]


@pytest.mark.parametrize(("kind", "part"), CASES)
def test_a_limit_of_a_kind_forgotten_is_noticed(city, people, scoped, kind, part):
    scopes = register_of(kind).scopes
    scoped(kind, replace(scopes, **{str(PARTS[part]): NoScope("forgotten")}))
    by = [walker.role for walker in lookers(kind, people) if noticed(kind, walker)]
    print(f"{kind}: {part} forgotten → list, {', '.join(by)}")
    assert by


def routes():
    """(page, method) of all that is not open to everyone."""
    for name, methods in policy.table().routes.items():
        for method, needs in methods.items():
            if not policy.allowed(policy.Viewer("nobody", ()), needs.verb, needs.policy_class):
                yield name, method


def asked(client, name, method):
    address = address_of(name, uid="00000000-0000-4000-8000-000000000000")
    if method == "POST":
        return client.post(address, {KEY: secrets.token_hex(16), VERSION: "1"}).status_code
    return client.generic(method, address).status_code


def test_the_right_of_every_page_taken_away_is_noticed(city, client, monkeypatch):
    make_account("无角色")
    sign_in(client, name="无角色")
    table, unnoticed, held = policy.table(), [], []
    for name, method in routes():
        before = asked(client, name, method)
        open_to_all = {**table.routes[name], method: Route("see", "program")}
        changed = replace(table, routes={**table.routes, name: open_to_all})
        monkeypatch.setattr(policy, "table", lambda changed=changed: changed)
        after = asked(client, name, method)
        monkeypatch.setattr(policy, "table", lambda: table)
        if before != 403:
            unnoticed.append((name, method, before))
        if after == 403:
            held.append((name, method))
    print("pages that refuse by a second lock of their own:", held)
    assert unnoticed == []
    assert set(METHODS) >= {method for _name, method in routes()}
