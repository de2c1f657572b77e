"""Which losses are meant where one direction is asked for."""

import numpy as np
from numpy.typing import NDArray

from chainchief.network.cascade.index import Cascade, Ranking

DOWNSTREAM, UPSTREAM = "downstream", "upstream"


def chosen_losses(result: Cascade, only: str | None) -> NDArray[np.float64]:
    """(n,) each firm's loss: the greater of both, or that of one direction."""
    return {DOWNSTREAM: result.down, UPSTREAM: result.up}.get(only or "", result.losses)


def chosen_index(ranking: Ranking, only: str | None) -> NDArray[np.float64]:
    """(n,) the index of each closed firm: of both directions, or of one."""
    single = {DOWNSTREAM: ranking.downstream, UPSTREAM: ranking.upstream}
    return single.get(only or "", ranking.esri)
