"""What the profile in force asks of a password: all that is wrong with one, at once."""

import re
from collections.abc import Iterator

from django.contrib.auth.hashers import check_password

from chainchief.access.models import Account
from chainchief.core.characters import letters_and_digits
from chainchief.core.faults import Fault
from chainchief.people.log_in_preset import Profile, profile
from chainchief.people.passwords import faults as kinds
from chainchief.people.passwords.normalising import normalised
from chainchief.people.passwords.well_known import is_well_known

#: What anybody would try who knows what this program is.
CONTEXT_WORDS = ("chainchief", "lianzhangtai", "lianzhangzhi", "lianzhang", "链长台", "链长制")
#: What a context word stands in must have so many letters and digits beside it.
_OUTSIDE_CONTEXT = 8


def faults_of(password: str, account: Account, wanted: Profile | None = None) -> list[Fault]:
    """Faults for which `account` may not have this password; nothing where it may.

    The account may be one that is not saved yet.
    """
    wanted = wanted or profile()
    text = normalised(password)
    return [
        *_length(text, wanted),
        *_kinds_of_characters(text, wanted),
        *_guessable(text, account),
        *_had_before(text, account, wanted),
    ]


def _length(text: str, wanted: Profile) -> Iterator[Fault]:
    if len(text) < wanted.shortest:
        facts = {"length": len(text), "shortest": wanted.shortest}
        yield Fault(kinds.TOO_SHORT, facts=facts)


def _kinds_of_characters(text: str, wanted: Profile) -> Iterator[Fault]:
    """Capitals, small letters, digits, others; a Chinese character is one of the others."""
    found = {_kind(each) for each in text}
    if len(found) < wanted.character_kinds:
        facts = {"found": len(found), "needed": wanted.character_kinds}
        yield Fault(kinds.TOO_FEW_KINDS, facts=facts)


def _kind(character: str) -> str:
    for name in ("isupper", "islower", "isdigit"):
        if getattr(character, name)():
            return name
    return "other"


def _guessable(text: str, account: Account) -> Iterator[Fault]:
    if is_well_known(text):
        yield Fault(kinds.COMMON)
    small = letters_and_digits(text)
    own = max((name for name in names_of(account) if name in small), key=len, default="")
    if own:
        yield Fault(kinds.OWN_NAME, facts={"name": own})
    word = max((word for word in CONTEXT_WORDS if word in small), key=len, default="")
    if word and len(small.replace(word, "")) < _OUTSIDE_CONTEXT:
        yield Fault(kinds.CONTEXT_WORD, facts={"word": word})


def names_of(account: Account) -> set[str]:
    """Names that others know the account by, and their parts, and their pinyin."""
    whole = [account.username, account.full_name]
    parts = [part for name in whole for part in (name, *re.split(r"[\W_]+", name))]
    found = {letters_and_digits(part) for part in parts} | {_pinyin(part) for part in parts}
    return {name for name in found if len(name) >= (2 if _is_chinese(name) else 4)}


def _is_chinese(name: str) -> bool:
    return any("㐀" <= each <= "鿿" for each in name)


def _pinyin(name: str) -> str:
    """A Chinese name as it is typed; "" for another one."""
    if not _is_chinese(name):
        return ""
    from pypinyin import lazy_pinyin

    return letters_and_digits("".join(lazy_pinyin(name)))


def _had_before(text: str, account: Account, wanted: Profile) -> Iterator[Fault]:
    """The present one never, and of those before so many as the profile says."""
    hashes = [account.password] if account.has_usable_password() else []
    if account.pk is not None and wanted.former:
        rows = account.former_passwords.order_by("-at", "-pk")
        hashes += rows.values_list("password", flat=True)[: wanted.former]
    if not any(check_password(text, each) for each in hashes):
        return
    if wanted.former:
        yield Fault(kinds.FORMER, facts={"former": wanted.former})
    else:
        yield Fault(kinds.SAME)
