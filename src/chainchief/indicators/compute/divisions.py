"""The units and chains of a snapshot: which unit lies in which, and which one is the city."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chainchief.core.choices import listed
from chainchief.core.codes.regions import Level, city_of, county_of, nation_of, province_of
from chainchief.core.errors import WrongUseError
from chainchief.core.home import setting
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import Term
from chainchief.indicators.compute.query_text import rows_read
from chainchief.indicators.compute.rollup import Closure
from chainchief.lake.engines.engine import Engine
from chainchief.lake.schema import CLOSURE
from chainchief.lake.snapshots.manifest import Snapshot

_UNITS, _CHAINS = "division", "chain"
_BY_CODE = {Level.CITY: city_of, Level.PROVINCE: province_of, Level.NATION: nation_of}


@dataclass(frozen=True)
class Territory:
    """Units by code with name and level, what contains each, and the chains by code.

    `containing` holds for each unit itself and everything around it; `root` is the city. Units
    `of_which` are shown beside the others and never added to them.
    """

    names: Mapping[str, str]
    levels: Mapping[str, str]
    containing: Mapping[str, frozenset[str]]
    chains: Mapping[str, str]
    root: str
    of_which: frozenset[str] = frozenset()
    #: The records of the chains, by code.
    chain_uids: Mapping[str, str] = field(default_factory=dict)

    @property
    def inside(self) -> list[str]:
        """The units whose records this ledger holds: the city first, then all below, by code."""
        below = sorted(code for code in self.names if self.holds(code) and code != self.root)
        return [self.root, *below] if self.root in self.names else below

    def units_in(self, division: str, level: str) -> tuple[str, ...]:
        """The units of a level that lie inside another one, by code."""
        key = division, level
        if key not in self._inside:
            self._inside[key] = tuple(
                code
                for code in self.inside
                if self.levels.get(code) == level
                and division in self.containing.get(code, ())
                and code != division
            )
        return self._inside[key]

    @cached_property
    def _inside(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @cached_property
    def held(self) -> tuple[str, ...]:
        """The codes of all units that lie in the city."""
        return tuple(sorted(code for code in self.containing if self.holds(code)))

    @cached_property
    def closure(self) -> Closure:
        return Closure.of(self.containing)

    def holds(self, division: str) -> bool:
        return self.root in self.containing.get(division, ())

    def around(self, division: str, wanted: str) -> str:
        """The unit that a term's `division` means for `division`, "" where there is none.

        A level is the unit of that level that contains it, by the ledger, else by the code
        (GB/T 2260: 371402 lies in 371400 and 370000) where the ledger knows that unit.
        """
        if not wanted:
            return division
        if wanted not in tuple(Level):
            return wanted
        known = [c for c in self.containing.get(division, ()) if self.levels.get(c) == wanted]
        if known:
            return known[0]
        coded = _BY_CODE.get(Level(wanted), county_of)(division)
        return coded if self.levels.get(coded) == wanted else ""

    def division(self, term: Term, cell: str) -> str:
        return self.around(cell, term.division)

    def check(self, division: str) -> str:
        """`division` if the snapshot has it; else `WrongUseError` with the units."""
        if division in self.names:
            return division
        around = [code for code in self.names if not self.holds(code)]
        there = listed(f"{code} {self.names[code]}" for code in [*around, *self.inside][:20])
        raise WrongUseError(
            _("There is no division {!r} in this snapshot; there are: {}.").format(division, there)
        )

    def check_chain(self, chain: str) -> str:
        if not chain or chain in self.chains:
            return chain
        there = listed(f"{code} {name}" for code, name in list(self.chains.items())[:20])
        raise WrongUseError(
            _("There is no chain {!r} in this snapshot; there are: {}.").format(chain, there)
        )


def territory_of(snapshot: Snapshot, engine: Engine) -> Territory:
    """The units and chains as the snapshot has them; read once per process and set of files."""
    files = tuple(engine.relation(snapshot, name) for name in (_UNITS, CLOSURE, _CHAINS))
    key = (*files, setting("city"))
    if key not in _known:
        _known[key] = _read_from(snapshot, engine)
        while len(_known) > _KEPT:
            del _known[next(iter(_known))]
    return _known[key]


#: By the names of content-addressed tables and the setting `city`: the same wherever they are.
_known: dict[tuple[str, ...], Territory] = {}
_KEPT = 64


def _read_from(snapshot: Snapshot, engine: Engine) -> Territory:
    units = _rows(engine, snapshot, _UNITS, "entity_code", "entity_name", "level", "of_which")
    pairs = _rows(engine, snapshot, CLOSURE, "ancestor", "division")
    chains = _rows(
        engine, snapshot, _CHAINS, "position", "entity_code", "entity_name", "entity_uid"
    )
    containing: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        containing[pair["division"]].add(pair["ancestor"])
    levels = {row["entity_code"]: row["level"] for row in units}
    return Territory(
        names={row["entity_code"]: row["entity_name"] for row in units},
        levels=levels,
        containing={code: frozenset(above) for code, above in containing.items()},
        chains={row["entity_code"]: row["entity_name"] for row in chains},
        root=_root(levels, containing),
        of_which=frozenset(row["entity_code"] for row in units if row["of_which"]),
        chain_uids={row["entity_code"]: row["entity_uid"] for row in chains},
    )


def _rows(engine: Engine, snapshot: Snapshot, name: str, *columns: str) -> list[dict[str, Any]]:
    rows = rows_read(engine, snapshot, name, columns)
    return sorted(rows, key=lambda row: tuple(row[c] if row[c] is not None else 0 for c in columns))


def _root(levels: Mapping[str, str], containing: Mapping[str, set[str]]) -> str:
    """The setting `city`, else the unit of level city that contains most; "" in an empty ledger.

    Where no unit is a city, it is the one unit that contains all others.
    """
    wanted = setting("city")
    if wanted:
        return wanted
    contained: dict[str, int] = defaultdict(int)
    for above in containing.values():
        for code in above:
            contained[code] += 1
    cities = [code for code, level in levels.items() if level == Level.CITY]
    candidates = cities or [code for code in levels if contained[code] == len(levels)]
    if not candidates:
        return _none_or_ask(levels)
    most = max(contained[code] for code in candidates)
    first = sorted(code for code in candidates if contained[code] == most)
    return first[0] if len(first) == 1 else _none_or_ask(first)


def _none_or_ask(candidates: "Mapping[str, str] | list[str]") -> str:
    if not candidates:
        return ""
    raise WrongUseError(
        _(
            "Which unit is the city of this ledger? It could be any of {}. "
            "Set “city” in chainchief.toml to its code."
        ).format(listed(sorted(candidates)))
    )
