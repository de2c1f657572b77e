"""What a viewer reaches by the policy table: one answer, as SQL and for the codes of one record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.db.models import Q

from chainchief.access.scopes import Dimension, ScopeCodes, Scopes
from chainchief.access.viewers import Viewer
from chainchief.core.looked_up import once

#: A unit's code → the codes of all units inside it.
Contained = Callable[[str], frozenset[str]]


def contained_in(code: str) -> frozenset[str]:
    """The codes of the units inside a unit, however deep."""
    inside = once("units by that around them", _units_by_parent)
    found: set[str] = set()
    waiting = [code]
    while waiting:
        fresh = set(inside.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return frozenset(found)


def _units_by_parent() -> dict[str | None, list[str]]:
    inside: dict[str | None, list[str]] = {}
    units = apps.get_model("ledger", "Division").objects.values_list("code", "parent_id")
    for unit, parent in units:
        inside.setdefault(parent, []).append(unit)
    return inside


@dataclass(frozen=True)
class Limits:
    """One way to reach records: of each dimension named, the record is of that code."""

    codes: Mapping[Dimension, str]


@dataclass(frozen=True)
class Reach:
    """All that one viewer reaches with one verb in one policy class.

    `everything` is without limits; otherwise each of `ways` opens what is within all its limits,
    and `through_records` what the viewer's other records lead to.
    """

    viewer: Viewer
    verb: str
    everything: bool
    ways: tuple[Limits, ...] = ()
    contained: Contained = field(default=contained_in, repr=False)
    through_records: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is no record at all that it opens."""
        return not (self.everything or self.ways or self.through_records)

    def q(self, scopes: Scopes) -> Q:
        """The condition on rows of a kind with these scopes: true of what `covers` says yes to.

        Of a kind that is reached through others' records `covers` knows nothing.
        """
        if self.everything:
            return Q()
        if scopes.through is not None:
            return Q(pk__in=[]) if self.nothing else scopes.through(self)
        found = Q(pk__in=[])
        for way in self._ways:
            if all(scopes.path(dimension) for dimension in way):
                within = Q()
                for each, codes in way.items():
                    within &= _one_of(scopes.paths_for(each, self.verb), codes)
                found |= within
        return found

    def covers(self, codes: ScopeCodes) -> bool:
        """Whether a record of these codes is reached. A limit on what is unknown never decides."""
        return self.everything or any(
            all(_meets(codes.of(each, self.verb), within) for each, within in way.items())
            for way in self._ways
        )

    @cached_property
    def _ways(self) -> list[dict[Dimension, frozenset[str]]]:
        """Each way with the codes it admits; what lies in a unit is looked up once."""
        return [
            {each: self._within(each, code) for each, code in way.codes.items()}
            for way in self.ways
        ]

    def _within(self, dimension: Dimension, code: str) -> frozenset[str]:
        alone = frozenset({code})
        return alone | self.contained(code) if dimension is Dimension.DIVISION else alone


def _one_of(paths: tuple[str, ...], codes: frozenset[str]) -> Q:
    """The condition that one of the paths leads to one of the codes."""
    found = Q()
    for path in paths:
        found |= Q(**{f"{path}__in": sorted(codes)})
    return found


def _meets(codes: frozenset[str] | None, within: frozenset[str]) -> bool:
    return codes is None or bool(codes & within)
