"""Which column each segment stands in, and in what order: few crossings, always the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chainchief.chainmap.chart.model import Chart, Flow, Segment

#: What flows from left to right; each stream takes one to three columns of these.
STREAMS = ("upstream", "midstream", "downstream")
#: What serves all of them lies below, in rows across all columns.
BANDS = ("equipment", "services")
COLUMNS, MOST_PER_STREAM = 6, 3
SWEEPS = 12

#: Column → the segments in it, from the top.
Columns = list[list[str]]


def columns_of(chart: Chart) -> tuple[list[tuple[str, int]], Columns]:
    """(stream, how many columns) for each stream that has segments; the columns in order."""
    found = {stream: [s for s in chart.segments if s.stream == stream] for stream in STREAMS}
    shares = _shares({stream: len(found[stream]) for stream in STREAMS if found[stream]})
    columns: Columns = []
    for stream, count in shares:
        columns += _split(found[stream], chart.flows, count)
    return shares, _ordered(columns, chart.flows)


def bands_of(chart: Chart) -> list[tuple[str, list[Segment]]]:
    """The bands that have segments, each in the chart's order."""
    found = [(band, [s for s in chart.segments if s.stream == band]) for band in BANDS]
    return [(band, segments) for band, segments in found if segments]


def _shares(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Columns go where rows are longest, until all are given out."""
    given = dict.fromkeys(counts, 1)
    for _column in range(COLUMNS - len(given)):
        open_ = [s for s in given if given[s] < min(MOST_PER_STREAM, counts[s])]
        if not open_:
            break
        longest = max(open_, key=lambda stream: counts[stream] / given[stream])
        given[longest] += 1
    return list(given.items())


def _split(segments: Sequence[Segment], flows: Iterable[Flow], count: int) -> Columns:
    """Suppliers before their buyers, the same number in each column, within one."""
    rank = ranks([each.code for each in segments], flows)
    placed = sorted(segments, key=lambda each: (rank[each.code], each.position, each.code))
    size, more = divmod(len(placed), count)
    columns, at = [], 0
    for column in range(count):
        end = at + size + (column < more)
        columns.append([each.code for each in placed[at:end]])
        at = end
    return columns


def ranks(codes: Sequence[str], flows: Iterable[Flow]) -> dict[str, int]:
    """The length of the longest way to each within these; a link that closes a ring is left out."""
    known, suppliers = set(codes), defaultdict(list)
    for flow in flows:
        if flow.supplier in known and flow.buyer in known and flow.supplier != flow.buyer:
            suppliers[flow.buyer].append(flow.supplier)
    rank: dict[str, int] = {}
    for code in codes:
        _rank(code, suppliers, rank)
    return rank


def _rank(code: str, suppliers: Mapping[str, list[str]], rank: dict[str, int]) -> None:
    """Without recursion: a chain of templates may be as long as it likes."""
    way, on_the_way = [code], {code}
    while way:
        at = way[-1]
        waiting = next(
            (s for s in suppliers.get(at, ()) if s not in rank and s not in on_the_way), None
        )
        if waiting is None:
            before = [rank[s] for s in suppliers.get(at, ()) if s in rank]
            rank[at] = 1 + max(before, default=-1)
            on_the_way.discard(way.pop())
        else:
            way.append(waiting)
            on_the_way.add(waiting)


def _ordered(columns: Columns, flows: Iterable[Flow]) -> Columns:
    """Each beside the middle of what it is linked to (barycentres), the shortest links kept."""
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    known = {code for column in columns for code in column}
    for flow in flows:
        if flow.supplier in known and flow.buyer in known:
            weight = 2.0 if flow.essential else 1.0
            near[flow.supplier].append((flow.buyer, weight))
            near[flow.buyer].append((flow.supplier, weight))
    best, shortest = columns, _length(columns, near)
    for sweep in range(SWEEPS):
        columns = _swept(columns, near, backwards=sweep % 2 == 1)
        length = _length(columns, near)
        if length < shortest:
            best, shortest = columns, length
    return best


def _places(columns: Columns) -> dict[str, float]:
    """How far down each stands, from 0 to 1."""
    return {code: (at + 0.5) / len(column) for column in columns for at, code in enumerate(column)}


def _swept(
    columns: Columns, near: Mapping[str, list[tuple[str, float]]], *, backwards: bool
) -> Columns:
    found = [list(column) for column in columns]
    for at in reversed(range(len(found))) if backwards else range(len(found)):
        places = _places(found)
        own = set(found[at])

        def middle(code: str, places: dict[str, float] = places, own: set[str] = own) -> float:
            others = [(places[c], w) for c, w in near.get(code, ()) if c not in own]
            weight = sum(w for _place, w in others)
            return sum(p * w for p, w in others) / weight if weight else places[code]

        found[at] = sorted(found[at], key=lambda code: (middle(code), places[code]))
    return found


def _length(columns: Columns, near: Mapping[str, list[tuple[str, float]]]) -> float:
    places = _places(columns)
    return sum(
        weight * abs(places[code] - places[other])
        for code, others in near.items()
        for other, weight in others
    )
