"""The supply-network engine: numerics on arrays, without Django, files or Spark."""

from chainchief.network.errors import ArrayError, NetworkError, UnknownNameError
from chainchief.network.graph import Network

__all__ = ["ArrayError", "Network", "NetworkError", "UnknownNameError"]
