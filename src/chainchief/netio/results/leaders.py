"""The parts of pull-through for the leader of a chain, side by side and never blended."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.netio.files.reading import Reading
from chainchief.netio.results.tables import number, percent, plain_table
from chainchief.network.cascade.index import cascade
from chainchief.network.pull.through import PullThrough


def leader_parts(reading: Reading, pull: PullThrough, at: int) -> dict[str, Any]:
    """All parts for the firm at a position; None where a part is not defined or not known.

    `esri_upstream` is the share of all recorded sales that is lost for want of this firm's orders
    if it stops, its own loss included.
    """
    name = reading.firms.listed[at]
    return {
        "id": name,
        "chain": None if reading.firms.chain is None else str(reading.firms.chain[at]),
        "purchases": number(pull.purchases[at]),
        "local_purchases": _at(pull.local_purchases, at),
        "multiplier": number(pull.multiplier[at]),
        "local_multiplier": _at(pull.local_multiplier, at),
        "leak": _at(pull.leak, at),
        "extraction_loss_others": number(pull.extraction_loss_others[at]),
        "influence": number(pull.influence[at]),
        "small_firms": int(pull.small_firms[at]),
        "small_local_firms": None
        if pull.small_local_firms is None
        else int(pull.small_local_firms[at]),
        "esri_upstream": cascade(reading.network, [name]).upstream,
    }


def _at(values: NDArray[np.float64] | None, at: int) -> float | None:
    return None if values is None else number(float(values[at]))


def leader_text(parts: dict[str, Any]) -> str:
    """The parts as a table for reading; a dash where a part is not known."""
    title = parts["id"] if not parts["chain"] else f"{parts['id']} ({parts['chain']})"
    rows = [
        (_("purchases"), parts["purchases"]),
        (_("of these local"), parts["local_purchases"]),
        (_("multiplier"), parts["multiplier"]),
        (_("local multiplier"), parts["local_multiplier"]),
        (_("leak"), _percent(parts["leak"])),
        (_("extraction loss of others"), parts["extraction_loss_others"]),
        (_("influence"), parts["influence"]),
        (_("small firms that sell it 5 % or more"), parts["small_firms"]),
        (_("of these local"), parts["small_local_firms"]),
        (_("lost for want of its orders (ESRI upstream)"), _percent(parts["esri_upstream"])),
    ]
    shown = [(name, value if isinstance(value, str) else _plain(value)) for name, value in rows]
    return plain_table([title, ""], shown)


def _percent(share: float | None) -> str:
    return "—" if share is None else percent(share)


def _plain(value: float | None) -> str:
    return "—" if value is None else f"{value:,.6g}"


def table_columns(reading: Reading, pull: PullThrough) -> dict[str, ArrayLike]:
    """Every part for every firm, as columns of a file."""
    columns: dict[str, ArrayLike | None] = {
        "id": reading.firms.listed,
        "chain": reading.firms.chain,
        "purchases": pull.purchases,
        "local_purchases": pull.local_purchases,
        "multiplier": pull.multiplier,
        "local_multiplier": pull.local_multiplier,
        "leak": pull.leak,
        "extraction_loss_others": pull.extraction_loss_others,
        "influence": pull.influence,
        "small_firms": pull.small_firms,
        "small_local_firms": pull.small_local_firms,
    }
    return {name: values for name, values in columns.items() if values is not None}
