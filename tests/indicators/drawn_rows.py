"""A snapshot of a few thousand rows over every table that the catalogue reads."""

from benchmarks.snapshot_rows import written


def drawn_snapshot(rows=4000):
    return written(rows)


def told(figures):
    """Everything a figure says that an engine has part in."""
    return [
        [f.code, str(f.scope), str(f.value), dict(f.parts), f.records, f.display, f.absent]
        for f in figures
    ]
