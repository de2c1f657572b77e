"""The supply-network engine: numerics on arrays, without Django, files or Spark."""

from chainchief.network.cascade.ensemble import Ensemble, draw, ensemble
from chainchief.network.cascade.essential import EssentialClasses
from chainchief.network.cascade.explain import (
    CAUSES,
    Attribution,
    Explanation,
    Path,
    attribute,
    explain,
)
from chainchief.network.cascade.index import (
    Cascade,
    Ranking,
    cascade,
    cascade_all,
    cascade_chunks,
    cascade_of,
    joined,
    prepare,
    scenario_of,
)
from chainchief.network.cascade.plan import Plan
from chainchief.network.cascade.whatif import Change, what_if_supplier, with_link, with_supplier
from chainchief.network.complexity import Complexity, LeftOut, complexity
from chainchief.network.errors import ArrayError, NetworkError, UnknownNameError
from chainchief.network.graph import Network
from chainchief.network.pull.through import PullThrough, pull_through
from chainchief.network.simulation.run import DayByDay, simulate
from chainchief.network.simulation.shock import Shock

__all__ = [
    "CAUSES",
    "ArrayError",
    "Attribution",
    "Cascade",
    "Change",
    "Complexity",
    "DayByDay",
    "Ensemble",
    "EssentialClasses",
    "Explanation",
    "LeftOut",
    "Network",
    "NetworkError",
    "Path",
    "Plan",
    "PullThrough",
    "Ranking",
    "Shock",
    "UnknownNameError",
    "attribute",
    "cascade",
    "cascade_all",
    "cascade_chunks",
    "cascade_of",
    "complexity",
    "draw",
    "ensemble",
    "explain",
    "joined",
    "prepare",
    "pull_through",
    "scenario_of",
    "simulate",
    "what_if_supplier",
    "with_link",
    "with_supplier",
]
