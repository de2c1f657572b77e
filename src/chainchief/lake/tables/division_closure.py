"""Which unit lies in which: each with itself and with all that contain it."""

from collections.abc import Mapping

import pyarrow as pa

from chainchief.core.i18n import _
from chainchief.lake.errors import LakeError
from chainchief.lake.schema import CLOSURE_SCHEMA
from chainchief.ledger.kinds.division.models import Division

#: The table of the database that it is made from.
CLOSURE_READS = frozenset({Division._meta.db_table})


def division_closure() -> pa.Table:
    """The pairs (ancestor, division), by code. Raises `LakeError` for units that form a ring."""
    parents = dict(
        Division._default_manager.filter(withdrawn_on__isnull=True)
        .order_by("code")
        .values_list("code", "parent_id")
    )
    pairs = sorted((above, code) for code in parents for above in containing(code, parents))
    columns = list(zip(*pairs, strict=True)) if pairs else [(), ()]
    return pa.table([pa.array(c, pa.string()) for c in columns], schema=CLOSURE_SCHEMA)


def containing(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """`code` itself and every unit that contains it, upwards. Each unit appears once."""
    path = [code]
    while (above := parents.get(path[-1])) is not None:
        if above in path:
            raise LakeError(
                _(
                    "These divisions contain each other in a ring: {}. "
                    "Correct the parent of one of them."
                ).format(" → ".join([*path, above]))
            )
        path.append(above)
    return path
