"""A candidate definition tried before anybody adopts it: faults, values, receipt, words, warnings.

`try_definition` runs one over a month, `compare_definition` over every closed month.
"""

from chainchief.indicators.trial.candidate import Candidate, LocatedFault
from chainchief.indicators.trial.redefinition import (
    ClosedMonth,
    Redefinition,
    compare_definition,
)
from chainchief.indicators.trial.trying import MonthOfTrial, Trial, try_definition

__all__ = [
    "Candidate",
    "ClosedMonth",
    "LocatedFault",
    "MonthOfTrial",
    "Redefinition",
    "Trial",
    "compare_definition",
    "try_definition",
]
