"""A clause's two texts read and checked whole: every fault with its line, what and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import yaml

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item, NotYamlError, compose_text, item_of, keys_twice
from chainchief.core.rounding import Rule
from chainchief.core.units import UNITS, Dimension, quantity
from chainchief.desk.policies import faults
from chainchief.desk.policies.clauses.clause import Clause, Formula, Measure, Rounding, Threshold
from chainchief.desk.policies.clauses.measures import MeasureReader, of_no_column
from chainchief.indicators.catalogue.conditions import (
    THRESHOLDS,
    check_where,
    conditions_from,
    in_steps,
)
from chainchief.indicators.catalogue.indicator import Bound, Condition
from chainchief.indicators.catalogue.sources import source_of
from chainchief.ledger.kinds.policy_clause.models import Overrun, PolicyClause
from chainchief.ledger.registers import register_of

_WHO = ("firm", "measures")
_FORMS = ("fixed", "rate", "each", "amount", "steps", "of", "rounding")
_BOUNDS = tuple(each.value for each in THRESHOLDS)
#: How much a clause may hold; what is longer was pasted by mistake.
_LONGEST = 4000


@dataclass(frozen=True)
class Reading:
    """The clause, or None with all that is wrong with it."""

    record: PolicyClause
    clause: Clause | None
    faults: tuple[Fault, ...]


def read(record: PolicyClause, siblings: tuple[int, ...] = ()) -> Reading:
    """A record of the ledger as a clause; `siblings` are the numbers of its policy's clauses."""
    reader = _Reader(record)
    clause = reader.clause(siblings)
    found = tuple(reader.found)
    return Reading(record, None if found else clause, found)


class _Reader:
    def __init__(self, record: PolicyClause) -> None:
        self.record = record
        self.found: list[Fault] = []
        self.measures = MeasureReader(self)

    def clause(self, siblings: tuple[int, ...]) -> Clause | None:
        record = self.record
        who, how = self._item("qualifies"), self._item("formula")
        conditions = self._conditions(who) if who else ()
        thresholds = tuple(self._thresholds(who)) if who else ()
        if who and not (conditions or thresholds or self.found):
            self.fault(faults.NO_CONDITION, who, "qualifies")
        formula = self._formula(how) if how else None
        excludes = frozenset(self._excludes(siblings))
        if formula is None or self.found:
            return None
        return Clause(
            code=record.code,
            number=record.number,
            policy=record.policy_id,
            wording=record.wording,
            conditions=conditions,
            thresholds=thresholds,
            formula=formula,
            ceiling=record.ceiling,
            budget=record.budget,
            pro_rata=record.overrun == Overrun.PRO_RATA,
            excludes=excludes,
        )

    # What went wrong where.

    def fault(
        self,
        kind: FaultKind,
        item: Item,
        *path: str | int,
        value: str | None = None,
        **facts: object,
    ) -> None:
        place = Place(column=self._label(item.file), line=item.line_of(*path))
        self.found.append(Fault(kind, place, value, facts))

    def take(self, item: Item, given: list[Fault]) -> None:
        """Faults of the catalogue's own checks, told at this clause's column."""
        for each in given:
            line = each.place.line if each.place else item.line
            place = Place(column=self._label(item.file), line=line)
            self.found.append(replace(each, place=place))

    def _label(self, column: str) -> str:
        return _(str(register_of(PolicyClause.kind).column(column).field.verbose_name))

    def _item(self, column: str) -> Item | None:
        text = str(getattr(self.record, column))
        blank = Item(column, 1, {})
        if not text.strip():
            kind = faults.NO_FORMULA if column == "formula" else faults.NO_CONDITION
            self.fault(kind, blank)
            return None
        try:
            root = compose_text(text[:_LONGEST])
            if not isinstance(root, yaml.MappingNode):
                raise NotYamlError(_("it holds no keys"), 1)
            item = item_of(column, root)
            twice = next(keys_twice(root), None)
            if twice is not None:
                raise NotYamlError(_("“{}” is written twice").format(twice[0]), twice[1])
            return item
        except NotYamlError as wrong:
            blank.line = wrong.line or 1
            self.fault(faults.NOT_YAML, blank, reason=str(wrong))
        return None

    def check_keys(
        self, item: Item, given: Mapping[str, Any], known: tuple[str, ...], *path: str | int
    ) -> None:
        for key in given:
            if key not in known:
                facts = {"key": key, "choices": listed(known), "hint": near(key, known)}
                self.fault(faults.UNKNOWN_KEY, item, *path, str(key), value=str(key), **facts)

    # Who qualifies.

    def _conditions(self, item: Item) -> tuple[Condition, ...]:
        self.check_keys(item, item.data, _WHO)
        where = item.data.get("firm")
        if where is None:
            return ()
        source = source_of("enterprise")
        own = Item(item.file, item.line, {"where": where}, _below(item, "firm", "where"))
        before = len(self.found)

        def unknown(column: str) -> Fault:
            known = sorted(name for name in source.attributes if "." not in name)
            facts = of_no_column(column, _("firms"), known)
            return Fault(faults.UNKNOWN_COLUMN, own.place("where", column), column, facts)

        self.take(own, list(check_where(own, where, source.attributes, unknown)))
        if len(self.found) > before:
            return ()
        return tuple(
            in_steps(each, source.attributes[each.column]) for each in conditions_from(where)
        )

    def _thresholds(self, item: Item) -> Iterator[Threshold]:
        given = item.data.get("measures", [])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            self.fault(faults.MISSING_KEY, item, "measures", key="measures",
                       example="measures: [{indicator: IND-…, at_least: 1}]")  # fmt: skip
            return
        for at, one in enumerate(given):
            path = ("measures", at)
            stated = {key: value for key, value in one.items() if key in _BOUNDS}
            rest = {key: value for key, value in one.items() if key not in _BOUNDS}
            measure = self.measures.read(item, rest, *path)
            if not stated:
                self.fault(faults.THRESHOLD_MISSING, item, *path)
            if measure is None:
                continue
            bounds = [self._bound(item, measure, key, stated[key], *path) for key in stated]
            if all(bounds):
                yield Threshold(measure, tuple(each for each in bounds if each))

    def _bound(
        self, item: Item, measure: Measure, key: str, value: object, *path: str | int
    ) -> Bound | None:
        steps = self.steps(item, value, measure, *path, key)
        operator = next(each for each in THRESHOLDS if each.value == key)
        return None if steps is None else Bound(operator, steps, str(value))

    def steps(self, item: Item, value: object, of: Measure, *path: str | int) -> int | None:
        """An amount of what is measured: a number with its unit, counts also without."""
        if of.unit.dimension is Dimension.COUNT and isinstance(value, int):
            return value
        return self.amount(item, value, of.unit.dimension, of.unit.code, *path)

    def amount(
        self, item: Item, value: object, of: Dimension, example: str, *path: str | int
    ) -> int | None:
        try:
            found, unit = quantity(value if isinstance(value, str) else "")
        except ValueError:
            found, unit = -1, None
        if unit is None or unit.dimension is not of or found < 0:
            facts = {"dimension": _(of.value), "example": f"10{example}"}
            self.fault(faults.NOT_AN_AMOUNT, item, *path, value=str(value), **facts)
            return None
        return found

    # For how much.

    def _formula(self, item: Item) -> Formula | None:
        data = item.data
        self.check_keys(item, data, _FORMS)
        text = " ".join(str(self.record.formula).split())
        if "fixed" in data:
            fixed = self.amount(item, data["fixed"], Dimension.MONEY, "万元", "fixed")
            return None if fixed is None else Formula(text, fixed=fixed)
        of = data.get("of")
        if not isinstance(of, dict):
            self.fault(faults.MISSING_KEY, item, "of", key="of", example="of: {firm: revenue}")
            return None
        measure = self.measures.read(item, of, "of")
        if measure is None:
            return None
        if "steps" in data:
            steps = self._steps(item, data["steps"], measure)
            return Formula(text, measure, steps=steps) if steps else None
        rate = self._rate(item, measure)
        rounding = self._rounding(item)
        if rate is None or rounding is None:
            return None
        return Formula(text, measure, rate=rate, rounding=rounding)

    def _rate(self, item: Item, measure: Measure) -> Fraction | None:
        data = item.data
        if "rate" in data:
            if measure.unit.dimension is not Dimension.MONEY:
                self.fault(faults.NO_MONEY_MEASURE, item, "rate", name=measure.label)
                return None
            ppm = self.amount(item, data["rate"], Dimension.RATE, "%", "rate")
            if ppm == 0:
                self.fault(faults.NOT_A_RATE, item, "rate", value=str(data["rate"]))
            return Fraction(ppm, 1_000_000) if ppm else None
        if "each" not in data or "amount" not in data:
            key = "amount" if "each" in data else "each"
            example = "each: 1亩, amount: 5万元"
            self.fault(faults.MISSING_KEY, item, key, key=key, example=example)
            return None
        each = self.steps(item, data["each"], measure, "each")
        amount = self.amount(item, data["amount"], Dimension.MONEY, "万元", "amount")
        if each == 0:
            self.fault(faults.NOT_A_RATE, item, "each", value=str(data["each"]))
        return Fraction(amount, each) if each and amount is not None else None

    def _steps(self, item: Item, given: object, measure: Measure) -> tuple[tuple[int, int], ...]:
        if not isinstance(given, list) or not given:
            example = "steps: [{from: 1亿元, amount: 20万元}]"
            self.fault(faults.MISSING_KEY, item, "steps", key="steps", example=example)
            return ()
        found: list[tuple[int, int]] = []
        for at, one in enumerate(given):
            path = ("steps", at)
            row = one if isinstance(one, dict) else {}
            self.check_keys(item, row, ("from", "amount"), *path)
            start = self.steps(item, row.get("from"), measure, *path, "from")
            amount = self.amount(item, row.get("amount"), Dimension.MONEY, "万元", *path, "amount")
            if start is None or amount is None:
                continue
            if found and (start <= found[-1][0] or amount < found[-1][1]):
                self.fault(faults.STEPS_NOT_RISING, item, *path, number=at + 1)
            found.append((start, amount))
        return tuple(found)

    def _rounding(self, item: Item) -> Rounding | None:
        given = item.data.get("rounding")
        rules = {"down": None, "half-up": Rule.HALF_UP}
        if not isinstance(given, dict) or given.get("how") not in rules:
            self.fault(faults.NO_ROUNDING, item, "rounding")
            return None
        self.check_keys(item, given, ("to", "how"), "rounding")
        unit = UNITS.get(str(given.get("to")))
        if unit is None or unit.dimension is not Dimension.MONEY:
            facts = {"dimension": _(Dimension.MONEY.value), "example": "元"}
            self.fault(faults.NOT_AN_AMOUNT, item, "rounding", value=str(given.get("to")), **facts)
            return None
        return Rounding(int(unit.steps), rules[given["how"]], unit.code)

    def _excludes(self, siblings: tuple[int, ...]) -> Iterator[int]:
        texts = self.record.excludes.replace(",", "、").replace("，", "、").split("、")
        known = [each for each in siblings if each != self.record.number]
        for text in (each.strip() for each in texts if each.strip()):
            if text.isdecimal() and len(text) < 9 and int(text) in known:
                yield int(text)
            else:
                facts = {"number": text, "known": listed(known) or "—"}
                self.fault(faults.NOT_A_CLAUSE, Item("excludes", 1, {}), value=text, **facts)


def _below(item: Item, key: str, name: str) -> dict[tuple[str | int, ...], int]:
    """The lines below `key`, as those below `name`."""
    return {(name, *path[1:]): line for path, line in item.lines.items() if path[:1] == (key,)}
