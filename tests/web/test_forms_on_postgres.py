"""Forms write on PostgreSQL what they write on SQLite: once, whole, and nothing in a preview."""

import threading

import pytest
from tests.fixtures.viewers import office
from tests.ledger.inherited import samples
from tests.web.sent_forms import come_in, opened, send, text_of
from tests.web.test_forms_enter_every_kind import parted, typed

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.registers import register_of

pytestmark = pytest.mark.postgres


def started(kind):
    rest, last = parted(kind)
    apply_change_set(rest, viewer=office("王敏"), reason="样本")
    return last


@pytest.mark.parametrize("kind", ["project", "project_report", "enterprise"])
def test_a_record_is_entered_corrected_and_withdrawn(postgres_ledger, client, kind):
    last = started(kind)
    address = f"/records/{kind}/new/"
    said = {**opened(client, address), **typed(last), "form-reason": "台账"}
    previewed = client.post(address, {**said, "form-action": "preview"})
    assert previewed.status_code == 200
    model = register_of(kind).model
    assert not model.objects.filter(code=last.code).exists()
    assert send(client, address, said).status_code == 303
    held = model.objects.get(code=last.code)
    here = f"/records/{kind}/{held.uid}/withdraw/"
    done = send(client, here, opened(client, here), **{"form-reason": "重复"})
    assert done.status_code == 303
    assert "撤回 1 条" in text_of(client.get(done.headers["Location"]))


def test_two_clicks_at_the_same_moment_write_once(postgres_ledger, client):
    from django.db import connection
    from django.test import Client

    last = started("project")
    address = "/records/project/new/"
    said = {**opened(client, address), **typed(last)}
    answers = []

    def click():
        try:
            same = Client()
            same.cookies = client.cookies
            answers.append(send(same, address, said))
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _click in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [answer.status_code for answer in answers] == [303] * 4
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Project.objects.filter(code=last.code).count() == 1
    assert ChangeEvent.objects.filter(kind="project", after__code=last.code).count() == 1


def test_records_are_found_as_one_types(postgres_ledger, client):
    apply_change_set(samples("enterprise"), viewer=office("王敏"), reason="样本")
    firm = register_of("enterprise").model.objects.first()
    come_in(client)
    for words in (firm.code, firm.code.lower(), firm.name):
        found = client.get("/records/enterprise/choices/", {"words": words}).json()["found"]
        assert firm.code in [each["code"] for each in found]
