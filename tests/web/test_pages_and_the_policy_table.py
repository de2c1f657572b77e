"""The guard asks the table for page and method, and says in plain words what it refuses."""

from dataclasses import replace

import pytest
import yaml
from tests.fixtures.accounts import sign_in
from tests.web.conftest import OFFICE

from chainchief.access import policy
from chainchief.access.rules import Route
from chainchief.access.table import policy_file

BOTH = {"GET": Route("see", "figures"), "POST": Route("enter", "county")}


@pytest.fixture
def figures_take(monkeypatch):
    """Puts a table into force in which the page of figures has other methods."""
    table = policy.table()

    def put(methods):
        changed = replace(table, routes={**table.routes, "figures": methods})
        monkeypatch.setattr(policy, "table", lambda: changed)

    return put


def test_a_method_that_the_table_does_not_list_is_not_taken(reader):
    for method in ("post", "put", "patch", "delete", "options"):
        answer = getattr(reader, method)("/figures/")
        assert answer.status_code == 405, method
        assert answer.headers["Allow"] == "GET, HEAD"
        assert "此处不能这样操作" in answer.content.decode()
    assert reader.head("/figures/").status_code == 200


def test_a_page_that_takes_entries_alone_is_not_read(reader):
    answer = reader.get("/language/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert reader.post("/language/", {"language": "en"}).status_code == 302


def test_each_method_asks_for_its_own_verb(reader, figures_take):
    figures_take(BOTH)
    sign_in(reader, "chief", chain="BIO")
    assert reader.get("/figures/").status_code == 200
    refused = reader.post("/figures/")
    assert refused.status_code == 403
    assert "无权填报县市区数据" in refused.content.decode()
    sign_in(reader, "task-force", chain="BIO")
    assert reader.post("/figures/").status_code == 200


def test_who_may_write_there_need_not_be_able_to_read_it(reader, figures_take):
    figures_take({"GET": Route("see", "documents"), "POST": Route("enter", "county")})
    sign_in(reader, "county", division="990102")
    assert reader.get("/figures/").status_code == 403
    assert reader.post("/figures/").status_code == 200


def test_a_table_of_an_earlier_version_is_told_on_every_page(reader, in_town):
    data = yaml.safe_load(policy_file().read_text(encoding="utf-8"))
    del data["verbs"]["reopen"], data["routes"]["month-reopen"]
    data["rules"] = [{"role": "county", "verbs": "see", "classes": "county", "whose": "all"}]
    presets = in_town / "presets"
    presets.mkdir()
    (presets / "policy.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    for address in ("/figures/", "/records/", "/records/project/"):
        answer = reader.get(address)
        page = answer.content.decode()
        assert answer.status_code == 500, address
        assert "ACC-012" in page
        assert "reopen" in page
        assert 'href="/records/"' not in page
    assert reader.get("/nowhere/").status_code == 404


def test_a_request_has_one_viewer_however_many_parts_of_its_page_ask(reader, monkeypatch):
    from chainchief.access import viewers

    asked = []
    real = viewers.viewer_of
    monkeypatch.setattr(viewers, "viewer_of", lambda *who: asked.append(who[0]) or real(*who))
    assert reader.get("/records/project/").status_code == 200
    assert [str(account) for account in asked] == [OFFICE]
    assert reader.get("/records/project/").status_code == 200
    assert [str(account) for account in asked] == [OFFICE] * 2


def test_a_role_that_the_table_does_not_know_is_refused_by_its_name(reader):
    sign_in(reader, "chain-ofice")
    answer = reader.get("/figures/")
    assert answer.status_code == 403
    assert "chain-ofice" in answer.content.decode()
