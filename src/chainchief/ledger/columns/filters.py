"""By what a list may be narrowed in a column, and what the text of an address means there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.columns.faults import NOT_A_CHOICE, BadCell

_YES, _NO = ("是", "yes", "true", "1", "有"), ("否", "no", "false", "0", "无")


def yes_or_no(text: str) -> bool:
    """Yes or no, in either language; `BadCell` for anything else."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise BadCell(NOT_A_CHOICE, choices=listed((_("yes"), _("no"))), hint="")


class Comparison(StrEnum):
    """As addresses write it: `is-stage=started`, `from-invested=6000`, `blank-document=yes`."""

    IS = "is"
    HAS = "has"
    FROM = "from"
    TO = "to"
    BLANK = "blank"


_LOOKUPS = {
    Comparison.IS: "exact",
    Comparison.HAS: "icontains",
    Comparison.FROM: "gte",
    Comparison.TO: "lte",
}


@dataclass(frozen=True)
class Filter:
    """One comparison; `read` takes the text of an address and raises `BadCell` like a cell."""

    comparison: Comparison
    read: Callable[[str], object]

    def condition(self, path: str, text: str) -> Q:
        """The condition on the field at the ORM `path`."""
        value = self.read(text)
        if self.comparison is not Comparison.BLANK:
            return Q(**{f"{path}__{_LOOKUPS[self.comparison]}": value})
        blank = Q(**{f"{path}__isnull": True})
        return blank if value else ~blank


@dataclass(frozen=True)
class BlankText(Filter):
    """Whether a text is blank, which most columns keep as no characters and some as null."""

    def condition(self, path: str, text: str) -> Q:
        blank = Q(**{f"{path}__isnull": True}) | Q(**{path: ""})
        return blank if self.read(text) else ~blank
