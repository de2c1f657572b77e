"""Mail says that there is something and nothing of what; what failed is told and tried again."""

import json
import os
import socketserver
import subprocess
import sys
import threading

import pytest
import yaml
from tests.fixtures.accounts import make_account

from chainchief.access.viewers import HeldRole
from chainchief.core.faults import FaultsError
from chainchief.people.mail_preset import PRESET, mail
from chainchief.people.notices import Topic, send
from chainchief.people.notices.mail import deliver, mailed_file
from chainchief.people.notices.sending import mark_read


class Server(socketserver.ThreadingTCPServer):
    """As much of SMTP as a client needs: keeps what it is given, refuses some addresses."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.messages, self.refused = [], set()


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 test")
        while line := self.rfile.readline().decode("ascii").strip():
            word = line[:4].upper()
            if word == "RCPT" and any(address in line for address in self.server.refused):
                self.say("550 no such person")
            elif word == "DATA":
                self.say("354 go on")
                self.server.messages.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server():
    with Server() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def configure(home, **changes):
    """Put the preset of mail into the home folder."""
    shipped = yaml.safe_load((PRESET.shipped / "mail.yaml").read_text(encoding="utf-8"))
    (home / "presets").mkdir(exist_ok=True)
    said = yaml.safe_dump({**shipped, **changes}, allow_unicode=True)
    (home / "presets" / "mail.yaml").write_text(said, encoding="utf-8")


ADDRESSES = {"王敏": "wang@bureau.example", "李四": "li@bureau.example"}


@pytest.fixture
def people(ledger, server):
    host, port = server.server_address
    configure(
        ledger.home,
        server=f"smtp://{host}:{port}",
        sender="chainchief@bureau.example",
        pages="https://bureau.example/",
        addresses=ADDRESSES,
    )
    return [make_account(name, HeldRole("reader")) for name in (*ADDRESSES, "王五")]


SECRET = {"kind": "difficulty", "code": "KN-9999", "due": "2023-11-30"}


def bodies(server):
    from email import message_from_bytes, policy

    parsed = [message_from_bytes(raw, policy=policy.default) for raw in server.messages]
    return [(m["To"], m["Subject"], m.get_content().strip()) for m in parsed]


def test_mail_says_how_many_and_nothing_of_what(people, server):
    send(people[0], Topic.ASSIGNED, SECRET, "/records/difficulty/")
    send(people[0], Topic.WORKBOOK, {"file": "机密.xlsx", "created": 1, "revised": 0})
    assert deliver().sent == ["王敏"]
    ((to, subject, text),) = bodies(server)
    assert (to, subject) == ("wang@bureau.example", "链长台")
    assert text.split() == ["您有2项新事项，请登录链长台查看。", "https://bureau.example/"]
    for canary in ("KN-9999", "机密", "difficulty", "2023"):
        assert canary not in f"{subject}{text}"


def test_nobody_is_written_to_twice_about_the_same(people, server):
    send(people[0], Topic.ASSIGNED, SECRET)
    deliver()
    assert deliver().sent == []
    send(people[0], Topic.DUE, SECRET)
    assert deliver().sent == ["王敏"]
    assert len(server.messages) == 2


def test_who_has_read_or_has_no_address_is_not_written_to(people, server):
    for account in (people[0], people[2]):
        send(account, Topic.ASSIGNED, SECRET)
    mark_read(people[0])
    assert deliver().sent == []
    assert server.messages == []


def test_a_refused_address_is_told_and_tried_again_and_holds_nobody_else_up(people, server):
    server.refused = {"wang@"}
    for account in people[:2]:
        send(account, Topic.ASSIGNED, SECRET)
    done = deliver()
    assert done.sent == ["李四"]
    assert "550" in done.failed["王敏"]
    server.refused = set()
    assert deliver().sent == ["王敏"]


def test_a_server_that_does_not_answer_is_told_for_everybody(people, server):
    server.shutdown()
    server.server_close()
    send(people[0], Topic.ASSIGNED, SECRET)
    assert set(deliver().failed) == {"王敏"}
    assert not mailed_file().exists()


def test_without_a_server_nothing_is_sent(ledger, server):
    account = make_account("王敏", HeldRole("reader"))
    send(account, Topic.ASSIGNED, SECRET)
    assert deliver().sent == []


def test_the_daily_command_sends_and_says_what_failed(people, server):
    send(people[0], Topic.ASSIGNED, SECRET)
    send(people[1], Topic.ASSIGNED, SECRET)
    server.refused = {"li@"}
    done = subprocess.run(
        [sys.executable, "-m", "chainchief", "notices"],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "王敏" in done.stdout
    assert "李四" in done.stderr
    assert "550" in done.stderr
    assert set(json.loads(mailed_file().read_text(encoding="utf-8"))) == {"王敏"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"server": "bureau.example:25"},
        {"server": "http://bureau.example"},
        {"server": "smtp://bureau.example", "sender": "nobody"},
        {
            "server": "smtp://bureau.example",
            "sender": "a@b.example",
            "addresses": {"王敏": "a@b\nBcc: c@d"},
        },
    ],
)
def test_a_preset_that_cannot_be_used_is_told(own_home, wrong):
    configure(own_home, **wrong)
    with pytest.raises(FaultsError, match="PPL-001"):
        mail()
