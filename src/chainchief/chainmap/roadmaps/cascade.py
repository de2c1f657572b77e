"""The cascade map (断供推演图): whom a stop reaches, by which ways, on which day; who stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainchief.chainmap.drawing.items import Item
from chainchief.chainmap.drawing.lanes import Lane, Tie, lanes_drawing, near_their_ties
from chainchief.chainmap.drawing.shapes import Drawing
from chainchief.core.i18n import _, ngettext

#: Steps that have a column of their own; what is further away stands in the last one.
FURTHEST = 3


@dataclass(frozen=True)
class Reached:
    """A firm that comes to a standstill on a day after the stop; `way` leads there, by codes.

    Without a way no essential link leads to it: it shares a market with a firm that stopped.
    """

    firm: str
    day: int
    way: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stop:
    """A stop and what comes of it; `names` and `segments` are those of the firms, by code."""

    closed: tuple[str, ...]
    reached: tuple[Reached, ...]
    stand_ins: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    segments: Mapping[str, str]


def cascade_map(stop: Stop, *, title: str, notes: Sequence[str], shows_title: bool) -> Drawing:
    """Draw who could stand in, the firms that stop, and whom they bring to a standstill.

    The same stop gives the same drawing. A firm on a way that does not stand still itself is drawn
    too, as what is missing passes through it.
    """
    ties = _ties(stop)
    closed = [Item(code, stop.names[code], stop.segments.get(code, "")) for code in stop.closed]
    stand_ins = [
        Item(f"stand-in-{code}", stop.names[code], words) for code, words in stop.stand_ins
    ]
    lanes = [Lane(_("Who could stand in"), tuple(stand_ins))] if stand_ins else []
    lanes.append(Lane(_("Stops"), tuple(closed)))
    before = closed
    for away, firms in sorted(_columns(stop).items()):
        items = near_their_ties([_item(stop, firm) for firm in firms], ties, before)
        head = ngettext("{count} step away", "{count} steps away", away).format(count=away)
        lanes.append(Lane(head if away else _("By a shared market"), tuple(items)))
        before = items
    return lanes_drawing(lanes, ties, title=title, notes=notes, shows_title=shows_title)


def _ties(stop: Stop) -> list[Tie]:
    steps = {
        step: None for each in stop.reached for step in zip(each.way, each.way[1:], strict=False)
    }
    words = _("could stand in")
    doubtful = [
        Tie(f"stand-in-{code}", stop.closed[0], is_doubtful=True, title=words)
        for code, _words in stop.stand_ins
    ]
    return [*(Tie(one, other) for one, other in steps), *doubtful]


def _columns(stop: Stop) -> dict[int, list[str]]:
    """How many steps away → the firms there; 0 for those that no essential link leads to."""
    found: dict[int, list[str]] = {}
    placed = set(stop.closed)
    ways = [*(each.way for each in stop.reached), *((each.firm,) for each in stop.reached)]
    for way in ways:
        for away, firm in enumerate(way):
            if firm not in placed:
                placed.add(firm)
                found.setdefault(min(away, FURTHEST), []).append(firm)
    return found


def _item(stop: Stop, firm: str) -> Item:
    day = next((each.day for each in stop.reached if each.firm == firm), None)
    still = _("passes it on") if day is None else _("still on day {day}").format(day=day)
    words = " · ".join(filter(None, (still, stop.segments.get(firm, ""))))
    return Item(firm, stop.names[firm], words, is_doubtful=day is None)
