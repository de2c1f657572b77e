"""A19: requests that another site makes a browser send are refused; nobody is led astray."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver
from tests.fixtures.accounts import PASSWORD, knock, make_account

from chainchief.access import policy
from chainchief.access.viewers import HeldRole
from chainchief.web.doors.headers import POLICY

#: What stands for the arguments of an address.
ARGUMENTS = {
    "code": "IND-PRJ-STARTED",
    "template": "press-release",
    "digest": "0" * 64,
    "kind": "project",
    "form": "csv",
    "uid": "00000000-0000-4000-8000-000000000000",
    "key": "00000000-0000-4000-8000-000000000000",
}


@pytest.fixture(autouse=True)
def _cheap(quick_hashes):
    """No test here is about the cost of a hash."""


def address_of(pattern):
    """The address of a route, its arguments filled with something."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))
    text = str(pattern.pattern)
    for name in names:
        text = re.sub(rf"<(?:\w+:)?{name}>", ARGUMENTS.get(name, "1"), text)
    return "/" + text


def routes():
    return [(pattern.name, address_of(pattern)) for pattern in get_resolver().url_patterns]


def writing_routes():
    table = policy.table().routes
    return [
        (name, address, method)
        for name, address in routes()
        for method in table.get(name, {})
        if method != "GET"
    ]


@pytest.fixture
def insider(ledger):
    """A browser that is logged in and asks for tokens as the program does."""
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    page = client.get("/log-in/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert knock(client, "wang", csrfmiddlewaretoken=token).status_code == 303
    return client


def test_a19_every_address_that_changes_something_asks_for_the_token(insider):
    found = writing_routes()
    assert {"log-in", "log-out", "language", "me-password", "act-for"} <= {one[0] for one in found}
    for name, address, method in found:
        answer = insider.generic(method, address)
        assert answer.status_code == 403, name
        assert "表单已失效" in answer.content.decode(), name


@pytest.mark.parametrize(
    "origin", ["null", "https://evil.example", "http://testserver.evil.example"]
)
def test_a19_the_token_does_not_help_another_origin(insider, origin):
    page = insider.get("/me/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token}
    assert insider.post("/log-out/", form, headers={"Origin": origin}).status_code == 403
    assert insider.get("/me/").status_code == 200
    assert insider.post("/log-out/", form).status_code == 303


def test_a19_nobody_is_logged_in_by_another_site(ledger):
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    assert knock(client, "wang").status_code == 403
    assert client.get("/me/").status_code == 303


def rows_of_everything():
    """All rows but those that a page leaves by being opened: its time, and its event if refused."""
    left = {"people.Session", "people.SecurityEvent", "ledger.ChangeEvent", "ledger.Signature"}
    models = [model for model in apps.get_models() if model._meta.label not in left]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models
    }


def test_a19_reading_any_page_changes_no_row(reader):
    reader.get("/figures/")
    before = rows_of_everything()
    assert any(before.values())
    for name, address in routes():
        assert reader.get(address).status_code in (200, 302, 303, 403, 404, 405, 500), name
    assert rows_of_everything() == before


def test_a19_no_page_is_shown_inside_another_sites(insider):
    assert "frame-ancestors 'none'" in POLICY
    for client in (Client(), insider):
        for address in ("/", "/log-in/", "/me/", "/me/password/", "/nowhere/"):
            assert client.get(address).headers["Content-Security-Policy"] == POLICY, address


@pytest.mark.parametrize("origin", ["null", "https://evil.example"])
def test_a19_no_other_origin_may_read_an_answer(insider, origin):
    for address in ("/me/", "/log-in/"):
        for call in (insider.get, insider.options):
            headers = call(address, headers={"Origin": origin}).headers
            assert not [name for name in headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8", "a b"]
)
def test_a19_a_host_that_is_not_this_one_is_refused_and_not_repeated(insider, host):
    for address in ("/", "/log-in/", "/me/", "/nowhere/"):
        answer = insider.get(address, headers={"Host": host})
        assert answer.status_code == 400, address
        assert "evil" not in answer.content.decode()
        assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "Forwarded"])
def test_a19_headers_about_the_host_change_no_address(insider, name):
    answer = Client().get("/records/", headers={name: "evil.example"})
    assert answer.headers["Location"] == "/log-in/?next=%2Frecords%2F"


ASTRAY = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https://evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/%0d%0aLocation:https://evil.example\r\n",
    "/\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "ftp://evil.example",
    "//evil。example",
    "／／evil.example",
    "/／evil.example\u2028",
    "//user@evil.example",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "///\x00evil.example",
    "//[::1",
    "evil.example",
    "me/",
    "?next=x",
    "//%65vil.example",
]


@pytest.mark.parametrize("wanted", ASTRAY)
def test_a19_no_way_back_leads_out_of_this_program(ledger, client, wanted):
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    for page in (
        client.get("/log-in/", {"next": wanted}),
        knock(client, "wang", "wrong", next=wanted),
    ):
        assert 'name="next"' not in page.content.decode()
    assert knock(client, "wang", next=wanted).headers["Location"] == "/"
    assert client.get("/log-in/", {"next": wanted}).headers["Location"] == "/"
    back = client.post("/me/acting-for/", {"for": "", "next": wanted})
    assert back.headers["Location"] == "/"
    language = client.post("/language/", {"language": "en", "back": wanted})
    assert language.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("wanted", "came_to"),
    [
        ("/records/?kind=项目&x=1", "/records/?kind=%E9%A1%B9%E7%9B%AE&x=1"),
        ("/figures/IND-1/#part", "/figures/IND-1/#part"),
    ],
)
def test_a_way_back_inside_is_taken(ledger, client, wanted, came_to):
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    assert knock(client, "wang", next=wanted).headers["Location"] == came_to
