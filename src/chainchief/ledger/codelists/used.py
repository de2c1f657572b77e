"""Which added codes records got, and under which words: those never change."""

import datetime as dt
from collections.abc import Iterable

from chainchief.ledger.codelists.models import UsedCode
from chainchief.ledger.columns import AddedCode

#: Kind of record, column and code.
ListedCode = tuple[str, str, str]


def used_codes() -> dict[ListedCode, UsedCode]:
    """The added codes that some record got, as they were called then."""
    return {(each.kind, each.column, each.code): each for each in UsedCode.objects.all()}


def remember_codes(chosen: Iterable[tuple[str, str, AddedCode]]) -> None:
    """Keep the words of these codes of a kind's column, where they are new."""
    now = dt.datetime.now(dt.UTC)
    rows = {
        (kind, column, code.code): UsedCode(
            kind=kind, column=column, code=code.code, zh=code.zh, en=code.en, used_at=now
        )
        for kind, column, code in chosen
    }
    if rows:
        UsedCode.objects.bulk_create(rows.values(), ignore_conflicts=True)


def is_renamed(before: UsedCode, code: AddedCode) -> bool:
    """Whether the preset calls a used code otherwise by now."""
    return (before.zh, before.en) != (code.zh, code.en)


def renaming(before: UsedCode, code: AddedCode) -> dict[str, object]:
    """The facts of a renamed code, for a fault that tells it."""
    return {
        "code": code.code,
        "before": f"{before.zh} · {before.en}",
        "now": f"{code.zh} · {code.en}",
    }
