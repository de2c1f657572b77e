"""Accounts: made, renamed, disabled and enabled, each with its event in the log."""

from chainchief.people.accounts.changing import disable, enable, rename
from chainchief.people.accounts.listing import Listed, accounts_of, unused
from chainchief.people.accounts.making import Created, create

__all__ = [
    "Created",
    "Listed",
    "accounts_of",
    "create",
    "disable",
    "enable",
    "rename",
    "unused",
]
