"""Amounts divided among divisions by their shares, in whole steps, by largest remainder."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chainchief.core.i18n import _
from chainchief.core.rounding import split_by_largest_remainder
from chainchief.lake.errors import LakeError
from chainchief.lake.rows import ColumnPath, PreparedQuery, reading
from chainchief.ledger.facts import Apportionment, FactType
from chainchief.ledger.registers import register_of

WHOLE = 1_000_000
Shares = Mapping[str, Sequence[tuple[str, int]]]


def shares_by_entity(query: PreparedQuery) -> Shares:
    """Entity code → (division, parts per million) in the order of the divisions' codes.

    Withdrawn shares are left out. Raises `LakeError` where the shares exceed the whole.
    """
    rows = query.table()
    shares: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for owner, division, share in zip(*(rows[name].to_pylist() for name in rows.schema.names)):  # noqa: B905
        shares[owner].append((division, share))
    for owner, parts in shares.items():
        _refuse_more_than_the_whole(owner, sum(share for _division, share in parts))
    return shares


def shares_query(apportionment: Apportionment) -> PreparedQuery:
    """The query of all shares: whose, of which unit, how much."""
    shares = register_of(apportionment.shares).model._default_manager
    return reading(
        shares.filter(withdrawn_on__isnull=True).order_by(
            f"{apportionment.owner}__code", apportionment.division
        ),
        {
            "owner": ColumnPath(f"{apportionment.owner}__code", FactType.CODE),
            "unit": ColumnPath(apportionment.division, FactType.CODE),
            "share": ColumnPath(apportionment.share, FactType.STEPS),
        },
    )


def _refuse_more_than_the_whole(owner: str, total: int) -> None:
    if total > WHOLE:
        raise LakeError(
            _(
                "The shares of {} add up to {} %, which is more than the whole; "
                "correct its shares so that they add up to 100 %."
            ).format(owner, total / 10_000)
        )


def weights_of(parts: Sequence[tuple[str, int]], own: str) -> list[tuple[str, int]]:
    """Units with their weights, by code; what is not shared out stays with the `own` unit."""
    weights = {division: share for division, share in parts if share}
    rest = WHOLE - sum(weights.values())
    if rest:
        weights[own] = weights.get(own, 0) + rest
    return sorted(weights.items())


def apportioned(table: pa.Table, apportionment: Apportionment, shares: Shares) -> pa.Table:
    """`table` with each row of a shared entity replaced by one row per unit.

    The amounts of these rows add up exactly to the amount divided; rows of all other entities are
    passed on untouched.
    """
    shared = pc.is_in(table["entity_code"], value_set=pa.array(list(shares), pa.string()))
    at = np.flatnonzero(shared.to_numpy(zero_copy_only=False))
    if not len(at):
        return table
    chosen = table.select(["entity_code", "division", *apportionment.amounts]).take(at).to_pylist()
    weights = [weights_of(shares[row["entity_code"]], row["division"]) for row in chosen]
    counts = np.ones(table.num_rows, dtype=np.int64)
    counts[at] = [len(each) for each in weights]
    mask = pa.array(np.repeat(shared.to_numpy(zero_copy_only=False), counts))
    result = table.take(pa.array(np.repeat(np.arange(table.num_rows), counts)))
    divisions = [division for each in weights for division, _weight in each]
    result = _replaced(result, "division", mask, pa.array(divisions, pa.string()))
    for name in apportionment.amounts:
        parts = [
            part
            for row, each in zip(chosen, weights, strict=True)
            for part in _parts(row[name], [weight for _division, weight in each])
        ]
        result = _replaced(result, name, mask, pa.array(parts, pa.int64()))
    return result


def _parts(amount: int | None, weights: list[int]) -> list[int] | list[None]:
    if amount is None:
        return [None] * len(weights)
    return split_by_largest_remainder(amount, weights)


def _replaced(table: pa.Table, name: str, mask: pa.Array, values: pa.Array) -> pa.Table:
    column = pc.replace_with_mask(table[name].combine_chunks(), mask, values)
    return table.set_column(table.column_names.index(name), name, column)
