"""Changes of the ledger, one per module: each is one transaction by someone, for a reason."""

from chainchief.ledger.actions.apply import apply_change_set
from chainchief.ledger.actions.propose import apply_proposal, drop_proposal, propose
from chainchief.ledger.actions.seed_chain import seed_chain
from chainchief.ledger.actions.undo_batch import undo_batch
from chainchief.ledger.actions.withdraw import reinstate, withdraw

__all__ = [
    "apply_change_set",
    "apply_proposal",
    "drop_proposal",
    "propose",
    "reinstate",
    "seed_chain",
    "undo_batch",
    "withdraw",
]
