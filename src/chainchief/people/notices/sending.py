"""Writing notices, reading them, and marking them read."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from chainchief.access.models import Account
from chainchief.people.models import Notice
from chainchief.people.notices.topics import Topic


def send(
    account: Account,
    topic: Topic,
    facts: Mapping[str, object],
    link: str = "",
    about: str = "",
) -> Notice:
    """Tell the account. A second notice about the same, while the first is unread, replaces it."""
    said = {
        "at": dt.datetime.now(dt.UTC),
        "facts": json.dumps(dict(facts), ensure_ascii=False, sort_keys=True),
        "link": link[:300],
    }
    if about:
        unread = Notice.objects.filter(
            account=account, topic=topic, about=about[:120], read_at=None
        ).first()
        if unread is not None:
            Notice.objects.filter(pk=unread.pk).update(**said)
            return unread
    return Notice.objects.create(account=account, topic=topic, about=about[:120], **said)


def send_all(
    accounts: Iterable[Account],
    topic: Topic,
    facts: Mapping[str, object],
    link: str = "",
    about: str = "",
) -> None:
    """Tell each of them the same."""
    for account in accounts:
        send(account, topic, facts, link, about)


def settle(topic: Topic, about: str) -> int:
    """Nobody is to do it any more: what is unread of it is read. The number of notices."""
    unread = Notice.objects.filter(topic=topic, about=about[:120], read_at=None)
    return unread.update(read_at=dt.datetime.now(dt.UTC))


def of(account: Account) -> "QuerySet[Notice]":
    """All notices of the account, the newest first."""
    return Notice.objects.filter(account=account).order_by("-at", "-pk")


def unread_count(account: Account) -> int:
    return Notice.objects.filter(account=account, read_at=None).count()


def mark_read(account: Account, key: int | None = None) -> int:
    """Mark one notice of the account read, or all; says how many there were."""
    unread = Notice.objects.filter(account=account, read_at=None)
    if key is not None:
        unread = unread.filter(pk=key)
    return unread.update(read_at=dt.datetime.now(dt.UTC))
