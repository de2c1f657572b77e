"""`serve --cert --key`: nothing in the clear, secure cookies, HSTS, names checked."""

import http.client
import os
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from tests.fixtures.accounts import make_account
from tests.fixtures.certificates import NAME
from tests.fixtures.ledgers import _sqlite, pointed_at

from chainchief.access.viewers import HeldRole

pytestmark = pytest.mark.proxy


@pytest.fixture(scope="module")
def by_tls(sqlite_template, tmp_path_factory, authority, server_pair, django_db_blocker):
    """The address of a home served by TLS, and the context that trusts it."""
    from tests.fixtures.servers import serving

    home, trust = tmp_path_factory.mktemp("tls") / "home", authority.trusting()
    shutil.copytree(sqlite_template, home)
    with django_db_blocker.unblock(), pointed_at(_sqlite(home)):
        make_account("liqiang", HeldRole("chain-office"))
    pair = ["--cert", str(server_pair.cert), "--key", str(server_pair.key)]
    names = ["--name", NAME, "--name", "127.0.0.1"]
    with serving(home, *pair, *names, trust=trust, CHAINCHIEF_LANG="zh-hans") as address:
        yield address, trust


def ask(by_tls, path="/log-in/", method="GET", **headers):
    address, trust = by_tls
    port = int(address.rsplit(":", 1)[1])
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def test_cookies_go_by_tls_alone_and_browsers_are_told_so_for_a_year(by_tls):
    answer = ask(by_tls)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert "Secure" in cookie, cookie
        assert "HttpOnly" in cookie, cookie
        assert "SameSite=Lax" in cookie, cookie


def test_a_name_that_was_not_said_is_answered_nothing(by_tls):
    assert ask(by_tls, Host=f"{NAME}:8443").status == 200
    for host in ("evil.example", "localhost", "testserver"):
        answer = ask(by_tls, Host=host)
        assert answer.status == 400, host
        assert "host_names" in answer.text
        assert "log-in" not in answer.text


def test_a_forwarded_header_turns_no_request_into_another_host(by_tls):
    answer = ask(by_tls, "/", **{"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.text + str(answer.headers)


def test_in_the_clear_there_is_no_page(by_tls):
    address, _trust = by_tls
    with pytest.raises((urllib.error.URLError, OSError, http.client.HTTPException)) as refused:
        urllib.request.urlopen(address.replace("https", "http") + "/log-in/", timeout=30)
    assert getattr(refused.value, "code", 400) == 400


def test_old_versions_of_tls_are_not_spoken(by_tls, authority):
    address, _trust = by_tls
    old = authority.trusting()
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(urllib.error.URLError, match=r"(?i)ssl|protocol"):
        urllib.request.urlopen(address + "/log-in/", timeout=30, context=old)


def test_an_expired_certificate_ends_the_program_before_it_serves(own_home, authority):
    pair = authority.issue("ended", f"DNS:{NAME}", days=-1)
    command = ["serve", "--host", "0.0.0.0", "--name", NAME]
    done = subprocess.run(
        [sys.executable, "-m", "chainchief", *command, "--cert", pair.cert, "--key", pair.key],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "已过期" in done.stderr
    assert not (own_home / "ledger.sqlite3").exists()


def test_djangos_own_check_of_a_deployment_finds_nothing(own_home):
    environment = {
        **os.environ,
        "PYTHONPATH": "src",
        "CHAINCHIEF_TLS": "yes",
        "CHAINCHIEF_HOST_NAMES": NAME,
        "DJANGO_SETTINGS_MODULE": "chainchief.settings",
    }
    command = ["check", "--deploy", "--fail-level", "WARNING", "--tag", "security"]
    done = subprocess.run(
        [sys.executable, "-m", "django", *command], env=environment, capture_output=True, text=True
    )
    found = [line for line in done.stderr.splitlines() if line.startswith("?:")]
    # The machines of an office share an address: names alone are made to wait (people.log_in).
    assert [line for line in found if "axes.W" not in line] == []
    assert "(0 silenced)" in done.stdout + done.stderr
