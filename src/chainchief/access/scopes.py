"""Scopes: where a kind of record says which unit, chain, enterprise and organisation a row is of.

A register declares `Scopes`, an ORM path to a code or the reason why there is none; of one record
they give `ScopeCodes`, which the policy table is asked about.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP


class Dimension(StrEnum):
    """What a role can be limited to."""

    DIVISION = "division"
    CHAIN = "chain"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class NoScope:
    """Rows of the kind are of no such thing, because …"""

    because: str


@dataclass(frozen=True)
class Scopes:
    """For each dimension the ORM path from the kind's model to the code, or why there is none.

    A path follows references only, so that it adds no rows and finds one code at most.

    `through` is for a kind whose rows stand nowhere themselves: they are of those whose records
    name them. It gives the condition under which a limited reach opens a row.
    """

    division: str | NoScope
    chain: str | NoScope
    enterprise: str | NoScope
    organisation: str | NoScope
    #: Takes an `access.reach.Reach`, which is made of these.
    through: Callable[[Any], Q] | None = field(default=None, kw_only=True)
    #: Verb → paths to further units that may do that to a row, beside the unit that it is of.
    further_units: Mapping[str, tuple[str, ...]] = field(default_factory=dict, kw_only=True)

    def __post_init__(self) -> None:
        for dimension in Dimension:
            scope = getattr(self, dimension)
            if not (scope.because if isinstance(scope, NoScope) else scope):
                raise ValueError(f"{dimension.value!r} is neither a path nor a reason for none")

    def path(self, dimension: Dimension) -> str:
        """The path, "" where the kind has none."""
        scope: str | NoScope = getattr(self, dimension)
        return scope if isinstance(scope, str) else ""

    def paths_for(self, dimension: Dimension, verb: str) -> tuple[str, ...]:
        """The paths by which a limit of the dimension may open a row for the verb."""
        own = self.path(dimension)
        further = self.further_units.get(verb, ()) if dimension is Dimension.DIVISION else ()
        return (own, *further) if own else ()

    @property
    def paths(self) -> Mapping[Dimension, str]:
        """The paths of the dimensions that the kind has."""
        return {each: self.path(each) for each in Dimension if self.path(each)}


@dataclass(frozen=True)
class ScopeCodes:
    """The codes of one record: an empty set where it has none, None where that is not known."""

    division: frozenset[str] | None = frozenset()
    chain: frozenset[str] | None = frozenset()
    enterprise: frozenset[str] | None = frozenset()
    organisation: frozenset[str] | None = frozenset()
    #: Further units that may do something to the record, each as “verb code”.
    further_units: frozenset[str] = field(default=frozenset(), kw_only=True)

    def of(self, dimension: Dimension, verb: str = "") -> frozenset[str] | None:
        """The codes of a dimension; for a verb with those of the further units that may do it."""
        codes: frozenset[str] | None = getattr(self, dimension)
        if codes is None or dimension is not Dimension.DIVISION:
            return codes
        pairs = (pair.partition(" ") for pair in self.further_units)
        return codes | {code for may, _blank, code in pairs if may == verb}


#: Records that are not stored yet, by model and code: parents proposed with their children.
Proposed = Mapping[type[Model], Mapping[str, Model]]
#: References followed so far → for each record the one that they lead to.
_Reached = dict[tuple[str, ...], list[Model | None]]


def codes_of(record: Model, scopes: Scopes) -> ScopeCodes:
    """The codes of one record, stored or not."""
    return codes_of_all([record], scopes)[0]


def codes_of_all(
    records: Sequence[Model], scopes: Scopes, proposed: Proposed | None = None
) -> list[ScopeCodes]:
    """The codes of each record of one kind, in their order; one query for each reference followed.

    `proposed` stands before what is stored. What refers to nothing has no codes by that path.
    """
    reached: _Reached = {(): list(records)}
    found: dict[str, list[frozenset[str]]] = {
        dimension: _along(tuple(path.split(LOOKUP_SEP)), reached, proposed or {})
        for dimension, path in scopes.paths.items()
    }
    none: list[frozenset[str]] = [frozenset()] * len(records)
    columns = [found.get(dimension, none) for dimension in Dimension]
    further = [
        (verb, _along(tuple(path.split(LOOKUP_SEP)), reached, proposed or {}))
        for verb, path in _further(scopes)
    ]
    return [
        ScopeCodes(
            *codes,
            further_units=frozenset(
                f"{verb} {code}" for verb, along in further for code in along[at]
            ),
        )
        for at, codes in enumerate(zip(*columns, strict=True))
    ]


def _further(scopes: Scopes) -> list[tuple[str, str]]:
    """Each verb with each path to a further unit that may do it."""
    return [(verb, path) for verb, paths in scopes.further_units.items() for path in paths]


def codes_of_rows(rows: "QuerySet[Any, Any]", scopes: Scopes) -> dict[uuid.UUID, ScopeCodes]:
    """uid → the codes of a stored record, for all rows in one query."""
    paths, further = scopes.paths, _further(scopes)
    columns = dict.fromkeys([*paths.values(), *(path for _verb, path in further)])
    found = {}
    for uid, *codes in rows.values_list("uid", *columns):
        at = dict(zip(columns, codes, strict=True))
        found[uid] = ScopeCodes(
            *(_set(at.get(paths.get(dimension, ""))) for dimension in Dimension),
            further_units=frozenset(f"{verb} {at[path]}" for verb, path in further if at[path]),
        )
    return found


def _set(code: object) -> frozenset[str]:
    return frozenset({str(code)}) if code else frozenset()


def _along(path: tuple[str, ...], reached: _Reached, proposed: Proposed) -> list[frozenset[str]]:
    """The code at the end of the path, for each record."""
    *references, last = path
    for depth, name in enumerate(references, start=1):
        if path[:depth] not in reached:
            reached[path[:depth]] = _referred(reached[path[: depth - 1]], name, proposed)
    here = reached[tuple(references)]
    return [_set(getattr(record, last)) if record else frozenset() for record in here]


def _referred(records: list[Model | None], name: str, proposed: Proposed) -> list[Model | None]:
    """The records that a reference of these leads to; None where there is none."""
    first = next((record for record in records if record is not None), None)
    if first is None:
        return records
    field: Any = type(first)._meta.get_field(name)
    model: type[Model] = field.related_model
    keys = [getattr(record, field.attname) if record else None for record in records]
    new = proposed.get(model, {})
    stored = model._default_manager.in_bulk(  # one query, whatever the number of records
        [key for key in dict.fromkeys(keys) if key and key not in new],
        field_name=field.target_field.name,
    )
    return [new.get(key) or stored.get(key) if key else None for key in keys]
