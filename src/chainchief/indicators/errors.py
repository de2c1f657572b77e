"""What the indicators room refuses to do."""

from chainchief.core.errors import ChainChiefError


class IndicatorsError(ChainChiefError):
    """The base of this room's exceptions."""


class NotComparableError(IndicatorsError):
    """A comparison that the nature of the number does not allow; the message says why."""
