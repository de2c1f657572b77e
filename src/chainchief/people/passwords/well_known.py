"""Passwords that are tried first: everywhere, and in offices like this one."""

from functools import cache
from pathlib import Path

_OFFICE = Path(__file__).with_name("well_known.csv")


@cache
def in_offices() -> frozenset[str]:
    """Letters and digits alone, in small letters: signs between and after them are tried too."""
    return frozenset(_OFFICE.read_text(encoding="ascii").split()[1:])


@cache
def everywhere() -> frozenset[str]:
    """The twenty thousand that Django brings, in small letters."""
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)


def is_well_known(password: str) -> bool:
    """Whether it is on a list as it stands, or without the signs in and around it."""
    small = password.casefold().strip()
    bare = "".join(each for each in small if each.isalnum())
    return bool({small, bare} & (everywhere() | in_offices()))
