"""What can go wrong with pull-through."""

from chainchief.network.errors import NetworkError


class PullError(NetworkError, ValueError):
    """Pull-through was asked for with numbers that have no meaning."""


class DivergenceError(PullError):
    """Rounds of purchases grow without end: no multiplier exists for this network."""
