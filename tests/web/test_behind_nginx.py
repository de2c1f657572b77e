"""The files of docs/serving as they stand: nginx before the real program, the unit verified."""

import http.client
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.fixtures.accounts import PASSWORD, make_account
from tests.fixtures.certificates import NAME
from tests.fixtures.engines import free_port
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tools.run.machine import nginx

from chainchief.access.viewers import HeldRole
from chainchief.web.doors.proxies import fingerprint

pytestmark = pytest.mark.proxy

DOCS = Path(__file__).parents[2] / "docs" / "serving"


def configuration(folder, ports, pair, authority, upstream):
    """The file of the docs with the places of this run, in the frame of a main file."""
    text = (DOCS / "nginx.conf").read_text(encoding="utf-8")
    for there, here in {
        "127.0.0.1:8000": upstream.removeprefix("http://"),
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports[1]} ssl;",
        "/etc/chainchief/server.crt": str(pair.cert),
        "/etc/chainchief/server.key": str(pair.key),
        "/etc/chainchief/people-ca.crt": str(authority.pair.cert),
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / "nginx.conf"
    file.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nworker_processes 1;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}\n{text}\n}}\n"
    )
    return file


@pytest.fixture(scope="module")
def office(tmp_path_factory, sqlite_template, authority, server_pair, django_db_blocker):
    """The program behind nginx, with an account that logs in by certificate: the ports of nginx."""
    folder = tmp_path_factory.mktemp("nginx")
    home = folder / "home"
    shutil.copytree(sqlite_template, home)
    ukey = authority.issue("王敏")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("CHAINCHIEF_HOME", str(home))
        with pointed_at(_sqlite(home)):
            account = make_account("王敏", HeldRole("chain-office"), password=PASSWORD)
            account.certificate = fingerprint(ukey.cert.read_text())
            account.save()
    ports = [free_port(), free_port()]
    header = {"CHAINCHIEF_CERTIFICATE_HEADER": "X-Client-Certificate"}
    with ExitStack() as stack:
        upstream = stack.enter_context(
            serving(home, "--behind", "127.0.0.1", "--name", NAME, **header)
        )
        file = configuration(folder, ports, server_pair, authority, upstream)
        checked = subprocess.run([nginx(), "-t", "-c", file], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        server = subprocess.Popen([nginx(), "-c", file], stderr=subprocess.DEVNULL)
        stack.callback(server.wait, 20)
        stack.callback(server.terminate)
        wait_for(ports[0])
        yield {"clear": ports[0], "tls": ports[1], "upstream": upstream, "ukey": ukey}


def wait_for(port):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not answer")


class Browser:
    """Keeps cookies; shows a certificate where it has one."""

    def __init__(self, office, authority, shown=None):
        self.port, self.trust = office["tls"], authority.trusting(shown)
        self.cookies = {}

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self.trust, timeout=30
        )
        headers = {
            "Host": NAME,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"https://{NAME}/log-in/",
            "Content-Type": "application/x-www-form-urlencoded",
            **headers,
        }
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        connection.close()
        return answer

    def post(self, path, **fields):
        from urllib.parse import urlencode

        fields["csrfmiddlewaretoken"] = self.cookies["csrftoken"]
        return self.ask(path, "POST", urlencode(fields))


def test_the_name_alone_is_led_to_tls(office):
    connection = http.client.HTTPConnection("127.0.0.1", office["clear"], timeout=30)
    connection.request("GET", "/figures/", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/figures/")


def test_by_password_through_the_proxy(office, authority):
    browser = Browser(office, authority)
    page = browser.ask("/log-in/")
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"]
    assert "用证书登录" not in page.text
    assert browser.post("/log-in/", username="王敏", password=PASSWORD).status in (302, 303)
    assert "session" in browser.cookies


def test_by_certificate_through_the_proxy(office, authority):
    browser = Browser(office, authority, office["ukey"])
    assert "用证书登录" in browser.ask("/log-in/").text
    assert browser.post("/log-in/certificate/").status in (302, 303)
    assert browser.ask("/records/").status == 200


def test_a_certificate_header_of_the_browsers_own_opens_nothing(office, authority):
    digits = fingerprint(office["ukey"].cert.read_text())
    browser = Browser(office, authority)
    assert "用证书登录" not in browser.ask("/log-in/", **{"X-Client-Certificate": digits}).text


def test_a_certificate_of_another_authority_is_refused(office, authority, tmp_path):
    from tests.fixtures.certificates import Authority

    stranger = Authority(tmp_path).issue("stranger")
    assert Browser(office, authority, stranger).ask("/log-in/").status == 400


def test_past_the_proxy_nothing_is_shown_but_the_way_to_it(office):
    connection = http.client.HTTPConnection(office["upstream"].removeprefix("http://"))
    connection.request("GET", "/log-in/", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/log-in/")


def test_the_unit_is_sound(tmp_path):
    text = (DOCS / "chainchief.service").read_text(encoding="utf-8")
    program = "/opt/chainchief/.venv/bin/chainchief"
    assert program in text
    unit = tmp_path / "chainchief.service"
    unit.write_text(text.replace(program, shutil.which("true")))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr.replace(str(unit), "")) == (0, "")


def test_the_command_of_the_unit_is_one_that_the_program_takes(tmp_path):
    from chainchief.cli.installation.serve import serve

    (line,) = [
        line
        for line in (DOCS / "chainchief.service").read_text(encoding="utf-8").splitlines()
        if line.startswith("ExecStart=")
    ]
    arguments = line.split()[2:]
    taken = serve.make_context("serve", arguments).params
    assert (taken["behind"], taken["names"]) == ("127.0.0.1", (NAME,))
