"""Passwords that are tried first: everywhere, and in offices like this one."""

from functools import cache
from pathlib import Path

from chainchief.core.characters import letters_and_digits

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
    both = {password.casefold().strip(), letters_and_digits(password)}
    return bool(both & (everywhere() | in_offices()))
