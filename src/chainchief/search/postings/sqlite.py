"""Postings on SQLite: an FTS5 table over the entries' terms, split where we split them.

Terms are letters and digits, so that the tokenizer `ascii` takes each as it stands.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from chainchief.search.models import IndexEntry
from chainchief.search.words.questions import Term, Ways

TABLE = "search_posting"
# `prefix`: the first letter of a term with one to three more are so common that they have lists.
#: Of a query: the join with the entries, and the condition with one parameter.
TABLES = [TABLE]
# The plus keeps the planner from asking the postings once for every entry.
CONDITION = f"+{TABLE}.rowid = search_indexentry.id AND {TABLE} MATCH %s"

#: The same as keys of entries, for a condition inside another query.
KEYS = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - a name of ours


def install() -> None:
    """Make the table where it is not there."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
            "terms, content='search_indexentry', content_rowid='id', detail=none,"
            " columnsize=0, tokenize='ascii', prefix='2 3 4')"
        )


def add(entries: Sequence[IndexEntry]) -> None:
    _order(f"INSERT INTO {TABLE} (rowid, terms) VALUES (%s, %s)", entries)  # noqa: S608


def remove(entries: Sequence[IndexEntry]) -> None:
    """Take entries out; they must be as they were when they were added."""
    sql = f"INSERT INTO {TABLE} ({TABLE}, rowid, terms) VALUES ('delete', %s, %s)"  # noqa: S608
    _order(sql, entries)


def _order(sql: str, entries: Iterable[IndexEntry]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(entry.pk, entry.terms) for entry in entries])


def expression(words: Iterable[Ways]) -> str:
    """The query: every word by one of its ways."""
    return " AND ".join(f"({' OR '.join(map(_all, ways))})" for ways in words)


def _all(way: Iterable[Term]) -> str:
    return "(" + " AND ".join(map(_one, way)) + ")"


def _one(term: Term) -> str:
    return f'"{term.text}"' + ("*" if term.begins else "")
