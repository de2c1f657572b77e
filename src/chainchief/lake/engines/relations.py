"""What both engines do alike: the views that they make of a snapshot's tables, each once."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import RLock

import pyarrow.parquet as pq

from chainchief.lake.engines.dialects import Dialect
from chainchief.lake.engines.results import custom_suffix, declared_columns, is_declared
from chainchief.lake.snapshots.manifest import Snapshot


class Relations(ABC):
    """The tables of snapshots as an engine names them; content-addressed, so never out of date.

    Several threads may share one engine, as the pages do: `turn` is held by the one that speaks.
    """

    dialect: Dialect

    def __init__(self) -> None:
        self.turn = RLock()
        self._made: set[str] = set()
        self._in_use: set[str] = set()

    @abstractmethod
    def file(self, path: Path) -> str:
        """A Parquet file where a query names a table."""

    @abstractmethod
    def _make_view(self, name: str, query: str) -> None:
        """Let `name` stand for `query`."""

    def relation(self, snapshot: Snapshot, name: str) -> str:
        missing = name not in snapshot.tables and is_declared(name)
        path = None if missing else snapshot.path(name)
        relation = f"{name}_{path.stem[:16]}_today" if path else f"{name}_missing"
        relation += custom_suffix(name)
        with self.turn:
            if relation not in self._made:
                self._make_view(relation, self._today(path, name))
                self._made.add(relation)
        return relation

    @contextmanager
    def _free_name(self) -> Iterator[str]:
        """The first name that keeps nothing now: what is kept alike is called alike, run by run."""
        with self.turn:
            names = map("kept_{}".format, count(1))
            name = next(each for each in names if each not in self._in_use)
            self._in_use.add(name)
        try:
            yield name
        finally:
            self._in_use.remove(name)

    def _today(self, path: Path | None, name: str) -> str:
        declared = declared_columns(name)
        if path is None:
            return self.dialect.without_rows(declared)
        return self.dialect.with_columns(self.file(path), pq.read_schema(path).names, declared)
