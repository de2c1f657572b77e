"""What a backup, its restoration or a check of the machine refuses."""

from chainchief.core.errors import ChainChiefError


class CareError(ChainChiefError):
    """The base of this room's exceptions."""
