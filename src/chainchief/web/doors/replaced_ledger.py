"""Open a ledger again whose file was replaced: restored, or a demo city made anew.

Connections outlive a page. One to a file that was removed would go on reading it, and what is
written there is lost with the last one that holds it.
"""

import os
from typing import Any
from weakref import WeakKeyDictionary

from django.core.signals import request_started
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

#: Connection → what told the file from another one when it was opened.
_OPENED: WeakKeyDictionary[BaseDatabaseWrapper, tuple[int, int] | None] = WeakKeyDictionary()


def watch() -> None:
    """Look before each page whether the file is still the one that was opened."""
    connection_created.connect(_remember, dispatch_uid=__name__)
    request_started.connect(_reopen, dispatch_uid=__name__)


def _remember(connection: BaseDatabaseWrapper, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        _OPENED[connection] = _identity_of(connection)


def _reopen(**_more: Any) -> None:
    for connection in connections.all(initialized_only=True):
        is_open = connection.vendor == "sqlite" and connection.connection is not None
        if is_open and _OPENED.get(connection) != _identity_of(connection):
            connection.close()


def _identity_of(connection: BaseDatabaseWrapper) -> tuple[int, int] | None:
    try:
        found = os.stat(connection.settings_dict["NAME"])
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
