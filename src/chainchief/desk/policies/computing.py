"""The list of a policy and a year: who qualifies for how much and why, who is out by how little."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.rounding import split_by_largest_remainder
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.clause import Clause, Measure, Threshold
from chainchief.desk.policies.clauses.words import amount_words, condition_words, money, value_words
from chainchief.desk.policies.values import Firm, Values
from chainchief.indicators.catalogue.indicator import Bound, Condition, Operator
from chainchief.indicators.figures import Contribution
from chainchief.ledger.kinds.reward_list.models import Standing


@dataclass(frozen=True)
class Check:
    """One thing that a clause asks of a firm: what it has, what is asked, whether it is so.

    `gap` is by how much of what is asked it falls short, None where that cannot be said.
    """

    label: str
    has: str
    wanted: str
    is_met: bool
    lacks: str = ""
    gap: Fraction | None = None
    lines: tuple[Contribution, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A firm under a clause. `computed` is by the formula and the ceiling, `amount` what the list
    gives; `lines` are the records behind the formula's measure, `value` their sum.
    """

    firm: Firm
    clause: Clause
    checks: tuple[Check, ...]
    value: int | None
    by_formula: int
    computed: int
    amount: int
    standing: Standing | None
    lines: tuple[Contribution, ...] = ()

    @property
    def lacking(self) -> tuple[Check, ...]:
        return tuple(each for each in self.checks if not each.is_met)

    @property
    def lacks(self) -> str:
        return "；".join(each.lacks for each in self.lacking)

    @property
    def basis(self) -> str:
        """One line on what the amount rests on, that can be added up by hand."""
        said = [
            f"{each.label} {each.has}" + (f"（{each.wanted}）" if each.wanted != each.has else "")
            for each in self.checks
            if each.is_met
        ]
        return "；".join((*said, _amount_words(self)))


@dataclass(frozen=True)
class ClauseSum:
    """What a clause comes to: firms, amounts before and after the budget."""

    clause: Clause
    firms: int
    wanted: int
    total: int
    fault: Fault | None = None


@dataclass(frozen=True)
class ComputedList:
    """The lines of a list, by clause and firm; `sums` of each clause; `out` how many are out."""

    included: tuple[Outcome, ...]
    nearly: tuple[Outcome, ...]
    displaced: tuple[Outcome, ...]
    sums: tuple[ClauseSum, ...]
    out: int

    @property
    def total(self) -> int:
        return sum(each.amount for each in self.included)

    @property
    def lines(self) -> tuple[Outcome, ...]:
        return (*self.included, *self.displaced, *self.nearly)


def computed_list(clauses: Sequence[Clause], values: Values, margin: Fraction) -> ComputedList:
    """The list under `clauses`; out by at most `margin` of what is asked is nearly in."""
    firms = values.firms(clauses)
    # Most firms are out by more than one thing: no words are made for them.
    every = [
        outcome(clause, firm, values)
        for clause in clauses
        for firm in firms
        if number_lacking(clause, firm, values) <= 1
    ]
    fitting = [each for each in every if each.standing is Standing.INCLUDED]
    kept, displaced = _without_excluded(fitting)
    sums, included = [], []
    for clause in clauses:
        own = [each for each in kept if each.clause is clause]
        summed, cut = _within_budget(clause, own)
        sums.append(summed)
        included += cut
    nearly = [each for each in every if is_nearly(each, margin)]
    return ComputedList(
        included=tuple(included),
        nearly=tuple(replace(each, standing=Standing.NEARLY) for each in nearly),
        displaced=tuple(displaced),
        sums=tuple(sums),
        out=len(clauses) * len(firms) - len(fitting) - len(nearly),
    )


def number_lacking(clause: Clause, firm: Firm, values: Values) -> int:
    """Number of the things that a clause asks a firm lacks, the amount not counted."""
    lacking = sum(not firm.met[each] for each in clause.conditions)
    for threshold in clause.thresholds:
        value = values.of(threshold.measure, firm)
        lacking += not all(_keeps(bound, value) for bound in threshold.bounds)
    return lacking


def outcome(clause: Clause, firm: Firm, values: Values) -> Outcome:
    """One firm under one clause, whatever other clauses give it."""
    checks = [_condition(each, firm) for each in clause.conditions]
    checks += [_threshold(each, firm, values) for each in clause.thresholds]
    measure = clause.formula.measure
    value = values.of(measure, firm) if measure else None
    by_formula = clause.formula.amount(value or 0)
    if measure and not by_formula:
        checks.append(_no_amount(clause, measure, value))
    amount = clause.capped(by_formula)
    fits = all(each.is_met for each in checks) and amount > 0
    return Outcome(
        firm=firm,
        clause=clause,
        checks=tuple(checks),
        value=value,
        by_formula=by_formula,
        computed=amount,
        amount=amount if fits else 0,
        standing=Standing.INCLUDED if fits else None,
        lines=tuple(values.behind(measure, firm)) if measure else (),
    )


def is_nearly(one: Outcome, margin: Fraction) -> bool:
    """Whether one thing alone is lacking, and little of it."""
    lacking = one.lacking
    if one.standing is not None or len(lacking) != 1:
        return False
    gap = lacking[0].gap
    return gap is not None and gap <= margin


def _condition(condition: Condition, firm: Firm) -> Check:
    label, has, wanted = condition_words(condition, firm.columns[condition.column])
    is_met = firm.met[condition]
    bound = condition.values[0]
    gap = None
    if condition.operator in _DIRECTIONS and isinstance(bound, int) and not is_met:
        gap = _gap(condition.operator, firm.columns[condition.column], bound)
    if is_met:
        return Check(label, has, wanted, is_met=True)
    lacks = _("{label}: {has}, asked for is {wanted}").format(label=label, has=has, wanted=wanted)
    if gap is not None and isinstance(bound, int) and _DIRECTIONS[condition.operator] > 0:
        short = condition_words(condition, bound - firm.columns[condition.column])[1]
        lacks += _(" (short by {short})").format(short=short)
    return Check(label, has, wanted, False, lacks, gap)


_DIRECTIONS = {Operator.AT_LEAST: 1, Operator.ABOVE: 1, Operator.AT_MOST: -1, Operator.BELOW: -1}


def _threshold(threshold: Threshold, firm: Firm, values: Values) -> Check:
    measure, value = threshold.measure, values.of(threshold.measure, firm)
    missed = [each for each in threshold.bounds if not _keeps(each, value)]
    has = value_words(measure, value)
    wanted = "、".join(_bound_words(each, measure) for each in threshold.bounds)
    lacks, gap = "", None
    if missed:
        gap = max(
            (
                each
                for each in (_gap(b.operator, value, b.steps) for b in missed)
                if each is not None
            ),
            default=None,
        )
        facts = {"label": measure.label, "has": has, "wanted": wanted}
        lacks = _("{label}: {has}, asked for is {wanted}").format(**facts)
        short = missed[0].steps - (value or 0)
        if short > 0:
            lacks += _(" (short by {short})").format(short=value_words(measure, short))
    lines = tuple(values.behind(measure, firm))
    return Check(measure.label, has, wanted, not missed, lacks, gap, lines)


def _keeps(bound: Bound, value: int | None) -> bool:
    if value is None:
        return False
    match bound.operator:
        case Operator.AT_LEAST:
            return value >= bound.steps
        case Operator.ABOVE:
            return value > bound.steps
        case Operator.AT_MOST:
            return value <= bound.steps
        case _:
            return value < bound.steps


def _gap(operator: Operator, value: int | None, bound: int) -> Fraction | None:
    """By which part of what is asked a value falls short of it, or goes beyond."""
    if value is None or not bound:
        return None
    return Fraction(abs(bound - value), abs(bound))


def _bound_words(bound: Bound, measure: Measure) -> str:
    sign = {
        Operator.AT_LEAST: "≥",
        Operator.ABOVE: ">",
        Operator.AT_MOST: "≤",
        Operator.BELOW: "<",
    }
    return f"{sign[bound.operator]} {value_words(measure, bound.steps)}"


def _no_amount(clause: Clause, measure: Measure, value: int | None) -> Check:
    has = value_words(measure, value)
    wanted, gap = _("an amount by the formula"), None
    if clause.formula.steps:
        first = clause.formula.steps[0][0]
        wanted = f"≥ {value_words(measure, first)}"
        gap = _gap(Operator.AT_LEAST, value, first)
    facts = {"label": measure.label, "has": has, "wanted": wanted}
    lacks = _("{label}: {has}, asked for is {wanted}").format(**facts)
    return Check(measure.label, has, wanted, False, lacks, gap)


def _without_excluded(fitting: Iterable[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Of clauses that exclude each other a firm has the highest; of equals the earlier clause."""
    by_firm: dict[str, list[Outcome]] = defaultdict(list)
    for each in fitting:
        by_firm[each.firm.code].append(each)
    lost: set[tuple[str, int]] = set()
    for code, own in by_firm.items():
        kept: list[Outcome] = []
        for each in sorted(own, key=lambda one: (-one.computed, one.clause.number)):
            if any(_exclude(each.clause, other.clause) for other in kept):
                lost.add((code, each.clause.number))
            else:
                kept.append(each)
    kept_all, displaced = [], []
    for own in by_firm.values():
        for each in own:
            if (each.firm.code, each.clause.number) in lost:
                displaced.append(replace(each, amount=0, standing=Standing.DISPLACED))
            else:
                kept_all.append(each)
    return kept_all, displaced


def _exclude(one: Clause, other: Clause) -> bool:
    return other.number in one.excludes or one.number in other.excludes


def _within_budget(clause: Clause, own: list[Outcome]) -> tuple[ClauseSum, list[Outcome]]:
    wanted = sum(each.amount for each in own)
    budget = clause.budget
    if budget is None or wanted <= budget:
        return ClauseSum(clause, len(own), wanted, wanted), own
    if clause.pro_rata:
        parts = split_by_largest_remainder(budget, [each.amount for each in own])
        cut = [replace(each, amount=part) for each, part in zip(own, parts, strict=True)]
        return ClauseSum(clause, len(own), wanted, budget), cut
    facts = {"total": money(wanted), "over": money(wanted - budget), "budget": money(budget)}
    fault = Fault(faults.OVER_BUDGET, facts=facts)
    return ClauseSum(clause, len(own), wanted, wanted, fault), own


def _amount_words(one: Outcome) -> str:
    return amount_words(
        one.clause, one.value, one.by_formula, one.computed, one.amount, len(one.lines)
    )
