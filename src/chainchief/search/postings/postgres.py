"""Postings on PostgreSQL: a GIN index over the terms as a text vector, without any parser."""

from collections.abc import Iterable, Sequence

from django.db import connection

from chainchief.search.models import IndexEntry
from chainchief.search.words.questions import Term, Ways

_VECTOR = "array_to_tsvector(string_to_array(search_indexentry.terms, ' '))"
#: Of a query: the join with the entries, and the condition with one parameter.
TABLES: list[str] = []
CONDITION = f"{_VECTOR} @@ %s::tsquery"

#: The same as keys of entries, for a condition inside another query.
KEYS = f"SELECT id FROM search_indexentry WHERE {CONDITION}"  # noqa: S608 - names of ours


def install() -> None:
    """Make the index where it is not there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS search_posting ON search_indexentry"
            " USING gin (array_to_tsvector(string_to_array(terms, ' ')))"
        )


def add(_entries: Sequence[IndexEntry]) -> None:
    """The index follows its table."""


def remove(_entries: Sequence[IndexEntry]) -> None:
    """The index follows its table."""


def expression(words: Iterable[Ways]) -> str:
    """The query: every word by one of its ways."""
    return " & ".join(f"({' | '.join(map(_all, ways))})" for ways in words)


def _all(way: Iterable[Term]) -> str:
    return "(" + " & ".join(map(_one, way)) + ")"


def _one(term: Term) -> str:
    return f"'{term.text}'" + (":*" if term.begins else "")
