"""The pages of features: the list, one with its acts, the proposal; what others are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk import cast
from tests.desk.features import features_cast as town
from tests.fixtures.accounts import sign_in

from chainchief.ledger.kinds.feature.models import Feature


@pytest.fixture
def people(desk):
    cast.accounts()
    return desk


def text_of(answer, status=200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def act(client, viewer, feature, name, **sent):
    sign_in(client, name=viewer.name)
    version = Feature.objects.get(pk=feature.pk).version
    return client.post(
        f"/desk/features/{feature.uid}/act/", {"act": name, "version": version, **sent}
    )


def test_proposed_on_the_form_and_moved_to_its_piece(people, client):
    town.lists()
    sign_in(client, name=cast.COUNTY.name)
    assert "推荐典型" in text_of(client.get("/desk/features/new/"))
    typed = {"firm": "QY-1", "name": "一根丝的突围", "merits": "国产化"}
    refused = text_of(client.post("/desk/features/new/", {**typed, "merits": ""}), 422)
    assert "一根丝的突围" in refused
    assert "DSK-452" in refused
    assert client.post("/desk/features/new/", typed).status_code == 303
    feature = Feature.objects.get()
    for viewer, name, sent in (
        (cast.OFFICE, "check", {}),
        (cast.FIRM, "agree", {}),
        (cast.OFFICE, "approve", {}),
        (cast.OFFICE, "publish", town.PIECE),
    ):
        assert act(client, viewer, feature, name, **sent).status_code == 303
    text = text_of(client.get(f"/desk/features/{feature.uid}/"))
    for words in ("已刊播", "演示日报", "未列入", "同意", "核查名单"):
        assert words in text, words
    assert "已刊播" in text_of(client.get("/desk/features/?state=published"))
    assert "一根丝的突围" not in text_of(client.get("/desk/features/?state=proposed"))


def test_what_is_to_be_judged_is_offered_and_a_refusal_says_which(people, client):
    town.lists(but="safety")
    feature = town.proposed()
    sign_in(client, name=cast.OFFICE.name)
    text = text_of(client.get(f"/desk/features/{feature.uid}/"))
    assert text.count('name="judged"') == 1
    assert "名单从未导入" in text
    assert "“安全生产失信”：名单从未导入" in text_of(
        act(client, cast.OFFICE, feature, "check"), 422
    )
    sent = {"judged": ["safety"], "note": "已查，未见记录"}
    assert act(client, cast.OFFICE, feature, "check", **sent).status_code == 303
    assert "已查，未见记录" in text_of(client.get(f"/desk/features/{feature.uid}/"))


def test_others_learn_nothing_of_it(people, client):
    feature = town.proposed()
    for viewer in (cast.OTHER_COUNTY, cast.OTHER_FIRM, cast.POWER_CLERK):
        sign_in(client, name=viewer.name)
        assert "一根丝的突围" not in text_of(client.get("/desk/features/"))
        answer = client.get(f"/desk/features/{feature.uid}/")
        assert "一根丝的突围" not in answer.content.decode()
        assert answer.status_code != 200
        assert act(client, viewer, feature, "check").status_code != 303
    for viewer in (cast.BANKER, cast.READER):
        sign_in(client, name=viewer.name)
        assert client.get("/desk/features/").status_code in (403, 404)


def test_no_act_that_is_none_and_no_day_that_is_none(people, client):
    feature = town.approved()
    assert "DSK-451" not in text_of(act(client, cast.OFFICE, feature, "fly"), 422)
    answer = act(client, cast.OFFICE, feature, "publish", **{**town.PIECE, "on": "昨天"})
    assert "昨天" in text_of(answer, 422)
    assert Feature.objects.get().state == "approved"


def test_it_is_watched_and_taken_in_hand(people, client):
    feature = town.proposed()
    sign_in(client, name=cast.OFFICE.name)
    for wanted in ("take", "watch"):
        answer = client.post(f"/desk/features/{feature.uid}/in-hand/", {"do": wanted})
        assert answer.status_code == 303
    text = text_of(client.get(f"/desk/features/{feature.uid}/"))
    assert "取消关注" in text
    assert "一根丝的突围" in text_of(client.get("/desk/?whose=watching"))


def test_a_list_of_many_costs_no_more_queries(people, client):
    def asked(number) -> int:
        for at in range(number):
            town.proposed(person_name=f"人{Feature.objects.count()}{at}")
        client.get("/desk/features/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/features/")
        return len(queries)

    sign_in(client, name=cast.OFFICE.name)
    assert asked(1) == asked(9)
