"""Numbers of workbooks as plain decimals, the way Excel shows them."""

import re
from decimal import Decimal
from fractions import Fraction

#: Excel keeps and shows 15 significant digits; what is beyond them is an artefact of doubles.
DIGITS = 15
_NUMERAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def is_numeral(text: str) -> bool:
    """Whether a text is a number as this module writes them."""
    return bool(_NUMERAL.fullmatch(text))


def plain_number(value: float) -> str:
    """60000.0 → 60000, 12.340000000000002 → 12.34, 1e-07 → 0.0000001."""
    text = f"{value:.{DIGITS}g}"
    # What has no exponent, and is a number, stands there as it is.
    if text != "-0" and _NUMERAL.fullmatch(text):
        return text
    return plain_decimal(Decimal(text))


def plain_percent(value: float) -> str:
    """0.255 in a cell that shows percent → 25.5%."""
    return plain_decimal(Decimal(f"{value:.{DIGITS}g}") * 100) + "%"


def plain_decimal(value: Decimal) -> str:
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def as_double(value: Fraction | int) -> float | None:
    """The double that a workbook can hold for `value`, or None if it would come back changed."""
    double = float(value)
    return double if Fraction(plain_number(double)) == value else None
