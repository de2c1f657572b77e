"""`doctor` says who reaches the pages, until when the certificate holds, who lacks a factor."""

import datetime as dt

import pytest
from tests.fixtures.accounts import make_account
from tests.fixtures.certificates import NAME

from chainchief.access.viewers import HeldRole
from chainchief.care import last_served
from chainchief.care.certificates import Certificate
from chainchief.care.doctor.network import openness, second_factors
from chainchief.people.log_in.second_factor import accounts_without


def served(host="127.0.0.1", proxy="", names=(), certificate=None):
    last_served.write_down(host=host, port=8000, proxy=proxy, names=names, certificate=certificate)


def said():
    return {found.subject: (found.state.value, found.said) for found in openness()}


def test_pages_that_were_never_served_are_open_to_nobody():
    assert said()["页面服务"][0] == "fine"


def test_this_machine_alone():
    served()
    assert said() == {"页面服务": ("fine", "位于 127.0.0.1:8000，只供本机访问，未用 TLS")}


def test_behind_a_proxy_its_address_and_the_names_are_said():
    served(proxy="10.1.1.7", names=(NAME,))
    assert "10.1.1.7" in said()["页面服务"][1]
    assert NAME in said()["页面服务"][1]


def test_a_demo_city_that_others_reach_is_a_problem(own_home):
    (own_home / "demo").touch()
    served()
    assert said()["演示"][0] == "fine"
    served(proxy="10.1.1.7", names=(NAME,))
    assert said()["演示"][0] == "problem"


@pytest.mark.proxy
@pytest.mark.parametrize(("days", "state"), [(-1, "problem"), (10, "note"), (90, "fine")])
def test_the_end_of_the_certificate_is_said_in_time(authority, days, state):
    pair = authority.issue(f"days{days}", f"DNS:{NAME}", days=days)
    served("0.0.0.0", names=(NAME,), certificate=Certificate(pair.cert, pair.key))
    assert said()["证书"][0] == state


def test_what_was_written_down_is_read_again(tmp_path):
    pair = Certificate(tmp_path / "a.crt", tmp_path / "a.key")
    served("0.0.0.0", names=(NAME,), certificate=pair)
    last = last_served.read()
    assert (last.host, last.port, last.names, last.certificate) == ("0.0.0.0", 8000, (NAME,), pair)
    assert dt.datetime.now(dt.UTC) - last.at < dt.timedelta(minutes=5)


def test_accounts_that_need_a_second_factor_and_have_none_are_named(
    ledger, django_assert_num_queries
):
    from chainchief.people.models import Device

    chief = make_account("张三", HeldRole("chain-office"))
    holder = make_account("李四", HeldRole("audit-admin"))
    make_account("王五", HeldRole("reader"))
    assert accounts_without() == ["张三", "李四"]
    (found,) = second_factors()
    assert found.state.value == "note"
    assert "张三" in found.said
    holder.certificate = "ab" * 32
    holder.save()
    Device.objects.create(user=chief, name="手机", confirmed=False)
    assert accounts_without() == ["张三"]
    Device.objects.update(confirmed=True)
    with django_assert_num_queries(1):
        assert accounts_without() == []
    (found,) = second_factors()
    assert found.state.value == "fine"
