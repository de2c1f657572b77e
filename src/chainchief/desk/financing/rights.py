"""Who may take a step: the firm's own for the firm, a bank for itself, the office for either."""

from dataclasses import replace

from chainchief.access import policy
from chainchief.access.scopes import Dimension, ScopeCodes, codes_of
from chainchief.access.viewers import Viewer
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.ledger.kinds.financing.models import FinancingNeed
from chainchief.ledger.registers import register_of

POLICY_CLASS = "bank"
ANSWERING = "answer"
RAISING = "propose"
CONFIRMING = "confirm"


def scope_of(need: FinancingNeed, bank: str = "") -> ScopeCodes:
    """Whose a need is; with a bank, whose that bank's answer to it is."""
    codes = codes_of(need, register_of(FinancingNeed.kind).scopes)
    return replace(codes, organisation=frozenset({bank})) if bank else codes


def is_allowed(need: FinancingNeed, act: Act, viewer: Viewer, bank: str = "") -> bool:
    """Whether the viewer has the right to an act, whatever the state is."""
    transition = TRANSITIONS[act]
    codes = scope_of(need, bank if transition.is_of_bank else "")
    return policy.covers(viewer, POLICY_CLASS, codes, transition.verb)


def banks_of(viewer: Viewer) -> frozenset[str]:
    """The banks that the viewer answers for as one of them; nobody's for whoever reaches all."""
    reach = policy.reach(viewer, ANSWERING, POLICY_CLASS)
    ways = () if reach.everything else reach.ways
    return frozenset(
        way.codes[Dimension.ORGANISATION] for way in ways if Dimension.ORGANISATION in way.codes
    )


def speaks_for_firm(need: FinancingNeed, viewer: Viewer) -> bool:
    """Whether the viewer is the firm itself, and speaks for no other."""
    if policy.reach(viewer, CONFIRMING, POLICY_CLASS).everything:
        return False
    return need.enterprise_id in viewer.own(Dimension.ENTERPRISE)


def may_raise(viewer: Viewer) -> bool:
    """Whether the viewer raises needs: of its own firm, or on behalf of firms. A bank does not."""
    reach = policy.reach(viewer, RAISING, POLICY_CLASS)
    limits = (Dimension.DIVISION, Dimension.ENTERPRISE)
    return reach.everything or any(each in way.codes for way in reach.ways for each in limits)
