"""Who works on lists of rewards: whoever has the right for the records of the whole city."""

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk.policies import faults
from chainchief.ledger.kinds.reward_list.models import RewardList
from chainchief.ledger.registers import register_of


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer works on lists of the whole city."""
    return policy.reach(viewer, verb, register_of(RewardList.kind).policy_class).everything


def require(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb):
        raise FaultsError([Fault(faults.NOT_YOURS, facts={"viewer": viewer.name})])
