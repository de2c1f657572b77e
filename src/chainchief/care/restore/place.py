"""Working, for a while, on another home folder and database than this process began with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_HOME, _DATABASE = "CHAINCHIEF_HOME", "CHAINCHIEF_DATABASE"


@contextmanager
def ledger_at(folder: Path, database: str) -> Iterator[None]:
    """Make `folder` the home within and `database` (a URL, "" for its SQLite file) the ledger."""
    before = {name: os.environ.get(name) for name in (_HOME, _DATABASE)}
    os.environ.update({_HOME: str(folder), _DATABASE: database})
    try:
        with _connected():
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _connected() -> Iterator[None]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
    django.setup()
    from django.db import connections

    from chainchief import settings

    shared = connections.settings["default"]
    before = dict(shared)
    _switch(shared, {**before, "OPTIONS": {}, **settings.database(), "CONN_MAX_AGE": 0})
    try:
        yield
    finally:
        _switch(shared, before)


def _switch(shared: dict[str, Any], chosen: dict[str, Any]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    connections["default"].close()
    shared.clear()
    shared.update(chosen)
    del connections["default"]
    # Its cache holds the primary keys of the other database.
    ContentType.objects.clear_cache()
