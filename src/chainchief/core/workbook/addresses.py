"""Cell addresses: columns as numbers from 0, rows as numbers from 1."""

import re

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """(17, 5) → F17."""
    return f"{letters(column)}{row}"


def corners(area: str) -> tuple[int, int, int, int]:
    """A1:C2 → (1, 0, 2, 2): top, left, bottom, right; `ValueError` for anything else."""
    start, _colon, end = area.partition(":")
    (top, left), (bottom, right) = parsed(start), parsed(end or start)
    return top, left, bottom, right


def parsed(text: str) -> tuple[int, int]:
    """F17 → (17, 5); `ValueError` for anything that is not an address."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[2]), column_of(match[1])
