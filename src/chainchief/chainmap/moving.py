"""A segment moved to another place of its chain: one change set, whatever has to make room."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chainchief.chainmap.faults import NO_SUCH_PLACE
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.segment.models import Stream

if TYPE_CHECKING:
    from chainchief.ledger.kinds.segment.models import ChainSegment


def move(
    segments: Sequence["ChainSegment"], code: str, version: int, stream: str, before: str | None
) -> ChangeSet | None:
    """`code`, read as at `version`, goes to `stream`, above `before` ("": last; None: as it is).

    `segments` are those of the chain on the day. None where it stands there already; FaultsError
    for a place that is none.
    """
    moved = next((each for each in segments if each.code == code), None)
    if moved is None or stream not in Stream.values:
        raise _no_place(code if moved is None else stream)
    position, shifted = moved.position, list[tuple[uuid.UUID, int, int]]()
    if before is not None and before != code:
        others = [each for each in segments if each.stream == stream and each is not moved]
        position, shifted = _room(_in_order(others), moved, before)
    values: dict[str, object] = {}
    if stream != moved.stream:
        values["stream"] = stream
    if position != moved.position:
        values["position"] = position
    changes = [
        Revision("chain_segment", uid, at_version, {"position": to})
        for uid, at_version, to in shifted
    ]
    if values:
        changes.insert(0, Revision("chain_segment", moved.uid, version, values))
    return ChangeSet.of(*changes) if changes else None


def _in_order(segments: Sequence["ChainSegment"]) -> list["ChainSegment"]:
    return sorted(segments, key=lambda each: (each.position, each.code))


def _room(
    others: Sequence["ChainSegment"], moved: "ChainSegment", before: str
) -> tuple[int, list[tuple[uuid.UUID, int, int]]]:
    """The position of `moved`, and those that have to go further down: (uid, version, position).

    As few records change as can be: where a number is free in between, only `moved` does.
    """
    at = next((n for n, each in enumerate(others) if each.code == before), None)
    if at is None and before:
        raise _no_place(before)
    above, below = (others[:at], others[at:]) if at is not None else (others, others[:0])
    least = (above[-1].position, above[-1].code) if above else (-1, "")
    most = (below[0].position, below[0].code) if below else None

    def fits(position: int) -> bool:
        place = (position, moved.code)
        return position >= 0 and least < place and (most is None or place < most)

    wished = (moved.position, least[0] + 1, least[0], *((most[0],) if most else ()))
    position = next((each for each in wished if fits(each)), least[0] + 1)
    last, shifted = (position, moved.code), []
    for each in below:
        if last < (each.position, each.code):
            break
        last = (last[0] + 1, each.code)
        shifted.append((each.uid, each.version, last[0]))
    return position, shifted


def _no_place(value: str) -> FaultsError:
    streams = "、".join(_(str(each.label)) for each in Stream)
    return FaultsError([Fault(NO_SUCH_PLACE, value=value, facts={"streams": streams})])
