"""Names in messages: what was probably meant, and lists as the reader's language joins them."""

from collections.abc import Iterable

from chainchief.core.i18n import ENGLISH, _, language


def alike(name: object, known: Iterable[str], *, most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The names of `known` that look most like `name`, the most alike first.

    `cutoff` is the least likeness, 0 to 1, as `difflib` measures it.
    """
    import difflib

    return difflib.get_close_matches(str(name), list(known), n=most, cutoff=cutoff)


def near(name: object, known: Iterable[str], cutoff: float = 0.5) -> str:
    """`; did you mean …?` where something known is near, else ""."""
    nearest = alike(name, known, most=1, cutoff=cutoff)
    return _("; did you mean {}?").format(nearest[0]) if nearest else ""


def listed(items: Iterable[object]) -> str:
    """ "甲、乙" for a Chinese reader, “A, B” for an English one."""
    return (", " if language() == ENGLISH else "、").join(map(str, items))
