"""What is open to whom: where the pages are served, by what certificate, to which accounts."""

import datetime as dt
from collections.abc import Iterator

from chainchief.care import last_served
from chainchief.care.certificates import CertificateError
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.care.last_served import LastServed
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.serving import LOOPBACK_NAMES, bracketed
from chainchief.people.log_in import new_key, second_factor
from chainchief.people.secrets import keys

#: So long before its end a new certificate is to be asked for.
_SOON = dt.timedelta(days=30)
_SHOWN = 5


def openness() -> Iterator[Examined]:
    """Tell who can reach the pages as they were served last, and by what way."""
    subject, last = _("served"), last_served.read()
    if last is None:
        yield fine(subject, _("not yet; `chainchief serve` opens the pages to this machine alone"))
        return
    at = f"{bracketed(last.host)}:{last.port}"
    if last.proxy:
        said = _("at {}, by TLS of the proxy {} as {}").format(at, last.proxy, listed(last.names))
        yield fine(subject, said)
    elif last.certificate:
        yield fine(subject, _("at {}, by TLS as {}").format(at, listed(last.names)))
    else:
        yield fine(subject, _("at {}, to this machine alone, without TLS").format(at))
    yield from _certificate(last)
    yield from _demo(last)


def _certificate(last: LastServed) -> Iterator[Examined]:
    if last.certificate is None:
        return
    subject = _("certificate")
    try:
        ends = min(last.certificate.tried_for(name.strip("[]")) for name in last.names)
    except CertificateError as wrong:
        yield problem(subject, str(wrong), _("then start `chainchief serve` again"))
        return
    said = _("ends on {}").format(clock.day(ends).isoformat())
    if ends - dt.datetime.now(dt.UTC) < _SOON:
        todo = _("ask for a new one, then start `chainchief serve` again")
        yield note(subject, said, todo)
    else:
        yield fine(subject, said)


def _demo(last: LastServed) -> Iterator[Examined]:
    """Whoever reaches a demo city may look as anybody in it."""
    if not (home().path / "demo").exists():
        return
    if set(last.names) <= set(LOOPBACK_NAMES) and not last.proxy:
        yield fine(_("demo"), _("a demo city, open to this machine alone"))
    else:
        said = _("a demo city is open to other machines, and anybody may look as anybody in it")
        yield problem(_("demo"), said, _("serve another home folder there"))


def second_factors() -> Iterator[Examined]:
    """Accounts whose roles need a second factor, and that have none."""
    subject, without = _("second factor"), second_factor.accounts_without()
    if without:
        named = listed(without[:_SHOWN]) + (" …" if len(without) > _SHOWN else "")
        said = _("accounts that need one and have none yet ({}): {}").format(len(without), named)
        yield note(subject, said, _("they are asked for it when they log in; see that they do"))
    else:
        yield fine(subject, _("every account that needs one has one, or a certificate"))


def secrets_of_devices() -> Iterator[Examined]:
    """Devices whose secret the key outside of the database does not open."""
    subject, lost = _("secrets of second factors"), new_key.unreadable()
    if lost:
        named = listed(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
        said = _("{file} does not open those of ({number}): {accounts}").format(
            file=keys.key_file(), number=len(lost), accounts=named
        )
        todo = _(
            "put the copy of that file back; without it they log in with recovery codes, and set "
            "up another device after two administrators took this one away"
        )
        yield problem(subject, said, todo)
    elif len(keys.read_keys()) > 1:
        said = _("a former key still lies beside the one in use: a change of keys was stopped")
        yield note(subject, said, _("run `chainchief account second-factor-key` once more"))
    else:
        yield fine(subject, _("sealed under a key that lies outside of the database"))
