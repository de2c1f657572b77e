"""Who may be served: others by TLS alone, under names that are said, with a pair that serves."""

from pathlib import Path

import pytest
from tests.fixtures.certificates import NAME

from chainchief.care.certificates import CertificateError
from chainchief.cli.installation.listening import is_open_to_all, listening
from chainchief.core.errors import WrongUseError
from chainchief.core.serving import LOOPBACK_NAMES, address, host_name, serving


def test_behind_a_proxy_browsers_come_by_tls_under_the_names_said():
    served = listening("0.0.0.0", 8000, behind="10.1.1.7", names=("Bureau.Example",))
    assert served.by_tls
    assert served.proxy == "10.1.1.7"
    assert served.addresses == ["https://bureau.example/"]


def test_names_are_said_where_the_address_tells_none():
    with pytest.raises(WrongUseError, match="--name"):
        listening("0.0.0.0", 8000, behind="10.1.1.7")
    assert listening("10.1.1.5", 8000, behind="10.1.1.7").names == ("10.1.1.5",)


def test_names_of_the_setting_are_taken(monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_HOST_NAMES", "bureau.example, 10.1.1.5")
    assert listening("0.0.0.0", 8000, behind="10.1.1.7").names == ("bureau.example", "10.1.1.5")


@pytest.mark.parametrize("name", ["*", ".example", "a b", "bureau.example/x", "1.2.3", "-a.b", ""])
def test_a_pattern_or_what_is_no_name_is_refused(name):
    with pytest.raises(WrongUseError, match="主机名"):
        host_name(name)


@pytest.mark.parametrize("text", ["localhost", "10.1.1.0/24", "*", "unix:"])
def test_the_proxy_is_one_address(text):
    with pytest.raises(WrongUseError, match="IP"):
        listening("127.0.0.1", 8000, behind=text, names=(NAME,))


def test_the_same_address_in_another_form_is_the_same():
    assert address("::ffff:10.1.1.7") == "10.1.1.7"
    assert host_name("[FE80::1]") == "[fe80::1]"


def test_a_certificate_without_its_key_is_no_pair():
    with pytest.raises(WrongUseError, match="--key"):
        listening("0.0.0.0", 8443, cert=Path("server.crt"), names=(NAME,))


@pytest.mark.proxy
def test_a_sound_pair_is_served(server_pair):
    served = listening("0.0.0.0", 8443, cert=server_pair.cert, key=server_pair.key, names=(NAME,))
    assert served.addresses == ["https://bureau.example:8443/"]


@pytest.mark.proxy
def test_a_pair_that_cannot_serve_is_told_before_serving(authority, server_pair, tmp_path):
    old = authority.issue("old", f"DNS:{NAME}", days=-1)
    other = authority.issue("other", "DNS:other.example")
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("-----BEGIN CERTIFICATE-----\n")
    cases = {
        "已过期": (old.cert, old.key),
        "不是证书": (server_pair.cert, other.key),
        f"名称 {NAME}": (other.cert, other.key),
        "PEM": (nonsense, server_pair.key),
        "读不出": (tmp_path / "none.crt", server_pair.key),
    }
    for words, (cert, key) in cases.items():
        with pytest.raises(CertificateError, match=words):
            listening("0.0.0.0", 8443, cert=cert, key=key, names=(NAME,))


@pytest.mark.proxy
def test_a_key_that_everybody_may_read_is_noticed(server_pair):
    server_pair.key.chmod(0o600)
    assert not is_open_to_all(server_pair.key)
    server_pair.key.chmod(0o644)
    assert is_open_to_all(server_pair.key)
    server_pair.key.chmod(0o600)


def test_this_machines_own_names_answer_without_tls_alone(monkeypatch):
    assert serving().allowed_hosts == list(LOOPBACK_NAMES)
    monkeypatch.setenv("CHAINCHIEF_HOST_NAMES", NAME)
    monkeypatch.setenv("CHAINCHIEF_TLS", "yes")
    assert serving().allowed_hosts == [NAME]


def test_a_setting_that_is_no_header_is_refused(monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_CERTIFICATE_HEADER", "X_Client Certificate")
    with pytest.raises(WrongUseError, match="certificate_header"):
        serving()
