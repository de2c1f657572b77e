"""The faults of day-by-day runs and of pull-through that a caller can mend."""

from chainchief.network.errors import NetworkError


class SimulationError(NetworkError, ValueError):
    """A day-by-day run was asked for with numbers that have no meaning."""
