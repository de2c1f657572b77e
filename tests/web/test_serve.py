"""`chainchief serve`: this machine alone, the port asked for, a key that outlives a restart."""

import os
import subprocess
import sys
import urllib.request

import pytest

from chainchief.cli.installation.listening import listening
from chainchief.cli.installation.serve import port_of_environment, secret_key
from chainchief.core.errors import WrongUseError
from chainchief.core.serving import bracketed


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_addresses_of_this_machine_are_served_as_they_are(host):
    served = listening(host, 8000)
    assert not served.by_tls
    assert served.addresses == [f"http://{bracketed(host)}:8000/"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "bureau.example", ""])
def test_an_address_that_others_reach_is_refused_in_the_clear_with_the_ways_out(host):
    with pytest.raises(WrongUseError, match="口令") as refused:
        listening(host, 8000)
    for way in ("--cert", "--key", "--behind", "127.0.0.1", "docs/serving.md"):
        assert way in str(refused.value)


def test_the_refusal_ends_the_program_with_wrong_use(own_home):
    done = subprocess.run(
        [sys.executable, "-m", "chainchief", "serve", "--host", "0.0.0.0"],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr


@pytest.mark.parametrize(("said", "port"), [("", 8000), ("8123", 8123)])
def test_the_port_of_the_environment_is_taken(monkeypatch, said, port):
    monkeypatch.setenv("PORT", said)
    assert port_of_environment() == port


@pytest.mark.parametrize("said", ["0", "65536", "http", "-1"])
def test_what_is_no_port_is_refused(monkeypatch, said):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(WrongUseError, match="PORT"):
        port_of_environment()


def test_the_key_is_made_once_for_this_user_alone(own_home):
    first = secret_key()
    assert len(first) > 50
    assert secret_key() == first
    assert (own_home / "keys" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_of_the_settings_prevails(own_home, monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_SECRET_KEY", "mine")
    assert secret_key() == "mine"
    assert not (own_home / "keys").exists()


def test_a_new_home_is_migrated_and_served(own_home, serve):
    with serve(own_home) as address:
        with urllib.request.urlopen(address + "/") as answer:
            page = answer.read().decode()
        assert "账号" in page
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (own_home / "ledger.sqlite3").exists()


def test_files_are_sent_compressed_to_browsers_that_take_them(own_home, serve):
    import re

    with serve(own_home) as address:
        page = urllib.request.urlopen(address + "/").read().decode()
        style = re.search(r'href="(/static/dist/[^"]+\.css)"', page)[1]
        query = urllib.request.Request(address + style, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(query) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(answer.read()) < 150_000
