"""What can keep the demo city from being built."""

from chainchief.core.errors import ChainChiefError


class DemoError(ChainChiefError):
    """The demo city cannot be built here; the message says why and what to do."""
