"""What can go wrong with a network, said so that the caller can mend it."""

from collections.abc import Collection
from itertools import islice

from chainchief.core.choices import alike
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _

# Looking for a near name compares with every name: seconds for a million of them.
MOST_COMPARED = 20_000
MOST_LISTED = 8


class NetworkError(ChainChiefError):
    """The base of everything the network room raises."""


class UnknownNameError(NetworkError, LookupError):
    """A firm, industry or option that does not exist."""

    exit_status = 2


class ArrayError(NetworkError, ValueError):
    """An array has the wrong length, kind or values."""


def unknown(kind: str, value: object, choices: Collection[object]) -> UnknownNameError:
    """The error for `value` that is none of `choices`: a near name, else what there is."""
    return UnknownNameError(
        _("Unknown {kind} {value!r}. {hint}").format(
            kind=_(kind), value=value, hint=_hint(value, choices)
        )
    )


def _hint(value: object, choices: Collection[object]) -> str:
    names = [str(choice) for choice in islice(choices, MOST_COMPARED)]
    near = alike(str(value), names, most=1)
    if near:
        return _("Did you mean {near!r}?").format(near=near[0])
    listed = ", ".join(repr(name) for name in names[:MOST_LISTED])
    rest = len(choices) - min(len(names), MOST_LISTED)
    more = _(" and {rest} more").format(rest=rest) if rest > 0 else ""
    return _("There are: {listed}{more}.").format(listed=listed, more=more)
