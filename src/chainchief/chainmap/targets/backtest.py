"""Would the score have found the firms that are here? Hidden ones, against two plain baselines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from chainchief.chainmap.answers import answers_of
from chainchief.chainmap.chart.model import Chart, Presence
from chainchief.chainmap.coverage.thresholds import Thresholds
from chainchief.chainmap.targets.candidates import Candidate, Scorer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

#: Of the local firms with known products, one in so many is hidden.
HIDE_ONE_IN = 3


@dataclass(frozen=True)
class Backtest:
    """Of `hidden` local firms among `pool` firms, how many stand among the first `first`.

    By the score (without ties and capacity, which one side may lack in the records), by how many
    local firms their segment has already (popularity), by size alone where the sizes of outside
    firms are known (else None), and as chance would have it. `unplaced` of the hidden ones found no
    segment. `right_segment` of those found stand in a segment that is theirs.
    """

    hidden: int
    pool: int
    first: int
    by_score: int
    by_popularity: int
    by_size: int | None
    by_chance: float
    right_segment: int
    unplaced: int

    def as_json(self) -> dict[str, object]:
        return dict(vars(self))


def backtest(
    chart: Chart,
    rules: Thresholds,
    outside: Sequence[Candidate],
    *,
    first: int = 20,
    seed: int = 0,
) -> Backtest:
    """Hide a third of the local firms, put them among the candidates, and see who is found.

    Raises WrongUseError where there is nobody to hide or nobody to hide them among.
    """
    known = sorted({each.firm for each in chart.presences if each.products})
    if not known or not outside:
        raise WrongUseError(
            _("a back-test needs local firms with products, and outside firms to hide them among")
        )
    hidden = set(Random(seed).sample(known, max(1, len(known) // HIDE_ONE_IN)))  # noqa: S311
    answers = answers_of(_without(chart, hidden), rules)
    masked = [_as_candidate(chart, firm) for firm in sorted(hidden)]
    pool = [*(replace(each, customers=()) for each in outside), *masked]
    targets = Scorer(answers).targets([replace(each, capacity=None) for each in pool])
    names = {each.name for each in masked}
    stands = {(each.firm, each.segment) for each in chart.presences}
    best = [each for each in targets[:first] if each.candidate.name in names]
    count = {each.segment.code: len(each.local_firms) for each in answers.coverage}
    popular = sorted(targets, key=lambda each: (-count[each.segment], each.candidate.name))
    return Backtest(
        hidden=len(masked),
        pool=len(pool),
        first=first,
        by_score=len(best),
        by_popularity=sum(each.candidate.name in names for each in popular[:first]),
        by_size=_by_size(pool, names, first) if any(e.capacity for e in outside) else None,
        by_chance=min(first, len(pool)) * len(masked) / len(pool),
        right_segment=sum((each.candidate.source, each.segment) in stands for each in best),
        unplaced=len(names - {each.candidate.name for each in targets}),
    )


def _by_size(pool: Iterable[Candidate], names: set[str], first: int) -> int:
    largest = sorted(pool, key=lambda each: (-(each.capacity or 0), each.name))
    return sum(each.name in names for each in largest[:first])


def _without(chart: Chart, hidden: Iterable[str]) -> Chart:
    """The chart as if these firms stood elsewhere: what was bought of them came from outside."""
    gone = set(hidden)
    return replace(
        chart,
        presences=tuple(each for each in chart.presences if each.firm not in gone),
        purchases=tuple(
            replace(each, is_local=each.is_local and each.supplier not in gone)
            for each in chart.purchases
        ),
    )


def _as_candidate(chart: Chart, firm: str) -> Candidate:
    """A local firm as a list of outside firms would tell it; its code stands as the source."""
    own: list[Presence] = [each for each in chart.presences if each.firm == firm]
    return Candidate(
        name=own[0].name,
        products="、".join(own[0].products),
        capacity=own[0].revenue,
        source=firm,
    )
