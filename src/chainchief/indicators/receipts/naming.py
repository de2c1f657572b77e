"""To whom a receipt names the records behind a figure; who may not read a name reads the sum.

Records of a figure that may go out are named to whoever sees the figure, but those of a class that
counts as sensitive (firms, what they ask of banks) only where the entry says that documents name
them (`names`). Those, and all records of protected and internal figures, are named to whoever may
see the record itself; the rest stands in one line for each part, so that the receipt adds up.
"""

from collections.abc import Iterable
from dataclasses import replace

from chainchief.access import policy
from chainchief.access.rules import Level
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import ngettext
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.sources import Source
from chainchief.indicators.figures import Contribution, Receipt
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import all_registers, register_of

Cited = tuple[str, str]


def names_records(indicator: Indicator, *kinds: str) -> bool:
    """Whether records of these kinds are named to whoever sees a figure of the indicator."""
    if indicator.disclosure != "open":
        return False
    return bool(indicator.named_by) or not any(map(is_sensitive, kinds))


def is_sensitive(kind: str) -> bool:
    """Whether the policy table says so of the kind's class; a word that is no kind is not."""
    known = all_registers().get(kind)
    return known is not None and policy.table().level_of(known.policy_class) is Level.SENSITIVE


def closed_attributes(indicator: Indicator, source: Source) -> frozenset[str]:
    """The attributes of the receipt that name, or tell of, another record of a sensitive kind."""
    own = {source.entity_kind, source.row_kind}
    kinds = {
        name: {name.partition(".")[0], source.kind_named_by(name)} for name in indicator.receipt
    }
    return frozenset(name for name, named in kinds.items() if any(map(is_sensitive, named - own)))


def open_to(cited: Iterable[Cited], viewer: Viewer) -> set[Cited]:
    """The records among these, as (kind, identifier), that the viewer may see."""
    wanted: dict[str, set[str]] = {}
    for kind, uid in cited:
        if kind in all_registers():
            wanted.setdefault(kind, set()).add(str(uid))
    found: set[Cited] = set()
    for kind, uids in wanted.items():
        register = register_of(kind)
        reach = policy.reach(viewer, "see", register.policy_class)
        if reach.everything:
            found |= {(kind, uid) for uid in uids}
        elif not reach.nothing:
            for some in chunks(sorted(uids)):
                rows = in_reach(viewer, register).filter(uid__in=some)
                found |= {(kind, str(uid)) for uid in rows.values_list("uid", flat=True)}
    return found


def as_named_to(viewer: Viewer, receipt: Receipt) -> Receipt:
    """The receipt as the viewer may read it: with the same sums, and names where they may be."""
    guarded = [line for line in receipt.contributions if line.is_closed or line.closed_attributes]
    if not guarded:
        return receipt
    seen = open_to(((line.kind, line.uid) for line in guarded), viewer)
    return _named(receipt, seen)


def as_named_to_anybody(receipt: Receipt) -> Receipt:
    """The receipt as it may stand in a file, which is the same whoever takes it."""
    return _named(receipt, set())


def _named(receipt: Receipt, seen: set[Cited]) -> Receipt:
    shown = [_shown(line, seen) for line in receipt.contributions]
    named = [line for line in shown if line is not None]
    if len(named) == len(shown):
        return replace(receipt, contributions=tuple(named))
    closed = [line for line, kept in zip(receipt.contributions, shown, strict=True) if kept is None]
    parts = [part for part in receipt.figure.parts if any(one.part == part for one in closed)]
    rest = [_together(part, [one for one in closed if one.part == part]) for part in parts]
    return replace(receipt, contributions=(*named, *rest))


def _shown(line: Contribution, seen: set[Cited]) -> Contribution | None:
    """The line as it is shown, less what it says of others; None where its record is not named."""
    if (line.kind, str(line.uid)) in seen:
        return line
    if line.is_closed:
        return None
    if not line.closed_attributes:
        return line
    kept = {name: v for name, v in line.attributes.items() if name not in line.closed_attributes}
    return replace(line, attributes=kept)


def _together(part: str, lines: list[Contribution]) -> Contribution:
    """One line in place of those that are not named: how many they are, and their sum."""
    number = len({(line.kind, line.uid) for line in lines})
    words = ngettext(
        "{} record that is not named here", "{} records that are not named here", number
    )
    return Contribution(
        kind="",
        uid="",
        version=0,
        code="",
        label=words.format(number),
        part=part,
        contribution=sum(line.contribution for line in lines),
        row_kind="",
        row_uid="",
        row_version=0,
        attributes={},
        records=number,
    )
