"""Amounts of a whole column at once: exact steps, and which cells have to be read one by one.

What is taken here is what the column's own type would have read: plain decimals within its bounds.
Everything else (blanks, signs, commas, too many places) is left to it, with its faults.
"""

from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chainchief.core.units import UNITS
from chainchief.lake.feeds.declared import FeedColumn
from chainchief.ledger.columns import Amount

#: With so many places and digits before them, a decimal is a 64-bit integer of millionths.
_PLACES = 6
_PLAIN = r"^-?[0-9]{1,11}(\.[0-9]{1,6})?$"
_DECIMAL = pa.decimal128(18, _PLACES)
#: Every decimal of up to 15 digits is the shortest one of its double: no other is meant by it.
_MOST_OF_DOUBLES = 10**15
_INT64 = 2**63 - 1


def exact_steps(
    column: FeedColumn, kind: Amount, cells: pa.Array
) -> "tuple[np.ndarray, np.ndarray]":
    """Steps of the cells (int64), and which of them are right (bool); the others say nothing."""
    steps_of_one = UNITS[column.unit].steps
    if not _is_decimal(steps_of_one):
        return _none_of(cells)
    if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
        steps, right = _of_texts(cells, steps_of_one)
    elif pa.types.is_floating(cells.type):
        steps, right = _of_doubles(cells, steps_of_one)
    elif pa.types.is_integer(cells.type):
        right = np.array(cells.is_valid())
        whole = cells.cast(pa.int64(), safe=False).fill_null(0)
        steps, right = _times(np.array(whole), right, steps_of_one)
    else:
        return _none_of(cells)
    return steps, right & (steps >= kind.least) & (steps <= kind.limit)


def _none_of(cells: pa.Array) -> "tuple[np.ndarray, np.ndarray]":
    return np.zeros(len(cells), np.int64), np.zeros(len(cells), bool)


def _is_decimal(steps: Fraction) -> bool:
    """Whether every step of the unit has a decimal: none has where 3 divides it (平方米)."""
    left = steps.numerator
    for factor in (2, 5):
        while left % factor == 0:
            left //= factor
    return left == 1


def _of_texts(cells: pa.Array, steps: Fraction) -> "tuple[np.ndarray, np.ndarray]":
    plain = pc.fill_null(pc.match_substring_regex(cells, _PLAIN), False)
    decimals = pc.if_else(plain, cells, "0").cast(_DECIMAL)
    # A decimal is two integers of 64 bits, the lower first; the upper one is its sign alone here.
    halves = np.frombuffer(decimals.buffers()[1], np.int64)
    millionths = halves[2 * decimals.offset : 2 * (decimals.offset + len(decimals)) : 2]
    return _times(millionths, np.array(plain), steps / 10**_PLACES)


def _of_doubles(cells: pa.Array, steps: Fraction) -> "tuple[np.ndarray, np.ndarray]":
    values = np.array(cells.cast(pa.float64()).fill_null(float("nan")))
    if steps.denominator != 1 or steps.numerator >= 2**53:
        return _none_of(cells)
    with np.errstate(invalid="ignore", over="ignore"):
        nearest = np.rint(values * steps.numerator)
        right = (np.abs(nearest) < _MOST_OF_DOUBLES) & (nearest / steps.numerator == values)
    return np.where(right, nearest, 0).astype(np.int64), right


def _times(
    numbers: "np.ndarray", right: "np.ndarray", factor: Fraction
) -> "tuple[np.ndarray, np.ndarray]":
    """Whole products alone."""
    most = _INT64 // factor.numerator
    quotients, rest = np.divmod(numbers, factor.denominator)
    right = right & (rest == 0) & (np.abs(quotients) <= most)
    return np.where(right, quotients, 0) * factor.numerator, right
