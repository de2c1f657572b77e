"""Checks and conversions of the arrays that callers hand in."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.errors import ArrayError, unknown

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Starts = NDArray[np.int64]

MOST_FIRMS = 2**31 - 2
LINE, PAGE = 64, 1 << 21
#: Below, floats lose digits, and one divided by them is infinite.
TINY = float(np.finfo(np.float64).tiny)
#: Sums of sums (own use, revenue beside sales) stay finite too.
HEADROOM = 16.0


def together(**arrays: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Copies side by side in one block, which the machine can keep in few large pages.

    Looking up the page costs as much as the entry where arrays are read here and there.
    """
    sizes = [-(-array.nbytes // LINE) * LINE for array in arrays.values()]
    # At least two pages: NumPy asks for large ones from 4 MB on.
    block = np.empty(max(sum(sizes), PAGE) + PAGE, np.uint8)
    at = -block.ctypes.data % PAGE
    placed = {}
    for (name, array), size in zip(arrays.items(), sizes, strict=True):
        placed[name] = block[at : at + array.nbytes].view(array.dtype).reshape(array.shape)
        placed[name][...] = array
        at += size
    return placed


def _column(values: ArrayLike | Sequence[Hashable]) -> NDArray[Any]:
    return np.atleast_1d(np.asarray(values))


def _expect_length(array: NDArray[Any], length: int, name: str) -> None:
    if array.shape != (length,):
        raise ArrayError(
            _("{name} has the shape {shape}; one entry for each of {length} is needed").format(
                name=name, shape=array.shape, length=length
            )
        )


def labels_of(values: ArrayLike | Sequence[Hashable], n: int, name: str) -> NDArray[Any]:
    """`values` as an array of n labels of its own; firms' ids must differ."""
    array = _column(values).copy()
    _expect_length(array, n, name)
    if name == "firm_ids" and len(set(array.tolist())) < n:
        twice = Counter(array.tolist()).most_common(1)[0][0]
        raise ArrayError(_("{name} holds {twice!r} twice").format(name=name, twice=twice))
    return array


def codes_of(
    industry: ArrayLike, names: ArrayLike | Sequence[Hashable] | None
) -> tuple[Indices, NDArray[Any]]:
    """Industry codes 0 … k−1 per firm, and the labels they stand for."""
    labels = _column(industry)
    if len(labels) > MOST_FIRMS:
        raise ArrayError(_("{n} firms are more than can be numbered").format(n=len(labels)))
    if names is None:
        found, codes = np.unique(labels, return_inverse=True)
        return codes.astype(np.int32), found
    known = _column(names).copy()
    if len(set(known.tolist())) < len(known):
        raise ArrayError(_("industry_names holds a name twice"))
    return positions_of(labels, known, "industry"), known


def positions_of(values: ArrayLike, names: NDArray[Any], name: str) -> Indices:
    """`values` as positions in `names`: whole numbers are positions already, the rest is sought."""
    array = _column(values)
    if array.size == 0:
        return np.zeros(0, np.int32)
    if array.dtype.kind not in "iu":
        return _searched(array, names, name)
    low, high = int(array.min()), int(array.max())
    if low < 0 or high >= len(names):
        raise ArrayError(
            _("{name} holds {value!r}; positions run from 0 to {last}").format(
                name=name, value=low if low < 0 else high, last=len(names) - 1
            )
        )
    return array.astype(np.int32)


def _searched(array: NDArray[Any], names: NDArray[Any], name: str) -> Indices:
    where = {label: at for at, label in enumerate(names.tolist())}
    found = np.fromiter((where.get(v, -1) for v in array.tolist()), np.int32, len(array))
    if (found < 0).any():
        raise unknown(name, array.tolist()[int(np.argmax(found < 0))], where)
    return found


def amounts_of(
    values: ArrayLike,
    n: int,
    name: str,
    nan_allowed: bool = False,
    firms: NDArray[Any] | None = None,
) -> Floats:
    """`values` as n amounts that are finite and not negative (NaN only where allowed).

    Their sum is finite too, and so is the inverse of each that is not 0: without that, shares of
    them would come out as nothing, or as infinity. `firms` names them in the errors.
    """
    array = np.array(values, dtype=np.float64, ndmin=1)
    _expect_length(array, n, name)
    wrong = (array < 0) | np.isinf(array) | (np.isnan(array) & (not nan_allowed))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ArrayError(
            _("{place} is {value!r}; amounts are finite and not negative").format(
                place=_place(name, at, firms), value=float(array[at])
            )
        )
    tiny = (array > 0) & (array < TINY)
    if tiny.any():
        at = int(np.argmax(tiny))
        raise ArrayError(
            _("{place} is {value!r}, too small to compute with; use a smaller unit").format(
                place=_place(name, at, firms), value=float(array[at])
            )
        )
    expect_finite_sum(array, name)
    return array


def expect_finite_sum(array: Floats, name: str) -> None:
    """Raise ArrayError where the amounts, each finite, add up to infinity."""
    with np.errstate(over="ignore"):
        total = float(np.nansum(array)) * HEADROOM
    if not math.isfinite(total):
        raise ArrayError(
            _("the sum of {name} is too large to compute with; use a larger unit").format(name=name)
        )


def _place(name: str, at: int, firms: NDArray[Any] | None) -> str:
    if firms is None:
        return f"{name}[{at}]"
    return _("{name} of the firm “{firm}”").format(name=name, firm=firms.tolist()[at])


def shares_of(values: ArrayLike, n: int, name: str) -> Floats:
    """`values` as n shares in [0, 1]."""
    array = amounts_of(values, n, name)
    if (array > 1).any():
        at = int(np.argmax(array > 1))
        raise ArrayError(
            _("{name}[{at}] is {value!r}; shares run from 0 to 1").format(
                name=name, at=at, value=float(array[at])
            )
        )
    return array


def starts_of(sorted_by: Indices, n: int) -> Starts:
    """(n+1,) where the rows of each firm begin in an array that is sorted by firm."""
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(sorted_by, minlength=n), out=starts[1:])
    return cast(Starts, starts)
