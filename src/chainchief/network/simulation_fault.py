"""The faults of simulation and pull-through that a caller can mend."""

from chainchief.core.errors import ChainChiefError


class SimulationError(ChainChiefError):
    """A day-by-day run was asked for with numbers that have no meaning."""
