"""Chain analysis: what a chain has, lacks and risks, and whom to talk to next.

`answers_for(chain, as_at, viewer)` is the way in for pages and commands. What needs no ledger works
on a `Chart` in memory: `answers_of`, `coverage_of`, `gaps_of`.
"""

from chainchief.chainmap.answers import Answers, LatentMatch, Moved, answers_for, answers_of, moved
from chainchief.chainmap.chart.model import Chart, Cite, Flow, Presence, Purchase, Segment
from chainchief.chainmap.coverage.gaps import Gap, adds_to_rate
from chainchief.chainmap.coverage.grades import Grade
from chainchief.chainmap.coverage.receipts import Contribution, Share
from chainchief.chainmap.coverage.segments import Coverage, Reason, Status, Why, coverage_of
from chainchief.chainmap.coverage.structure import Structure
from chainchief.chainmap.coverage.thresholds import Thresholds, thresholds

__all__ = [
    "Answers",
    "Chart",
    "Cite",
    "Contribution",
    "Coverage",
    "Flow",
    "Gap",
    "Grade",
    "LatentMatch",
    "Moved",
    "Presence",
    "Purchase",
    "Reason",
    "Segment",
    "Share",
    "Status",
    "Structure",
    "Thresholds",
    "Why",
    "adds_to_rate",
    "answers_for",
    "answers_of",
    "coverage_of",
    "moved",
    "thresholds",
]
