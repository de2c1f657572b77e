"""Charts as tables that an engine reads: segments, local firms, purchases; links beside them.

Engines sort and join numbers far faster than names: a segment has one number among all charts, a
firm one within its chain.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from chainchief.chainmap.chart.model import Chart
from chainchief.lake import store

NUMBER = pa.int64()
SEGMENTS = pa.schema([("chain", NUMBER), ("segment", NUMBER)])
PRESENCES = pa.schema([("segment", NUMBER), ("firm", NUMBER), ("capacity", NUMBER)])
PURCHASES = pa.schema(
    [
        ("chain", NUMBER),
        ("segment", NUMBER),
        ("supplier", NUMBER),
        ("is_local", pa.bool_()),
        ("amount", NUMBER),
    ]
)
#: The segment of a purchase whose goods nobody can tell: it counts in the rates alone.
NOWHERE = -1
#: Rows are handed over in batches, so that a million firms need no second copy as values.
BATCH = 200_000


@dataclass(frozen=True)
class ChartedChain:
    """A chain of the tables: its segments have the numbers from `first` on.

    `links` are the essential ones, by places among the segments.
    """

    code: str
    first: int
    segments: tuple[str, ...]
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ChartTables:
    """The chains by their numbers, and where the tables lie: Parquet in the lake, amounts in 分.

    No manifest names the files, so the lake's housekeeping takes them away later.
    """

    chains: tuple[ChartedChain, ...]
    segments: Path
    presences: Path
    purchases: Path


def tables_of(charts: Iterable[Chart]) -> ChartTables:
    """Write the tables of all charts.

    A chart whose firms are partly out of reach is refused: what is seen of it says nothing about
    the rest.
    """
    segments, presences, purchases = _Batches(SEGMENTS), _Batches(PRESENCES), _Batches(PURCHASES)
    chains: list[ChartedChain] = []
    first = firms = 0
    for number, chart in enumerate(charts):
        if chart.is_partial:
            raise ValueError(chart.code)
        chain = _charted(chart, first)
        place = {code: first + at for at, code in enumerate(chain.segments)}
        named: dict[str, int] = {}
        segments.add((number, at) for at in place.values())
        presences.add(
            (place[each.segment], named.setdefault(each.firm, firms + len(named)), each.capacity)
            for each in chart.presences
            if each.segment in place
        )
        purchases.add(
            (
                number,
                place.get(each.segment, NOWHERE),
                named.setdefault(each.supplier, firms + len(named)),
                each.is_local,
                each.amount,
            )
            for each in chart.purchases
        )
        chains.append(chain)
        first, firms = first + len(place), firms + len(named)
    return ChartTables(tuple(chains), segments.kept(), presences.kept(), purchases.kept())


def _charted(chart: Chart, first: int) -> ChartedChain:
    codes = tuple(chart.by_code)
    place = {code: at for at, code in enumerate(codes)}
    links = tuple(
        (place[flow.supplier], place[flow.buyer])
        for flow in chart.flows
        if flow.essential and flow.supplier in place and flow.buyer in place
    )
    return ChartedChain(chart.code, first, codes, links)


class _Batches:
    """Rows of one table, turned into columns now and then."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema = schema
        self.rows: list[tuple[object, ...]] = []
        self.done: list[pa.RecordBatch] = []

    def add(self, rows: Iterator[tuple[object, ...]]) -> None:
        self.rows += rows
        if len(self.rows) >= BATCH:
            self._turn()

    def _turn(self) -> None:
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.schema)
        arrays = [pa.array(list(c), f.type) for c, f in zip(columns, self.schema, strict=True)]
        self.done.append(pa.record_batch(arrays, schema=self.schema))
        self.rows = []

    def kept(self) -> Path:
        self._turn()
        table = pa.Table.from_batches(self.done, self.schema)
        return store.path_of(store.keep(store.encoded(table)))
