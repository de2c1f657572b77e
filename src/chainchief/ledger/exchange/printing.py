"""How a sheet that the program writes comes out on paper."""

from typing import Any

_A4 = 9


def print_well(page: Any, head: int) -> None:
    """A4 lying, all columns on one page, row `head` (from 0) on each."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
