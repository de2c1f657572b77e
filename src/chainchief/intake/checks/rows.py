"""The checks that a kind declares for each of its rows, on the record as it would be."""

from collections.abc import Iterator, Mapping

from chainchief.intake.staging import Row, Staging


class _Watched(Mapping[str, object]):
    """A row that remembers which of its unreadable columns a check looked at."""

    def __init__(self, values: Mapping[str, object], bad: set[str]) -> None:
        self.values_, self.bad = values, bad
        self.touched: set[str] = set()

    def __getitem__(self, name: str) -> object:
        if name in self.bad:
            self.touched.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


def check_each_row(staging: Staging) -> None:
    """What stays as it is was looked at when it came in, by the checks of that day."""
    for row in staging.rows:
        if not row.stays:
            _check(staging, row)


def _check(staging: Staging, row: Row) -> None:
    """A check that looked at an unreadable cell has no say: that cell is told already."""
    for check in staging.table.register.checks:
        watched = _Watched(row.after, row.bad)
        found = check(watched)
        if not watched.touched:
            for fault in found:
                staging.add(fault.kind, row, fault.column, **fault.facts)
