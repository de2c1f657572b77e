"""What the page about oneself shows, as values."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from chainchief.access import policy
from chainchief.access.models import Account, Grant
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _, in_language
from chainchief.ledger.registers import register_of
from chainchief.people.events import EventKind
from chainchief.people.log_in import recovery_codes, second_factor
from chainchief.people.log_in_preset import profile
from chainchief.people.models import SecurityEvent, Session
from chainchief.people.sessions.limits import Limits
from chainchief.people.sessions.store import LOOKING_AS
from chainchief.web.frame.person import Standpoint, standpoints

#: Scopes of a grant, each with the kind of record that its code names.
_SCOPES = ("division", "chain", "enterprise", "organisation")
_EVER = dt.date.max


@dataclass(frozen=True)
class HeldGrant:
    role: str
    scope: str
    acting_for: str
    begins: str
    ends: str


@dataclass(frozen=True)
class OpenSession:
    mark: str
    begun: str
    seen: str
    address: str
    browser: str
    is_this: bool
    is_halfway: bool


@dataclass(frozen=True)
class Before:
    """The log-in before this one, and what failed since; blank where there was none."""

    at: str
    address: str
    failed: int


@dataclass(frozen=True)
class Page:
    username: str
    full_name: str
    grants: list[HeldGrant]
    standpoints: tuple[Standpoint, ...]
    before: Before
    sessions: list[OpenSession]
    limits: str
    password_since: str
    password_until: str
    has_password: bool
    has_device: bool
    needs_device: bool
    codes_left: int
    looks_as: bool


def about(request: HttpRequest) -> Page:
    """Facts that the page shows of whoever is logged in."""
    account = cast("Account", request.user)
    since, until = _password_dates(account)
    return Page(
        username=account.username,
        full_name=account.full_name,
        grants=_grants(account),
        standpoints=standpoints(request),
        before=_before(account),
        sessions=_sessions(account, request.session.session_key or ""),
        limits=_limits(),
        password_since=since,
        password_until=until,
        has_password=account.has_usable_password(),
        has_device=second_factor.device_of(account) is not None,
        needs_device=second_factor.required(account),
        codes_left=recovery_codes.number_left(account),
        looks_as=bool(request.session.get(LOOKING_AS)),
    )


def mark(key: str) -> str:
    """Mark by which the page calls a session: its key would open it."""
    return hashlib.sha256(f"mark:{key}".encode()).hexdigest()[:16]


def _grants(account: Account) -> list[HeldGrant]:
    grants = list(account.grants.in_force(clock.today()).select_related("acting_for"))
    names = {scope: _names(scope, (getattr(g, scope) for g in grants)) for scope in _SCOPES}
    known = policy.table().roles
    return [
        HeldGrant(
            role=in_language(dict(known.get(each.role, {"zh": each.role}))),
            scope=_scope(each, names),
            acting_for=str(each.acting_for) if each.acting_for else "",
            begins=str(each.valid_from),
            ends=str(each.valid_to) if each.valid_to else _("until revoked"),
        )
        for each in sorted(grants, key=lambda one: (one.valid_to or _EVER, one.pk))
    ]


def _names(kind: str, codes: Iterable[str]) -> dict[str, str]:
    """Code → name of the record; a code of none is its own name."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows: Any = register_of(kind).model._default_manager
    found = rows.filter(code__in=wanted).values_list("code", "name")
    return {code: code for code in wanted} | dict(found)


def _scope(grant: Grant, names: dict[str, dict[str, str]]) -> str:
    codes = {scope: getattr(grant, scope) for scope in _SCOPES}
    found = [names[scope][code] for scope, code in codes.items() if code]
    return listed(found) or _("without limits")


def _before(account: Account) -> Before:
    """From the log of events: the address of a log-in is nowhere else."""
    events = SecurityEvent.objects.filter(account=account.username)
    entered = events.filter(event=EventKind.LOGGED_IN).order_by("-at", "-pk")[:2]
    rows = list(entered.values_list("at", "address"))
    if len(rows) < 2:
        return Before("", "", 0)
    (now, _here), (then, address) = rows
    failed = (EventKind.LOG_IN_FAILED, EventKind.SECOND_FACTOR_FAILED)
    number = events.filter(event__in=failed, at__gt=then, at__lt=now).count()
    return Before(clock.minute(then), address, number)


def _sessions(account: Account, here: str) -> list[OpenSession]:
    rows = Session.objects.filter(account=account).exclude(begun_at=None).order_by("-begun_at")
    limits, now = Limits.of(profile()), dt.datetime.now(dt.UTC)
    return [
        OpenSession(
            mark=mark(row.session_key),
            begun=clock.minute(row.begun_at),
            seen=clock.minute(row.seen_at),
            address=row.address,
            browser=browser_words(row.browser),
            is_this=row.session_key == here,
            is_halfway=row.halfway,
        )
        for row in rows
        if row.begun_at and row.seen_at and not limits.over(row.begun_at, row.seen_at, now)
    ]


#: The first that a browser's name of itself holds says which it is: they all name their ancestors.
_BROWSERS = (
    ("Edg", "Edge"),
    ("QQBrowser", "QQ浏览器"),
    ("360", "360浏览器"),
    ("MicroMessenger", "微信"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Kylin", "麒麟"),
    ("UOS", "统信UOS"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """Browser and system in two words, as a person knows them; the text itself where unknown."""
    found = [
        next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(filter(None, found)) or agent[:40]


def _limits() -> str:
    wanted = profile()
    return _(
        "A session ends after {idle} minutes without a page opened, after {hours} hours in any "
        "case, and when more than {number} are open."
    ).format(idle=wanted.idle_minutes, hours=wanted.session_hours, number=wanted.sessions)


def _password_dates(account: Account) -> tuple[str, str]:
    """Since when the password holds, and until when; blanks where that is not known or no day."""
    changed, days = account.password_changed_at, profile().longest_days
    if changed is None:
        return "", ""
    until = clock.day(changed + dt.timedelta(days=days)) if days else ""
    return str(clock.day(changed)), str(until)
