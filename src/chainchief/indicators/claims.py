"""Claims: sentences without a number that records prove (a stage reached, a title, a name, 首批).

A claim is an entry like an indicator, in a file `claims*.yaml`, under a code `CLM-…`. It holds
where its number reaches `at_least` (1 unless said otherwise; of an amount with its unit, `10亿元`)
and every one of its `proven_by` names is among the records behind it. A claim of a rank says
`within_first`: there less is more. Its receipt is the receipt of that number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.choices import listed
from chainchief.core.faults import Fault
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item
from chainchief.core.presets import well_formed
from chainchief.core.spans import Month, Span
from chainchief.core.units import UNITS, Dimension, from_steps, plain, quantity, to_steps
from chainchief.indicators.catalogue.building import entry_from
from chainchief.indicators.catalogue.conditions import check_amount
from chainchief.indicators.catalogue.entries import ClaimKeys
from chainchief.indicators.catalogue.entry_checks import faults_by_key, keys_among, wrong_type
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import PRESETS, Catalogue, check, overlaid, refuse
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.describe.names import names_of
from chainchief.indicators.figures import Figure, Receipt, Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot

PATTERN = "claims*.yaml"
_OWN = ClaimKeys.__struct_fields__
#: What is told as plain numbers; everything else is an amount, and has a unit.
_PLAIN = (Dimension.COUNT, Dimension.YEARS, Dimension.RANK)


@dataclass(frozen=True)
class Claim:
    """One claim: the entry whose number proves it, how much is needed, and which names.

    `needed` is in steps; of a rank the last place with which it still holds.
    """

    indicator: Indicator
    needed: int
    proven_by: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.indicator.code


@dataclass(frozen=True)
class Claims:
    """All claims by code, and the catalogue that their entries make up."""

    claims: Mapping[str, Claim]

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue({code: claim.indicator for code, claim in self.claims.items()})

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims.values())

    def __len__(self) -> int:
        return len(self.claims)


@dataclass(frozen=True)
class Proof:
    """Whether a claim holds in a cell, the records that prove it, and what is missing of it."""

    claim: Claim
    figure: Figure
    receipt: Receipt
    missing: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.why_not

    @property
    def why_not(self) -> str:
        """The reason, in words, for which the claim does not hold; "" where it does."""
        if self.figure.value is None:
            return self.figure.absent
        if not self.figure.reaches(self.claim.needed):
            return self._too_little(self.figure.value)
        if self.missing:
            return _("no record of {}").format(listed(self.missing))
        return ""

    def _too_little(self, value: Fraction) -> str:
        unit, needed = self.figure.unit, self.claim.needed
        if unit.dimension is Dimension.RANK:
            return _("{found} is not within the first {needed}").format(
                found=self.figure.display, needed=needed
            )
        if unit.dimension in _PLAIN:
            words = _("records found: {found}, needed: {needed}")
            return words.format(
                found=plain(from_steps(value, unit)), needed=plain(from_steps(needed, unit))
            )
        return _("{found} does not reach {needed}").format(
            found=self.figure.display, needed=f"{plain(from_steps(needed, unit))}{unit}"
        )


def load_claims() -> Claims:
    """The claims in force: the program's, overlaid by the home folder's `presets/claims*.yaml`.

    Raises `FaultsError` with every fault of every file at once.
    """
    own = sorted((home().path / "presets").glob(PATTERN))
    items, faults = overlaid(sorted(PRESETS.glob(PATTERN)), own)
    plain = [_without_own(item) for item in items]
    refuse([*faults, *check(plain), *(fault for item in items for fault in _check_own(item))])
    return Claims({str(i.data["code"]): _claim(i, p) for i, p in zip(items, plain, strict=True)})


def _without_own(item: Item) -> Item:
    """The same entry as an indicator's: without what only claims say."""
    data = {key: value for key, value in item.data.items() if key not in _OWN}
    return Item(item.file, item.line, data, item.lines)


def _check_own(item: Item) -> Iterator[Fault]:
    found = faults_by_key(item, ClaimKeys)
    for each in found.values():
        yield from each
    if not {"at_least", "within_first"} & set(found):
        yield from _check_threshold(item)


def _check_threshold(item: Item) -> Iterator[Fault]:
    """`within_first` is for ranks, and ranks need it; amounts have their unit."""
    of = UNITS.get(str(item.data.get("unit")))
    key, other = "at_least", "within_first"
    if of is not None and of.dimension is Dimension.RANK:
        key, other = other, key
    if other in item.data or (key == "within_first" and key not in item.data):
        expected = _("“within_first” of a rank, “at_least” of everything else")
        yield wrong_type(item, other if other in item.data else key, expected, f"{key}: 3")
        return
    needed = item.data.get(key, 1)
    if of is not None and of.dimension not in _PLAIN and key in item.data:
        yield from check_amount(item, key, of, needed, key)
    elif not isinstance(needed, int) or needed < 1:
        yield wrong_type(item, key, _("a whole number of 1 or more"), f"{key}: 2")


def _claim(item: Item, entry_item: Item) -> Claim:
    own = well_formed(keys_among(item, ClaimKeys), ClaimKeys)
    given = own.within_first or own.at_least or 1
    indicator = entry_from(entry_item)
    needed = quantity(given)[0] if isinstance(given, str) else to_steps(given, indicator.unit)
    return Claim(indicator, needed, own.proven_by)


def proofs_for(
    snapshot: Snapshot,
    month: Month,
    *,
    claims: Claims,
    engine: Engine,
    scope: Scope | None = None,
    codes: Sequence[str] | None = None,
    span: Span | None = None,
) -> list[Proof]:
    """Each claim (of `codes`, all by default) in one cell, by default the whole city."""
    catalogue = claims.catalogue
    figures = figures_for(
        snapshot,
        month,
        catalogue=catalogue,
        engine=engine,
        divisions=[scope.division] if scope else None,
        chains=["", scope.chain] if scope else None,
        codes=codes,
        span=span,
    )
    tracer = Tracer(snapshot, catalogue, engine, figures.territory)
    return [_proof(claims.claims[code], figures.get(code, scope), tracer) for code in figures.codes]


def _proof(claim: Claim, figure: Figure, tracer: Tracer) -> Proof:
    receipt = tracer.receipt(figure)
    there = set(names_of(receipt, claim.indicator))
    missing = tuple(name for name in claim.proven_by if name not in there)
    return Proof(claim, figure, receipt, missing)
