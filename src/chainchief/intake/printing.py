"""How a sheet that the program writes comes out on paper."""

import re
from typing import Any

_A4 = 9
#: Characters that XML, and so a workbook, cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_CHARACTERS = 32_767


def storable(text: str) -> str:
    """`text` as a cell of a workbook can hold it: no controls, and not too long."""
    return _ILLEGAL.sub("�", text)[:_MOST_CHARACTERS]


def print_well(page: Any, head: int) -> None:
    """A4 lying, all columns on one page, row `head` (from 0) on each."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
