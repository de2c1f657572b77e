"""How a record that made a difference is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChangeLine:
    """One record that made the difference; `part` where a figure has several."""

    code: str
    label: str
    before: str
    after: str
    cause: str
    address: str = ""
    part: str = ""
