"""The second factor: a code that a device shows for half a minute, or one of a printed list."""

import datetime as dt
import time
import unicodedata
from base64 import b32encode
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.core import signing
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import default_key

from chainchief.access import policy
from chainchief.access.models import Account, Grant
from chainchief.core import clock
from chainchief.ledger import changelog
from chainchief.people.events import EventKind, record
from chainchief.people.log_in import recovery_codes
from chainchief.people.log_in_preset import log_in, profile
from chainchief.people.models import Device
from chainchief.people.secrets import keys, sealing

#: A secret on the page of setting up is good for so long.
_SECRET_SECONDS = 1800
_SALT = "second factor"
_ISSUER = "链长台"


def required(account: Account) -> bool:
    """Whether one of the account's grants in force today, also on another's behalf, asks for it."""
    grants = account.grants.in_force(clock.today())
    return required_of(frozenset(grants.values_list("role", flat=True)))


def required_of(roles: frozenset[str]) -> bool:
    """Whether a role is one of those that ask for it."""
    return not roles.isdisjoint(roles_that_need_one())


def roles_that_need_one() -> frozenset[str]:
    """The roles that the preset names, and those that may do one of its verbs."""
    wanted = log_in().second_factor
    verbs = set(wanted.verbs)
    by_verb = {rule.role for rule in policy.table().rules if rule.verbs & verbs}
    return frozenset(wanted.roles) | by_verb


def accounts_without() -> list[str]:
    """Names of active accounts that need one today and have neither device nor certificate."""
    devices = Device.objects.filter(confirmed=True)
    needing = Grant.objects.in_force(clock.today()).filter(role__in=roles_that_need_one())
    lacking = Account.objects.filter(
        is_active=True, certificate="", pk__in=needing.values("account")
    ).exclude(pk__in=devices.values("user"))
    return list(lacking.order_by("username").values_list("username", flat=True))


def device_of(account: Account) -> Device | None:
    """The device that was set up, if one was."""
    device: Device | None = Device.objects.filter(user=account, confirmed=True).first()
    return device


@dataclass(frozen=True)
class Secret:
    """A secret that is not set up yet; nothing of it is stored before a code has confirmed it."""

    key: str
    username: str

    @property
    def text(self) -> str:
        """For typing: groups of four of the alphabet of Base32."""
        letters = b32encode(bytes.fromhex(self.key)).decode()
        return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))

    @property
    def address(self) -> str:
        """Address that an authenticator reads from the square code."""
        facts = {"secret": self.text.replace(" ", ""), "issuer": _ISSUER, "digits": 6, "period": 30}
        label = quote(f"{_ISSUER}:{self.username}")
        return f"otpauth://totp/{label}?{urlencode(facts, quote_via=quote)}"

    @property
    def sealed(self) -> str:
        """The secret as a page carries it from its showing to its confirmation."""
        return signing.dumps([self.username, self.key], salt=_SALT)


def new_secret(account: Account) -> Secret:
    return Secret(default_key(), account.username)


def secret_of_page(account: Account, sealed: str) -> Secret | None:
    """The secret that a page carried; None where it is too old, altered or another's."""
    try:
        username, key = signing.loads(sealed, salt=_SALT, max_age=_SECRET_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Secret(key, username) if username == account.username else None


def set_up(account: Account, secret: Secret, code: str, *, address: str = "") -> list[str] | None:
    """Set the device up if the code is one it shows; the recovery codes, told this once.

    None where the code is wrong, or where a device stands already.
    """
    device, bare = Device(user=account, name=account.username[:64]), bytes.fromhex(secret.key)
    shown = TOTP(bare, device.step, device.t0, device.digits)
    shown.time = time.time()
    if not shown.verify(_number(code), device.tolerance):
        return None
    device.last_t, device.drift = shown.t(), shown.drift
    keys.key_in_use()  # made before the lock, which making it waits for
    with keys.only_one(), changelog.acting(account.username, str(EventKind.SECOND_FACTOR_SET)):
        Account.objects.select_for_update().get(pk=account.pk)  # two pages at once set up one
        if device_of(account) is not None:
            return None
        device.key = sealing.seal(bare, account.uid)
        device.save()
        record(EventKind.SECOND_FACTOR_SET, account.username, address=address)
        return recovery_codes.renew(account)


def verify(account: Account, code: str, *, address: str = "") -> bool:
    """Whether the code is right: the device's, newer than the last one, or an unused recovery code.

    Each wrong one makes the device wait, twice as long as the one before, and stands in the log of
    events; while it waits nothing is looked at.
    """
    with transaction.atomic():
        devices = Device.objects.select_for_update().filter(user=account, confirmed=True)
        device = devices.first()
        if device is not None:
            device.user = account
        if device is None or not device.verify_is_allowed()[0]:
            return False
        if _is_right(device, account, code):
            return True
        failures = device.throttling_failure_count
    name, facts = account.username, {"failures": failures}
    record(EventKind.SECOND_FACTOR_FAILED, name, address=address, succeeded=False, facts=facts)
    if failures == profile().failures:
        record(EventKind.LOCKED, name, address=address, succeeded=False, subject="second-factor")
    return False


def _is_right(device: Device, account: Account, code: str) -> bool:
    """Asks the device or the recovery codes, and counts on the device what was wrong."""
    if not recovery_codes.looks_like_one(code):
        return bool(device.verify_token(_number(code)))
    right = recovery_codes.use(account, code)
    if right:
        device.throttle_reset()
    else:
        device.throttle_increment()
    return right


def waits_until(account: Account) -> dt.datetime | None:
    """Time at which the next code is checked, after wrong ones; None where that is now."""
    device = device_of(account)
    allowed, facts = device.verify_is_allowed() if device else (True, None)
    return None if allowed or not facts else facts["locked_until"]


def remove(account: Account, *, by: str) -> bool:
    """Take device and recovery codes away; says whether there was a device."""
    with changelog.acting(by, str(EventKind.SECOND_FACTOR_REMOVED)):
        number, _models = Device.objects.filter(user=account).delete()
        account.recovery_codes.all().delete()
        if number:
            record(EventKind.SECOND_FACTOR_REMOVED, by, subject=account.username)
    return bool(number)


def _number(code: str) -> int:
    """A code as people type it, in two groups or in full width; -1 for what is none."""
    text = "".join(unicodedata.normalize("NFKC", code).split())
    return int(text) if text.isascii() and text.isdigit() and len(text) == 6 else -1
