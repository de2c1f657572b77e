"""Names by how they are spelt: 临邑县 is found by `linyi` and by `ly`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from django.db import connections
from django.db.models import Count, Sum

from chainchief.ledger.registers import Register

#: Of a kind with more records the spellings are not kept: there one types characters or a code.
MOST = 60_000
_SHORTEST = 2


@dataclass(frozen=True)
class _Spelt:
    """How the names of a kind are spelt: code → (syllables in one word, first letters)."""

    state: object
    names: Mapping[str, tuple[str, str]]


_known: dict[str, _Spelt] = {}
_lock = Lock()


def is_spelt(text: str) -> bool:
    """Whether a text can be a spelling."""
    return len(text) >= _SHORTEST and text.isascii() and text.replace(" ", "").isalpha()


def spelt_like(register: Register, text: str) -> list[str]:
    """Codes of records whose names are spelt so; those first whose names begin so.

    The reach of whoever asks is for the caller to keep.
    """
    wanted = "".join(text.lower().split())
    begins, holds = [], []
    for code, (syllables, initials) in _spellings(register).items():
        if initials.startswith(wanted) or syllables.startswith(wanted):
            begins.append(code)
        elif wanted in initials or wanted in syllables:
            holds.append(code)
    return [*begins, *holds]


def _spellings(register: Register) -> Mapping[str, tuple[str, str]]:
    records: Any = register.model._default_manager
    # Every change makes a version more, so that their sum tells whether a name may be another.
    of_kind = records.aggregate(count=Count("pk"), versions=Sum("version"))
    state = (connections[records.db].settings_dict["NAME"], *of_kind.values())
    held = _known.get(register.kind)
    if held is not None and held.state == state:
        return held.names
    if of_kind["count"] > MOST:
        return {}
    rows = records.filter(withdrawn_on=None).values("code", "name")
    found = _Spelt(
        state, {row["code"]: spelling(" ".join(str(row["name"]).split())) for row in rows}
    )
    with _lock:
        _known[register.kind] = found
    return found.names


def _one_by_one(text: str) -> list[str]:
    """What has no spelling counts letter by letter."""
    return list(text)


@lru_cache(maxsize=MOST)
def spelling(name: str) -> tuple[str, str]:
    """A name's syllables in one word, and their first letters; other characters as they are."""
    from pypinyin import lazy_pinyin

    syllables = [each.lower() for each in lazy_pinyin(name, errors=_one_by_one)]  # type: ignore[arg-type]
    return "".join(syllables).replace(" ", ""), "".join(each[:1] for each in syllables if each)
