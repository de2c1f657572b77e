"""Sets of firms as bits: marking costs next to nothing, and they are read in ascending order.

Order is what makes pushes fast: firms that follow one another have their links side by side in
memory. It also makes results independent of the order in which firms were found.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic
from numba.np.arrayobj import make_array
from numpy.typing import NDArray

from chainchief.network.columns import Indices
from chainchief.network.compiled import kernel

Bits = NDArray[np.uint64]

# Unsigned throughout: a signed index costs a check at every access. To the reader, whole numbers.
U = cast(Callable[[Any], int], np.uint64)
ONE, SIX, LAST = U(1), U(6), U(63)


# Words that are looked at together when a set is searched.
STRIDE = 8
# How many places behind its end a list of members is written to.
ROOM = 8


def empty_set(n: int) -> Bits:
    """Room for members 0 … n−1, in whole strides."""
    return np.zeros((n // (64 * STRIDE) + 1) * STRIDE, np.uint64)


@intrinsic  # type: ignore[untyped-decorator]
def lowest(_typing: Any, word: Any) -> Any:
    """The place of the lowest bit of a word; 64 if it is nought."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        wide, flag = ir.IntType(64), ir.IntType(1)
        count = builder.module.declare_intrinsic(
            "llvm.cttz", [wide], ir.FunctionType(wide, [wide, flag])
        )
        return builder.call(count, [arguments[0], ir.Constant(flag, 0)])

    return types.uint64(types.uint64), generate


@intrinsic  # type: ignore[untyped-decorator]
def count_of(_typing: Any, word: Any) -> Any:
    """Number of bits of a word that are set."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(64)
        count = builder.module.declare_intrinsic(
            "llvm.ctpop", [wide], ir.FunctionType(wide, [wide])
        )
        return builder.call(count, [arguments[0]])

    return types.uint64(types.uint64), generate


@intrinsic  # type: ignore[untyped-decorator]
def prefetch(_typing: Any, array: Any, at: Any) -> Any:
    """Ask for an entry of an array that will be needed soon; does nothing else."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind, place = signature.args
        data = make_array(kind)(context, builder, arguments[0]).data
        entry = builder.gep(data, [context.cast(builder, arguments[1], place, types.uint64)])
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        ask = builder.module.declare_intrinsic(
            "llvm.prefetch", [byte], ir.FunctionType(ir.VoidType(), [byte, *[number] * 3])
        )
        # To be read (0), kept in all caches (3), data (1).
        how = [ir.Constant(number, value) for value in (0, 3, 1)]
        builder.call(ask, [builder.bitcast(entry, byte), *how])
        return context.get_dummy_value()

    return types.void(array, at), generate


@kernel
def mark(bits: Bits, at: int) -> None:
    """Put `at` (unsigned) into the set."""
    bits[at >> SIX] |= ONE << (at & LAST)


@kernel
def mark_if(bits: Bits, at: int, yes: bool) -> None:
    """The same if `yes`, without a branch that the processor would guess wrong."""
    bits[at >> SIX] |= U(yes) << (at & LAST)


@kernel
def members(bits: Bits, out: Indices) -> int:
    """Write the members in ascending order to `out`, which has room for ROOM more; how many.

    How many a word holds cannot be guessed, and a wrong guess costs as much as several members. So
    four are written in any case, and what is too many is written over.
    """
    found, place, end = U(0), U(0), U(len(bits))
    while place < end:
        if _stride_is_empty(bits, place):
            place += U(STRIDE)
            continue
        for at in range(place, place + U(STRIDE)):
            word, last = bits[at], at << SIX
            after = found + count_of(word)
            while True:
                for more in range(U(4)):
                    out[found + more] = last + lowest(word)
                    word &= word - ONE
                if not word:
                    break
                found += U(4)
            found = after
        place += U(STRIDE)
    return found


@kernel
def move(source: Bits, target: Bits) -> None:
    """Put all members of one set into another; the first is empty then."""
    for place in range(U(len(source))):
        target[place] |= source[place]
        source[place] = U(0)


@kernel
def _stride_is_empty(bits: Bits, place: int) -> bool:
    found = U(0)
    for at in range(place, place + U(STRIDE)):
        found |= bits[at]
    return bool(found == U(0))
