"""Mail that somebody has notices. What failed is told, and tried again with the next run."""

import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db.models import Max

from chainchief.access.models import Account
from chainchief.core import durable
from chainchief.core.home import home, setting
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.people.mail_preset import MailPreset, mail
from chainchief.people.models import Notice
from chainchief.people.notices.topics import reminder

_SECONDS = 30


@dataclass
class Delivery:
    """Accounts that were written to, and those that could not be, each with the reason."""

    sent: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def mailed_file() -> Path:
    """Account → its last notice that a mail told of."""
    return home().path / "mailed.json"


def deliver() -> Delivery:
    """One mail to each account with notices that no mail told of, where there is a server."""
    preset, done = mail(), Delivery()
    waiting = _waiting(preset) if preset.server else []
    if not waiting:
        return done
    try:
        with _server(preset.server) as server:
            for account, last, number in waiting:
                _send(server, preset, account, last, number, done)
    except (OSError, smtplib.SMTPException) as failed:
        reached = {*done.sent, *done.failed}
        done.failed |= {
            a.username: str(failed) for a, _l, _n in waiting if a.username not in reached
        }
    return done


def _waiting(preset: MailPreset) -> list[tuple[Account, int, int]]:
    """Account, its last unread notice, how many are unread; where that notice is news."""
    mailed, found = _mailed(), []
    named = Account.objects.filter(username__in=preset.addresses, is_active=True)
    for account in named.order_by("pk"):
        unread = Notice.objects.filter(account=account, read_at=None)
        last = unread.aggregate(last=Max("pk"))["last"]
        if last is not None and last > mailed.get(account.username, 0):
            found.append((account, last, unread.count()))
    return found


def _send(
    server: smtplib.SMTP,
    preset: MailPreset,
    account: Account,
    last: int,
    number: int,
    done: Delivery,
) -> None:
    try:
        server.send_message(message_for(preset, preset.addresses[account.username], number))
    except smtplib.SMTPResponseException as refused:
        done.failed[account.username] = f"{refused.smtp_code} {_text(refused.smtp_error)}"
    except smtplib.SMTPRecipientsRefused as refused:
        done.failed[account.username] = str(refused.recipients)
    else:
        durable.write(
            mailed_file(),
            json.dumps(_mailed() | {account.username: last}, ensure_ascii=False).encode("utf-8"),
        )
        done.sent.append(account.username)


def _text(error: bytes | str) -> str:
    return error.decode("utf-8", "replace") if isinstance(error, bytes) else error


def message_for(preset: MailPreset, address: str, number: int) -> EmailMessage:
    """That there is something, in the office's language; nothing of what it is."""
    message = EmailMessage()
    message["From"], message["To"] = preset.sender, address
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="chainchief.invalid")
    with speaking(CHINESE):
        message["Subject"] = _("ChainChief")
        text = reminder(number)
    message.set_content("\n".join(filter(None, (text, preset.pages))) + "\n")
    return message


def _mailed() -> dict[str, int]:
    try:
        said = json.loads(mailed_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(name): int(last) for name, last in said.items()}


@contextmanager
def _server(address: str) -> Iterator[smtplib.SMTP]:
    parts = urlsplit(address)
    host, trusted = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=_SECONDS, context=trusted
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=trusted)
        if parts.username:
            server.login(unquote(parts.username), setting("mail_password"))
        yield server
