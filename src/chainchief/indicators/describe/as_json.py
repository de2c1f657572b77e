"""Figures and receipts as programs read them (`figures --json`, `figure --receipt --json`)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from chainchief.core.rounding import rounded
from chainchief.core.units import UNITS, Unit, from_steps, plain
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compare.comparison import Comparison
from chainchief.indicators.figures import Contribution, Figure, Formula, Receipt


def figure_json(figure: Figure, indicator: Indicator) -> dict[str, object]:
    """One figure. `value` is exact in the base unit, except a ratio's, rounded as declared.

    `ref`, `absent`, `note` and `record` are there only where they say something.
    """
    document: dict[str, object] = {
        "code": figure.code,
        "name": figure.name,
        **({"ref": indicator.ref} if indicator.ref else {}),
        "value": value_text(figure, indicator),
        "unit": figure.unit.base,
        "display": figure.display,
        "state": figure.state.value,
        "nature": figure.nature.value,
        "span": str(figure.span),
        "scope": {"division": figure.scope.division, "chain": figure.scope.chain},
        "records": figure.records,
    }
    more = {"absent": figure.absent, "note": figure.note, "record": figure.record}
    more["not_public"] = figure.not_public
    return document | {key: value for key, value in more.items() if value}


def comparison_json(outcome: Comparison) -> dict[str, object]:
    """A comparison; `value` is null where only `display` can say it."""
    base = outcome.base
    document: dict[str, object] = {
        "basis": outcome.basis.value,
        "value": None if outcome.value is None else _decimal(outcome.value, outcome.unit),
        "unit": outcome.unit.base,
        "display": outcome.display,
        "state": outcome.state.value,
        "base": None if base is None else _decimal(base, outcome.now.unit),
    }
    over = None if outcome.over is None else str(outcome.over)
    more = {"matched": outcome.matched, "absent": outcome.absent or None, "over": over}
    return document | {key: value for key, value in more.items() if value is not None}


def _decimal(steps: Fraction, unit: Unit) -> str:
    """In the unit's base, exact where that has an end, else to six decimals."""
    try:
        return in_base(steps, unit)
    except ValueError:
        return f"{rounded(from_steps(steps, UNITS[unit.base]), 6):f}"


def value_text(figure: Figure, indicator: Indicator) -> str | None:
    if figure.value is None:
        return None
    if figure.formula in (Formula.RATIO, Formula.GROWTH, Formula.QUOTIENT) or (
        figure.value.denominator != 1
    ):
        number = rounded(
            from_steps(figure.value, figure.unit), indicator.places, indicator.rounding
        )
        return f"{number:f}"
    return in_base(figure.value, figure.unit)


def in_base(steps: Fraction | int, unit: Unit) -> str:
    """Steps as an exact decimal of the unit's base: 分 in 元, parts per million in %."""
    return plain(from_steps(Fraction(steps), UNITS[unit.base]))


def document_of(
    period: str,
    snapshot: str,
    figures: Iterable[Figure],
    catalogue: Catalogue,
    names: Mapping[str, list[str]] | None = None,
    compared: Sequence[Sequence[Comparison]] | None = None,
) -> dict[str, object]:
    """The document that `figures --json` prints.

    `names` are those behind figures that are printed as names.

    `compared` are the comparisons of each figure, in the order of `figures`.
    """
    known = names or {}
    found = []
    for at, figure in enumerate(figures):
        document = figure_json(figure, catalogue[figure.code])
        if figure.code in known:
            document["names"] = known[figure.code]
        if compared is not None:
            document["comparisons"] = [comparison_json(each) for each in compared[at]]
        found.append(document)
    return {"period": period, "snapshot": snapshot, "figures": found}


def part_unit(part: str, indicator: Indicator, catalogue: Catalogue) -> Unit:
    """The unit in which a part's contributions are told: that of the indicator behind it."""
    return catalogue.behind_part(indicator, part).unit


def receipt_json(receipt: Receipt, catalogue: Catalogue) -> list[dict[str, object]]:
    indicator = catalogue[receipt.figure.code]
    return [
        _line(line, part_unit(line.part, indicator, catalogue)) for line in receipt.contributions
    ]


def _line(line: Contribution, unit: Unit) -> dict[str, object]:
    return {
        "kind": line.kind,
        "uid": line.uid,
        "version": line.version,
        "label": line.label,
        "part": line.part,
        "contribution": in_base(line.contribution, unit),
    }
