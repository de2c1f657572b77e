"""What can go wrong when a month is closed or reopened."""

from chainchief.core.errors import ChainChiefError


class DispatchError(ChainChiefError):
    """A month cannot be closed, reopened or read; the message says why and what to do."""
