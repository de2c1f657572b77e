"""The fields of the bench: a draft from an address, and the address of a draft."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from chainchief.core.choices import listed
from chainchief.indicators.catalogue.sources import Source, all_sources
from chainchief.indicators.figures import MetricType
from chainchief.workshop.drafts import vocabulary
from chainchief.workshop.drafts.draft import (
    THRESHOLDS,
    ConditionLine,
    Counting,
    Draft,
    Opening,
    TermChoice,
    Test,
)
from chainchief.workshop.drafts.entries import TERMS

#: More lines than any definition needs.
MOST_LINES = 12
_PLAIN = (
    "source",
    "column",
    "date",
    "open_from",
    "open_until",
    "open_in",
    "due_day",
    "against",
    "each",
    "which_test",
    "which_value",
    "reason",
    "reason_en",
    "series",
    "item",
    "reported_for",
    "among",
    "among_en",
    "attribute",
    "record",
    "unit",
    "places",
    "named_by",
    "disclosure",
    "code",
    "name",
    "name_en",
    "definition",
    "definition_en",
    "basis",
    "valid_from",
)
#: Fields that name something by its code, which stands first in what a field offers.
_CODED = ("over", "without", "of")
_FLAGS = ("once", "ascending", "dense_ties", "yearly")
_LISTS = ("aliases", "receipt")
_COMMAS = str.maketrans(dict.fromkeys("\uff0c\u3001,;\uff1b", "\n"))


def draft_from(given: QueryDict) -> Draft:
    """The draft that the fields say; what is not among the choices counts as blank."""
    plain: dict[str, Any] = {name: given.get(name, "").strip()[:400] for name in _PLAIN}
    plain |= {name: code_in(given.get(name, "")) for name in _CODED}
    plain |= {name: given.get(name) == "1" for name in _FLAGS}
    source = all_sources().get(plain["source"])
    conditions = tuple(_lines(given, source))
    nature = _one_of(MetricType, given.get("nature", ""), MetricType.FLOW)
    return Draft(
        **plain,
        nature=nature,
        conditions=conditions,
        counting=_one_of(Counting, given.get("counting", ""), Counting.COUNT),
        bounds=tuple(_bounds(given, plain["column"])),
        opening=_one_of(Opening, given.get("opening", ""), Opening.VALID),
        terms={name: _term(given, name) for name in TERMS.get(nature, ())},
        by_division=_is_on(given, "by_division"),
        by_chain=_is_on(given, "by_chain"),
        aliases=_several(given.get("aliases", "")),
        receipt=_several(given.get("receipt", "")),
    )


Choice = TypeVar("Choice", bound=StrEnum)


def _one_of(choices: type[Choice], value: str, otherwise: Choice) -> Choice:
    try:
        return choices(value)
    except ValueError:
        return otherwise


def _is_on(given: QueryDict, name: str) -> bool:
    """A box that begins ticked: `told` says that the reader has seen it."""
    return given.get(name) == "1" or "told" not in given


def code_in(text: str) -> str:
    """The code that begins what a field with suggestions holds: `IND-… 新开工项目`."""
    return text.strip().partition(" ")[0]


def _several(text: str) -> tuple[str, ...]:
    found = (each.strip() for each in text.translate(_COMMAS).split("\n"))
    return tuple(dict.fromkeys(each for each in found if each))[:40]


def _lines(given: QueryDict, source: Source | None) -> Iterator[ConditionLine]:
    for at in range(MOST_LINES):
        column = given.get(f"c{at}", "")
        if not column or (source is not None and column not in source.attributes):
            continue
        test = _one_of(Test, given.get(f"t{at}", ""), Test.IS)
        values = [each.strip()[:200] for each in given.getlist(f"v{at}") if each.strip()]
        if test in THRESHOLDS:
            values = [f"{values[0].replace(',', '')}{given.get(f'u{at}', '')}"] if values else []
        elif source is not None and vocabulary.names_records(column, source):
            values = [code_in(each) for each in values]
        yield ConditionLine(column, test, tuple(values))


def _bounds(given: QueryDict, column: str) -> Iterator[ConditionLine]:
    for at in range(2):
        number = given.get(f"bv{at}", "").strip()
        if number:
            test = _one_of(Test, given.get(f"bt{at}", ""), Test.AT_LEAST)
            yield ConditionLine(column, test, (f"{number}{given.get(f'bu{at}', '')}",))
    if given.get("stated") == "1":
        yield ConditionLine(column, Test.FILLED)


def _term(given: QueryDict, name: str) -> TermChoice:
    return TermChoice(
        code_in(given.get(name, "")),
        given.get(f"{name}_division", "").strip(),
        given.get(f"{name}_span", ""),
        given.get(f"{name}_all") == "1",
    )


def address_of(draft: Draft, **more: str) -> str:
    """The part of an address after the question mark by which this draft opens."""
    return urlencode([pair for pair in (*pairs_of(draft), *more.items()) if pair[1]])


def pairs_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every field with what stands in it."""
    yield "told", "1"
    yield "nature", draft.nature.value
    for name in (*_PLAIN, *_CODED):
        yield name, str(getattr(draft, name))
    yield from (("counting", draft.counting.value), ("opening", draft.opening.value))
    for name in (*_FLAGS, "by_division", "by_chain"):
        yield name, "1" if getattr(draft, name) else ""
    for name in _LISTS:
        yield name, listed(getattr(draft, name)) if getattr(draft, name) else ""
    for at, line in enumerate(draft.conditions):
        yield from _of_line(draft.source, line, at)
    bounds = [line for line in draft.bounds if line.values]
    for at, line in enumerate(bounds):
        number, unit = split_amount(line.values[0])
        yield from ((f"bt{at}", line.test.value), (f"bv{at}", number), (f"bu{at}", unit))
    if len(bounds) < len(draft.bounds):
        yield "stated", "1"
    for name, term in draft.terms.items():
        yield from ((name, term.indicator), (f"{name}_division", term.division))
        yield from ((f"{name}_span", term.span), (f"{name}_all", "1" if term.all_chains else ""))


def _of_line(source: str, line: ConditionLine, at: int) -> Iterator[tuple[str, str]]:
    yield from ((f"c{at}", line.column), (f"t{at}", line.test.value))
    table = all_sources().get(source)
    if line.test in THRESHOLDS and line.values:
        has_unit = table is not None and bool(vocabulary.threshold_units(line.column, table))
        number, unit = split_amount(line.values[0]) if has_unit else (line.values[0], "")
        yield from ((f"v{at}", number), (f"u{at}", unit))
        return
    for value in line.values:
        yield f"v{at}", value


def split_amount(text: str) -> tuple[str, str]:
    """`10亿元` as its number and its unit."""
    at = next((at for at, sign in enumerate(text) if sign not in "0123456789.,-+"), len(text))
    return text[:at], text[at:].strip()
