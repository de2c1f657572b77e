"""The kinds of record: a package for each, found by itself (docs/adding-a-kind.md)."""
