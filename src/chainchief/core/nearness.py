"""What somebody who wrote an unknown name may have meant."""

import difflib
from collections.abc import Iterable

from chainchief.core.i18n import _


def near(name: object, known: Iterable[str], cutoff: float = 0.5) -> str:
    """`; did you mean …?` where something known is near, else "".

    `cutoff` is the least likeness, 0 to 1, as `difflib` measures it.
    """
    found = difflib.get_close_matches(str(name), list(known), n=1, cutoff=cutoff)
    return _("; did you mean {}?").format(found[0]) if found else ""
