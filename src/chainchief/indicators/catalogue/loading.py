"""The catalogue of indicators: the program's presets, overlaid by the home folder's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultKind, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.looked_up import lookups_kept
from chainchief.core.presets import FaultKinds, Problem, items_in
from chainchief.core.units.presets import PRESET as UNITS
from chainchief.indicators.catalogue import faults as fault_kinds
from chainchief.indicators.catalogue.building import entry_from
from chainchief.indicators.catalogue.entry_checks import check_shape
from chainchief.indicators.catalogue.indicator import Indicator, Leaf
from chainchief.indicators.catalogue.reference_checks import check_across
from chainchief.indicators.catalogue.source_checks import check_against_sources
from chainchief.indicators.figures import MetricType
from chainchief.ledger.codelists import PRESET as CODE_LISTS
from chainchief.ledger.custom_fields.preset import PRESET as CUSTOM_FIELDS

PRESETS = Path(__file__).parents[1] / "presets"
#: Files of the home folder's presets that belong to the catalogue.
PATTERN = "indicators*.yaml"
_OF_FILES = FaultKinds(
    {
        Problem.UNREADABLE: fault_kinds.NOT_YAML,
        Problem.NO_KEYS: fault_kinds.NOT_A_LIST,
        Problem.TWICE: fault_kinds.KEY_TWICE,
    }
)


@dataclass(frozen=True)
class Catalogue:
    """All indicators by code, in the order of the files."""

    entries: Mapping[str, Indicator]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def __getitem__(self, code: str) -> Indicator:
        """The entry under `code`; `WrongUseError` with near codes where there is none."""
        if code in self.entries:
            return self.entries[code]
        near = alike(code.upper(), self.entries, most=3, cutoff=0.4)
        hint = _(" Did you mean {}?").format(listed(near)) if near else ""
        raise WrongUseError(_("There is no indicator {!r}.").format(code) + hint)

    def named(self, name: str) -> Indicator:
        """The entry with this code, name or alias."""
        code = self._by_name.get(name, name)
        return self[code]

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {
            name: indicator.code
            for indicator in self
            for name in (*indicator.names.values(), *indicator.aliases)
        }

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Code → hash of the entry as it stands and of all it rests on."""
        done: dict[str, str] = {}

        def hashed(code: str) -> str:
            if code not in done:
                indicator = self.entries[code]
                done[code] = indicator.hash_with(
                    tuple(hashed(each) for each in indicator.refers_to)
                )
            return done[code]

        return {code: hashed(code) for code in self.entries}

    def leaves(
        self,
        indicator: Indicator,
        path: str = "",
        spans: tuple[str, ...] = (),
        *,
        away: bool = False,
    ) -> Iterator[Leaf]:
        """The numbers that a composed indicator comes down to; itself where it is none."""
        if not indicator.terms:
            yield Leaf(path, indicator, spans, away)
        for name, term in indicator.terms.items():
            further = (*spans, term.span) if term.span else spans
            at = f"{path}.{name}" if path else name
            elsewhere = away or term.is_elsewhere
            yield from self.leaves(self[term.indicator], at, further, away=elsewhere)

    def behind_part(self, indicator: Indicator, part: str) -> Indicator:
        """The indicator whose contributions make a part of another one."""
        for name in part.split("."):
            if name not in indicator.terms:
                break
            indicator = self[indicator.terms[name].indicator]
        return indicator

    def only(self, codes: Iterable[str]) -> list[Indicator]:
        """The entries asked for, in the order of the catalogue; unknown codes are refused."""
        wanted = {self[code].code for code in codes}
        return [indicator for indicator in self if indicator.code in wanted]

    def with_all_behind(self, entries: Iterable[Indicator]) -> list[Indicator]:
        """`entries` and every entry they are made of or restricted to, those first."""
        found: dict[str, Indicator] = {}

        def visit(indicator: Indicator) -> None:
            if indicator.code not in found:
                for code in indicator.refers_to:
                    visit(self.entries[code])
                found[indicator.code] = indicator

        for indicator in entries:
            visit(indicator)
        return list(found.values())


_Stamp = tuple[Path, int, int]
_Stamped = tuple[_Stamp, ...]


def load(*extra: Path) -> Catalogue:
    """The catalogue in force. Raises `FaultsError` with every fault of every file at once.

    An entry of the home folder (`presets/indicators*.yaml`) or of `extra` files replaces the
    program's entry of the same code; other codes are added. Files that did not change are not
    read again.
    """
    return _unchanged(_stamped([*_overlay(), *extra]), _stamped(_shipped()), _checked_against())


def _checked_against() -> _Stamped:
    return _stamped([CUSTOM_FIELDS.path(), CODE_LISTS.path(), UNITS.path()])


def _overlay() -> list[Path]:
    return sorted((home().path / "presets").glob(PATTERN))


def _stamped(files: Iterable[Path]) -> _Stamped:
    """What tells that a file was changed; one that is missing is told where it is read."""
    known = ((file, file.stat()) for file in files if file.is_file())
    stamps = {file: (stat.st_mtime_ns, stat.st_size) for file, stat in known}
    return tuple((file, *stamps.get(file, (0, 0))) for file in files)


@lru_cache(maxsize=8)
def _unchanged(overlay: _Stamped, base: _Stamped, _checked_against: _Stamped) -> Catalogue:
    """Entries are also checked against a city's own fields, codes and units."""
    return _checked([file for file, *_ in overlay], [file for file, *_ in base])


def shipped() -> Catalogue:
    """The catalogue as it comes with the program."""
    return _unchanged((), _stamped(_shipped()), _checked_against())


def _shipped() -> list[Path]:
    return sorted(PRESETS.glob(PATTERN))


def from_files(*files: Path) -> Catalogue:
    """The catalogue of just these files."""
    return _checked([], list(files))


def from_kept(file: Path) -> Catalogue:
    """The catalogue of definitions that were issued, by rules that may have grown stricter since.

    Then a threshold could be written without its unit, in steps.
    """
    return _checked([], [file], forgiven=(fault_kinds.WITHOUT_UNIT,))


def load_with(candidate: Item) -> tuple[Catalogue | None, list[Fault]]:
    """The catalogue in force with `candidate` in the place of the entry of its code, or after all.

    None and the faults that it would bring, where it brings any. Nothing is written anywhere.
    """
    in_force = load()
    code = str(candidate.data.get("code"))
    others = [item for item in _items_in_force() if item.data.get("code") != code]
    well_formed, faults = check_shape(candidate)
    items = [*others, well_formed]
    by_code = {str(item.data.get("code")): item for item in items}
    faults += [*check_against_sources(well_formed), *check_across(items, by_code)]
    if faults:
        return None, sorted(faults, key=_by_place)
    indicator = entry_from(candidate)
    return _catalogue_of({**in_force.entries, indicator.code: indicator}), []


def _items_in_force() -> list[Item]:
    items, _faults = overlaid(_shipped(), _overlay())
    return items


def _checked(
    overlay: list[Path], base: list[Path], *, forgiven: tuple[FaultKind, ...] = ()
) -> Catalogue:
    items, faults = overlaid(base, overlay)
    # What entries are checked against is looked at once, not for each of some hundred entries.
    with lookups_kept():
        refuse([*faults, *(each for each in check(items) if each.kind not in forgiven)])
        return _catalogue_of({indicator.code: indicator for indicator in map(entry_from, items)})


def _catalogue_of(entries: Mapping[str, Indicator]) -> Catalogue:
    return Catalogue(
        {code: _with_dimensions(indicator, entries) for code, indicator in entries.items()}
    )


def overlaid(base: Iterable[Path], overlay: Iterable[Path]) -> tuple[list[Item], list[Fault]]:
    """The items of the files of `overlay`, before them those of `base` whose codes they leave.

    An item of `overlay` that is only a code and `omit: true` takes the entry of `base` away.
    """
    below, faults = _read(base)
    above, more = _read(overlay)
    codes = {str(item.data.get("code")) for item in above}
    kept = [item for item in below if str(item.data.get("code")) not in codes]
    known = {str(item.data.get("code")) for item in below}
    omitted = [item for item in above if _omits(item)]
    more += [
        Fault(fault_kinds.OMITS_NOTHING, item.place("code"), str(item.data.get("code")))
        for item in omitted
        if str(item.data.get("code")) not in known
    ]
    return kept + [item for item in above if item not in omitted], faults + more


def _omits(item: Item) -> bool:
    return set(item.data) == {"code", "omit"} and item.data["omit"] is True


def refuse(faults: list[Fault]) -> None:
    """`FaultsError` with the faults in the order of their places, if there are any."""
    if faults:
        raise FaultsError(sorted(faults, key=_by_place))


def _read(files: Iterable[Path]) -> tuple[list[Item], list[Fault]]:
    items: list[Item] = []
    faults: list[Fault] = []
    for stamp in _stamped(files):
        found, wrong = _items_at(stamp)
        items += found
        faults += wrong
    return items, faults


#: The items of files that were read without a fault: an overlay does not read the program's again.
_READ: dict[_Stamp, list[Item]] = {}
_MOST_READ = 64


def _items_at(stamp: _Stamp) -> tuple[list[Item], list[Fault]]:
    known = _READ.get(stamp)
    if known is not None:
        return known, []
    items, faults = items_in(stamp[0], _OF_FILES)
    if not faults:
        while len(_READ) >= _MOST_READ:
            _READ.pop(next(iter(_READ)), None)
        _READ[stamp] = items
    return items, faults


def check(items: list[Item]) -> list[Fault]:
    """All faults of all entries, each with its file and line."""
    by_code: dict[str, Item] = {}
    well_formed: list[Item] = []
    faults: list[Fault] = []
    for item in items:
        entry, found = check_shape(item)
        by_code.setdefault(str(item.data.get("code")), entry)
        well_formed.append(entry)
        faults += [*found, *check_against_sources(entry)]
    return faults + list(check_across(well_formed, by_code))


def _by_place(fault: Fault) -> tuple[str, int, str]:
    return fault.place.file, fault.place.line or 0, fault.code


def _with_dimensions(indicator: Indicator, entries: Mapping[str, Indicator]) -> Indicator:
    """A ratio or difference has the dimensions that all its terms have.

    A term for another unit (`division: province`) says nothing of the dimensions. What sets chains
    against each other is not told by chain, except of one of them its place; so with counties.
    """
    return replace(indicator, dimensions=_dimensions(indicator, entries))


def _dimensions(indicator: Indicator, entries: Mapping[str, Indicator]) -> tuple[str, ...]:
    if indicator.of:
        behind = _dimensions(entries[indicator.of], entries)
        if indicator.nature is MetricType.POSITION:
            return behind
        own = "chain" if indicator.each == "chain" else "division"
        # How many counties there are can be said of the city, and of what holds counties.
        return tuple(each for each in behind if each != own or own == "division")
    if not indicator.terms:
        return indicator.dimensions
    terms = indicator.terms.values()
    own_terms = [
        (_dimensions(entries[t.indicator], entries), t.all_chains) for t in terms if not t.division
    ]
    return tuple(
        each
        for each in ("division", "chain")
        if own_terms
        and all(each in known or (each == "chain" and whole) for known, whole in own_terms)
    )
