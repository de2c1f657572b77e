"""Checks that look at several records of a kind at once: the shares of a project, its months.

A kind declares its own beside its register. They are made over the ledger as it would be after the
change: stored rows and new ones together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chainchief.ledger.checks.row import RowFault

Rows = Sequence[Mapping[str, object]]

#: Takes the rows of one group (column name → value) and the values wanted of the record they
#: belong to; yields what is wrong, each with the position of the row it is best shown at.
FindInGroup = Callable[[Rows, Mapping[str, object]], list[tuple[int, RowFault]]]


@dataclass(frozen=True)
class GroupCheck:
    """A check of all records with one value in the reference `by`.

    `of_parent` names the columns wanted of the record that `by` refers to.
    """

    by: str
    find: FindInGroup
    of_parent: tuple[str, ...] = ()
