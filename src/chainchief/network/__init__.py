"""The supply-network engine: numerics on arrays, without Django, files or Spark."""

from chainchief.network.cascade import (
    Cascade,
    Ranking,
    cascade,
    cascade_all,
    cascade_chunks,
    cascade_of,
    joined,
    prepare,
)
from chainchief.network.errors import ArrayError, NetworkError, UnknownNameError
from chainchief.network.essential import EssentialClasses
from chainchief.network.graph import Network

__all__ = [
    "ArrayError",
    "Cascade",
    "EssentialClasses",
    "Network",
    "NetworkError",
    "Ranking",
    "UnknownNameError",
    "cascade",
    "cascade_all",
    "cascade_chunks",
    "cascade_of",
    "joined",
    "prepare",
]
