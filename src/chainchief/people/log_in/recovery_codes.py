"""Recovery codes: ten on a sheet of paper, each of which stands once for the second factor."""

import datetime as dt
import hashlib
import secrets

from chainchief.access.models import Account
from chainchief.core.characters import letters_and_digits
from chainchief.people.models import RecoveryCode

NUMBER = 10
#: No letter or digit that is taken for another one when read from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 6


def renew(account: Account) -> list[str]:
    """Make new codes in place of all before; they are returned this once."""
    codes = [_code() for _each in range(NUMBER)]
    account.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(account, code)) for code in codes
    )
    return codes


def use(account: Account, code: str) -> bool:
    """Use a code up; False for one that is wrong or was used."""
    unused = RecoveryCode.objects.filter(account=account, used_at=None)
    row = unused.filter(digest=_digest(account, code))
    return row.update(used_at=dt.datetime.now(dt.UTC)) == 1


def number_left(account: Account) -> int:
    return account.recovery_codes.filter(used_at=None).count()


def looks_like_one(code: str) -> bool:
    """Whether it is longer than a code of the device: which of the two was meant."""
    return len(letters_and_digits(code)) > 8


def _code() -> str:
    groups = (
        "".join(secrets.choice(_ALPHABET) for _each in range(_GROUP)) for _g in range(_GROUPS)
    )
    return "-".join(groups)


def _digest(account: Account, code: str) -> str:
    """A plain hash is enough: 24 of 31 letters drawn at random are 118 bits, beyond guessing."""
    return hashlib.sha256(f"{account.uid}:{letters_and_digits(code)}".encode()).hexdigest()
