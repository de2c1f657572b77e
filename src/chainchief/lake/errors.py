"""What can go wrong in the lake."""

from chainchief.core.errors import ChainChiefError


class LakeError(ChainChiefError):
    """A snapshot cannot be made or read; the message says why and what to do."""


class AlteredFileError(LakeError):
    """A file of a snapshot is missing or no longer what its manifest says."""
