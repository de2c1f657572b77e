"""What a table may hold in a column, as SQL of either database."""

from collections.abc import Callable, Sequence

from chainchief.ledger.columns.stored import Form, Stored


def condition(column: str, stored: Stored, vendor: str, *, blank: bool = False) -> str:
    """A condition on the quoted `column`, true of every value that it may hold, null included.

    `blank` is of texts that may be empty. Literals stand in the SQL: a constraint takes no others.
    """
    predicate = _BY_FORM[Form(stored[0])](column, stored[1:], vendor == "sqlite")
    empty = f" OR {column} = ''" if blank else ""
    return f"({column} IS NULL{empty} OR ({predicate}))"


def _integer(column: str, bounds: Sequence[str | int], sqlite: bool) -> str:
    """SQLite holds anything in any column; a decimal there would pass as a number."""
    least, most = (int(bound) for bound in bounds)
    whole = f"typeof({column}) = 'integer' AND " if sqlite else ""
    return f"{whole}{column} BETWEEN {least} AND {most}"


def _day(column: str, bounds: Sequence[str | int], sqlite: bool) -> str:
    """SQLite keeps days as text: one that its calendar writes otherwise is none (2023-02-30)."""
    first, last = (_quoted(bound) for bound in bounds)
    real = f"date({column}, '+0 days') IS {column} AND " if sqlite else ""
    return f"{real}{column} BETWEEN {first} AND {last}"


def _month(column: str, bounds: Sequence[str | int], sqlite: bool) -> str:
    """Compared byte by byte: the language of a database may order signs otherwise."""
    first, last = (_quoted(bound) for bound in bounds)
    if sqlite:
        written = f"{column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'"
        real = f"substr({column}, 6) BETWEEN '01' AND '12'"
        return f"{written} AND {real} AND {column} BETWEEN {first} AND {last}"
    written = f"{column} ~ '^[0-9]{{4}}-(0[1-9]|1[0-2])$'"
    return f'{written} AND {column} COLLATE "C" BETWEEN {first} AND {last}'


def _listed(column: str, values: Sequence[str | int], sqlite: bool) -> str:
    return f"{column} IN ({', '.join(_quoted(value) for value in values)})"


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


_BY_FORM: dict[Form, Callable[[str, Sequence[str | int], bool], str]] = {
    Form.INTEGER: _integer,
    Form.DAY: _day,
    Form.MONTH: _month,
    Form.LISTED: _listed,
}
