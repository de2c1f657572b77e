"""Events as lines of JSON: what seals and signatures are computed over."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from chainchief.ledger.changelog.events import position

_PART = 5000
_INSTANT = "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
#: Made once: `json.dumps` with options of its own makes one for each line.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Line(NamedTuple):
    """An event and its bytes. `writing` is "" for an event that no signature can speak for."""

    event: int
    actor: str
    kind: str
    writing: str
    content: bytes


def lines(after: int, until: int | None = None, writing: str = "") -> Iterator[Line]:
    """Events with `after` < id ≤ `until` (None: to the end), with their images just as stored.

    With `writing`, only those of that writing.
    """
    at = "CAST(at AS TEXT)" if connection.vendor == "sqlite" else _INSTANT
    statement = (
        f"SELECT id, {at}, actor, reason, batch, op, kind, uid, version,"  # noqa: S608
        " CAST(before AS TEXT), CAST(after AS TEXT), writing FROM ledger_changeevent"
        " WHERE id > %s AND id <= %s" + (" AND writing = %s" if writing else "") + " ORDER BY id"
    )
    end = position() if until is None else until
    # Narrow ranges: a LIMIT over an open range makes PostgreSQL sort all that is left each time.
    for start in range(after, end, _PART):
        with connection.cursor() as cursor:
            values = [start, min(start + _PART, end)]
            cursor.execute(statement, [*values, writing] if writing else values)
            rows = cursor.fetchall()
        for row in rows:
            # Events from before there were writings are sealed without that column.
            text = _encoded(row if row[11] else row[:11])
            yield Line(row[0], row[2], row[6], row[11], text.encode("utf-8"))
