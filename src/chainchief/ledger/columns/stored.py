"""What a table may hold in a column, told so that both databases and a migration can say it."""

from enum import StrEnum


class Form(StrEnum):
    """INTEGER and DAY and MONTH have a first and a last value, LISTED the values themselves."""

    INTEGER = "integer"
    DAY = "day"
    MONTH = "month"
    LISTED = "listed"


#: The form, and what goes with it. Plain values: they stand in migrations.
Stored = tuple[str, ...] | tuple[str, int, int]


def integers(least: int, most: int) -> Stored:
    return (Form.INTEGER.value, least, most)


def days(first: object, last: object) -> Stored:
    return (Form.DAY.value, str(first), str(last))


def months(first: str, last: str) -> Stored:
    return (Form.MONTH.value, first, last)


def listed(*values: str) -> Stored:
    return (Form.LISTED.value, *values)
