"""The records that a list shows: scope, filters and order, all decided in SQL."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import OrderBy

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.ledger.columns import BadCell, Comparison, Filter
from chainchief.ledger.registers import Column, Register, register_of
from chainchief.search.finding import matching
from chainchief.search.index.following import catch_up
from chainchief.web.frame.visible import holding_on, inside, rows_of
from chainchief.web.registers.derived import Derived, column_named, derived_named, derived_of
from chainchief.web.registers.query import Condition, ListQuery

#: More words than this say no more.
_MOST_WORDS = 8
#: Changes that the search takes in before a list is asked: it must not lack what was just entered.
_EVENTS_FIRST = 20_000


def selected_records(
    register: Register,
    query: ListQuery,
    viewer: Viewer,
    verb: str = "see",
    *,
    is_fresh: bool = False,
) -> "QuerySet[Any, Any]":
    """Records of the query that the viewer may see (or export), in its order.

    `is_fresh` says that the search has just taken in what changed: one page asks it once.

    `WrongUseError` where the kind has no such column, unit, chain or days.
    """
    rows = rows_of(register.kind, viewer, verb)
    if not query.with_withdrawn:
        rows = rows.filter(withdrawn_on=None)
    if query.words and not is_fresh:
        catch_up(_EVENTS_FIRST)
    for word in query.words.split()[:_MOST_WORDS]:
        rows = rows.filter(_holding(register, word, viewer))
    rows = rows.filter(_scope(register, query))
    rows = _with_derived(rows, register, query, viewer)
    for condition in _by_column(register, query):
        rows = rows.filter(condition)
    return rows.order_by(*_order(register, query))


def _with_derived(
    rows: "QuerySet[Any, Any]", register: Register, query: ListQuery, viewer: Viewer
) -> "QuerySet[Any, Any]":
    """With the derived columns that are asked by or for: each costs something per record."""
    columns = {query.sort, query.group, *(each.column for each in query.conditions)}
    for name in sorted(columns):
        rows = with_derived(rows, derived_named(register, name), viewer)
    return rows


def with_derived(
    rows: "QuerySet[Any, Any]", derived: Derived | None, viewer: Viewer
) -> "QuerySet[Any, Any]":
    """With the value of a derived column beside each row, where it is not there yet."""
    if derived is None or derived.attribute in rows.query.annotations:
        return rows
    with_it: QuerySet[Any, Any] = rows.annotate(**{derived.attribute: derived.of(viewer)})
    return with_it


def with_all_derived(
    rows: "QuerySet[Any, Any]", register: Register, viewer: Viewer
) -> "QuerySet[Any, Any]":
    """With every derived column of the kind beside each row."""
    for derived in derived_of(register):
        rows = with_derived(rows, derived, viewer)
    return rows


def is_named(register: Register) -> bool:
    return "name" in register.columns_in_order


def has_days(register: Register) -> bool:
    """Whether a record of the kind holds from a day to a day."""
    return {"valid_from", "valid_to"} <= set(register.columns_in_order)


def _holding(register: Register, word: str, viewer: Viewer) -> Q:
    """The word in the code, or the search finds it: the record, or one within reach referred to."""
    holds = Q(code__icontains=word)
    found = matching(word, register.kind)
    if found is None:
        return holds
    holds |= Q(uid__in=found.values("uid"))
    for column, kind in register.references.items():
        met = matching(word, kind)
        if met is not None and is_named(register_of(kind)):
            named = rows_of(kind, viewer).filter(uid__in=met.values("uid"))
            holds |= Q(**{f"{column}__in": named.values("code")})
    return holds


def _scope(register: Register, query: ListQuery) -> Q:
    condition = Q()
    if query.division:
        _require(bool(register.division), register)
        condition &= inside(register.division, query.division)
    if query.chain:
        _require(bool(register.chain), register)
        condition &= Q(**{register.chain: query.chain})
    if query.day:
        _require(has_days(register), register)
        condition &= holding_on(query.day)
    return condition


def _require(can: bool, register: Register) -> None:
    if not can:
        raise WrongUseError(_("{} cannot be narrowed like that.").format(_(register.plural)))


def _by_column(register: Register, query: ListQuery) -> Iterator[Q]:
    """A condition for each comparison with a column; several values of one are any of them."""
    by_name: dict[str, list[Condition]] = {}
    for each in query.conditions:
        by_name.setdefault(each.name, []).append(each)
    for several in by_name.values():
        yield reduce(or_, (_condition(register, each) for each in several))


def _condition(register: Register, condition: Condition) -> Q:
    column = column_named(register, condition.column)
    by = filter_by(column, condition.comparison)
    if by is None:
        raise WrongUseError(_("A list is not narrowed by {}.").format(column.title))
    try:
        return by.condition(column.attribute, condition.text)
    except BadCell as bad:
        codes = [code for code, _label in column.type.options()]
        if not codes:
            raise WrongUseError(Fault(bad.kind, facts=bad.facts).why) from None
        raise WrongUseError(
            _("{} is none of the choices of {}: {}.").format(
                condition.text, column.title, listed(codes)
            )
        ) from None


def filter_by(column: Column | Derived, comparison: Comparison) -> Filter | None:
    """The filter that forms and links ask for: any other would narrow the list unseen.

    A whole text is not compared: one looks for what it holds.
    """
    is_text = column.type.is_text and not column.type.target
    return None if is_text and comparison is Comparison.IS else column.type.filter(comparison)


def _order(register: Register, query: ListQuery) -> "list[str | OrderBy]":
    """By the column, blanks last, then by code, so that every page has its own records."""
    if query.sort == "code":
        return [query.order]
    column = column_named(register, query.sort)
    by = column.type.order(column.attribute)
    return [by.desc(nulls_last=True) if query.descending else by.asc(nulls_last=True), "code"]
