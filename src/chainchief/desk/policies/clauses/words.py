"""Amounts, conditions and formulas of clauses in words."""

from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.core.units import UNITS, Dimension, Unit, from_steps, plain
from chainchief.desk.policies.clauses.clause import Clause, Measure
from chainchief.indicators.catalogue.indicator import Condition, Operator
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.catalogue.vocabulary import label_of, values_in_words
from chainchief.ledger.facts import FactType

_SIGNS = {
    Operator.AT_LEAST: "≥ {}",
    Operator.ABOVE: "> {}",
    Operator.AT_MOST: "≤ {}",
    Operator.BELOW: "< {}",
}
_BLANK = "—"


def steps_words(steps: int, unit: Unit) -> str:
    """Steps in a unit that people use, exactly."""
    if unit.dimension is Dimension.MONEY:
        return money(steps)
    value = from_steps(steps, unit)
    try:
        return f"{_parted(plain(value))}{unit.code}"
    except ValueError:
        return f"{float(value):.2f}{unit.code}"


def money(steps: int) -> str:
    """分 in 万元, exactly: 12.5万元; below 1万元 in 元."""
    unit = UNITS["万元"] if abs(steps) >= UNITS["万元"].steps else UNITS["元"]
    return f"{_parted(plain(Fraction(steps) / unit.steps))}{unit.code}"


def _parted(number: str) -> str:
    """A plain number with its thousands parted."""
    whole, dot, decimals = number.partition(".")
    return f"{int(whole):,}{dot}{decimals}" if whole not in ("", "-", "-0") else number


def value_words(measure: Measure, steps: int | None) -> str:
    return _BLANK if steps is None else steps_words(steps, measure.unit)


def condition_words(condition: Condition, value: object) -> tuple[str, str, str]:
    """Words of a condition: what it is about, what the firm has, what is asked."""
    source = source_of("enterprise")
    attribute = source.attributes[condition.column]
    label = label_of(condition.column, source)
    unit = UNITS.get(attribute.column.unit)

    def said(one: object) -> str:
        if one is None or one == "":
            return _BLANK
        if attribute.column.type is FactType.STEPS and isinstance(one, int) and unit:
            return steps_words(one, unit)
        if isinstance(one, str | int | bool):
            return values_in_words(condition.column, [one], source)
        return str(one)

    if condition.operator in _SIGNS:
        wanted = _SIGNS[condition.operator].format(said(condition.values[0]))
    elif condition.operator is Operator.MISSING:
        wanted = _("left blank") if condition.values[0] else _("stated")
    elif condition.operator is Operator.IN:
        wanted = "、".join(said(each) for each in condition.values)
    else:
        sign = "≤" if condition.operator is Operator.ON_OR_BEFORE else ">"
        wanted = f"{sign} {condition.values[0]}"
    if condition.negated:
        wanted = _("not {values}").format(values=wanted)
    return label, said(value), wanted


def amount_words(
    clause: Clause, value: int | None, by_formula: int, computed: int, amount: int, records: int
) -> str:
    """Words on how an amount came about: measured × rule = by formula, ceiling, cut."""
    formula = clause.formula
    if formula.measure is None:
        said = _("fixed amount {amount}").format(amount=money(by_formula))
    else:
        measured = f"{formula.measure.label} {value_words(formula.measure, value)}"
        if records:
            measured += _(" (records: {records})").format(records=records)
        rule = steps_rule(clause) if formula.steps else rate_rule(clause)
        said = (
            f"{measured} × {rule} = {money(by_formula)}"
            if not formula.steps
            else (f"{measured} → {money(by_formula)}")
        )
    if computed < by_formula:
        said += _("; ceiling {ceiling}").format(ceiling=money(computed))
    if 0 < amount < computed:
        said += _("; cut to {amount} by the budget").format(amount=money(amount))
    return said


def rate_rule(clause: Clause) -> str:
    """The rate of a formula: 2%, or so much for each unit."""
    formula = clause.formula
    if formula.measure is None:
        return ""
    if formula.measure.unit.dimension is Dimension.MONEY:
        return f"{plain(formula.rate * 100)}%"
    each = formula.measure.unit
    per_unit = formula.rate * each.steps
    if per_unit.denominator == 1:
        return f"{money(int(per_unit))}/{each.code}"
    return f"{float(per_unit):.2f}分/{each.code}"


def steps_rule(clause: Clause) -> str:
    formula = clause.formula
    if formula.measure is None:
        return ""
    return "、".join(
        f"≥ {value_words(formula.measure, start)}: {money(amount)}"
        for start, amount in formula.steps
    )


def formula_words(clause: Clause) -> str:
    """The formula as a sentence."""
    formula = clause.formula
    if formula.measure is None:
        said = _("fixed amount {amount}").format(amount=money(formula.fixed))
    elif formula.steps:
        said = f"{formula.measure.label}：{steps_rule(clause)}"
    else:
        said = f"{formula.measure.label} × {rate_rule(clause)}"
        if formula.rounding:
            rule = _("rounded half up") if formula.rounding.rule else _("rounded down")
            said += f"（{formula.rounding.text}，{rule}）"
    if clause.ceiling is not None:
        said += _("; ceiling {ceiling}").format(ceiling=money(clause.ceiling))
    return said


def who_words(clause: Clause) -> list[str]:
    """Words on what the clause asks of a firm, a line for each."""
    said = []
    for condition in clause.conditions:
        label, _has, wanted = condition_words(condition, None)
        said.append(f"{label} {wanted}" if condition.operator in _SIGNS else f"{label}：{wanted}")
    for threshold in clause.thresholds:
        measure = threshold.measure
        bounds = "、".join(
            _SIGNS[each.operator].format(value_words(measure, each.steps))
            for each in threshold.bounds
        )
        said.append(f"{measure.label} {bounds}")
    return said
