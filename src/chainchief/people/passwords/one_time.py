"""A password by chance, for an account's first log-in or a new start."""

import secrets

from chainchief.access.models import Account
from chainchief.people.log_in_preset import profile
from chainchief.people.passwords.requirements import faults_of

#: Letters and digits that nobody takes for another when they are read out.
_CAPITALS, _SMALL, _DIGITS = "ABCDEFGHJKLMNPQRTUVWXY", "abcdefghijkmnpqrtuvwxyz", "346789"
#: Groups at least: twenty of these characters are more than a hundred bits.
_GROUPS, _GROUP = 5, 4


def one_time_password(account: Account) -> str:
    """A password that the profile takes, in groups that are easily read out and typed.

    The account may be one that is not saved yet.
    """
    groups = max(_GROUPS, profile().shortest // (_GROUP + 1) + 1)
    nobody_yet = Account(username=account.username, full_name=account.full_name)
    while True:
        text = "-".join(_group() for _each in range(groups))
        mixed = all(set(text) & set(kind) for kind in (_CAPITALS, _SMALL, _DIGITS))
        if mixed and not faults_of(text, nobody_yet):
            return text


def _group() -> str:
    return "".join(secrets.choice(_CAPITALS + _SMALL + _DIGITS) for _each in range(_GROUP))
