"""Columns that take one of a list: choices, yes or no, names of units."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import Case, F, IntegerField, Value, When

from chainchief.core import clock
from chainchief.core.choices import alike, listed
from chainchief.core.i18n import _, in_language
from chainchief.core.units.table import fixed_units
from chainchief.ledger.columns.base import CellValue, ColumnType, Json, Row
from chainchief.ledger.columns.faults import NOT_A_CHOICE, UNKNOWN_UNIT, BadCell
from chainchief.ledger.columns.filters import BlankText, Comparison, Filter, yes_or_no
from chainchief.ledger.columns.forms import FormField, Widget
from chainchief.ledger.columns.hints import probably
from chainchief.ledger.columns.stored import Stored
from chainchief.ledger.columns.stored import listed as one_of
from chainchief.ledger.facts import FactType

_DENIES = ("未", "不", "非", "无")


class _Listed(ColumnType):
    """What columns with a list of codes have in common."""

    fact_type: ClassVar[FactType] = FactType.CODE

    def codes(self) -> Iterable[str]:
        """The codes, in their order."""
        return [code for code, _label in self.options()]

    def stored(self) -> Stored | None:
        return one_of(*self.codes())

    def _code_only(self, text: str) -> str:
        """Addresses and JSON say codes, which no language changes."""
        self.checked(text, {})
        return text

    def _from_json(self, raw: object, row: Row) -> object:
        # The blank of a choice is null; "" is a text that is not on the list.
        if raw == "":
            raise self._not_listed("")
        return raw

    def _not_listed(self, text: str) -> BadCell:
        labels = listed(label for _code, label in self.options())
        return BadCell(NOT_A_CHOICE, choices=labels, hint="")

    def schema(self) -> dict[str, object]:
        return {"enum": list(self.codes())}

    def form_field(self) -> FormField:
        return FormField(Widget.SELECT, choices=self.options())

    def filters(self) -> tuple[Filter, ...]:
        blank = BlankText(Comparison.BLANK, yes_or_no)
        return (Filter(Comparison.IS, self._code_only), blank)

    def order(self, path: str) -> F | Case:
        """The place on the list: a way of stages is sorted as it is gone."""
        places = [When(**{path: code}, then=Value(i)) for i, code in enumerate(self.codes())]
        return Case(*places, default=None, output_field=IntegerField())


@dataclass(frozen=True)
class AddedCode:
    """A code that a city adds to a list, with its words and the days on which it may be chosen."""

    code: str
    zh: str
    en: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    @property
    def word(self) -> str:
        return in_language({"zh": self.zh, "en": self.en})

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Choice(_Listed):
    """A code out of a list; a cell may hold the code or its label in either language.

    `labels` are the program's, by code; `added` are the city's.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    added: tuple[AddedCode, ...] = ()

    is_state: ClassVar[bool] = True

    def codes(self) -> Iterable[str]:
        return [*self.labels, *(each.code for each in self.added)]

    def options(self) -> tuple[tuple[str, str], ...]:
        """Pair every code with its word in the reader's language; ended ones say so."""
        own = ((code, _(label)) for code, label in self.labels.items())
        today = clock.today() if self.added else None
        return (*own, *((each.code, _said_on(today, each)) for each in self.added))

    def choosable(self) -> list[str]:
        """The words that may be chosen today."""
        own = [_(label) for label in self.labels.values()]
        return own + [each.word for each in self.added if each.holds_on(clock.today())]

    def texts(self) -> Mapping[str, tuple[str, ...]]:
        """Words by code: all that a cell may say for it, in the reader's language too."""
        own = {code: (code, label, _(label)) for code, label in self.labels.items()}
        return {**own, **{each.code: (each.code, each.zh, each.en) for each in self.added}}

    def _fault(self, value: object, row: Row) -> BadCell | None:
        if isinstance(value, str) and (value in self.labels or value in self.codes()):
            return None
        return self._not_listed(str(value))

    def _not_listed(self, text: str) -> BadCell:
        return BadCell(NOT_A_CHOICE, choices=listed(self.choosable()), hint=self._near(text))

    def parse(self, text: str, row: Row) -> str:
        for code, texts in self.texts().items():
            if text in texts:
                return code
        raise self._not_listed(text)

    def _near(self, text: str) -> str:
        """What looks most alike, but never the contrary: not 未采信 where 采信 is written."""
        known = [*self.choosable(), *self.codes()]
        alike_in_sense = [k for k in known if k[:1] not in _DENIES or k[0] in text]
        holding = [k for k in alike_in_sense if len(text) > 1 and text in k]
        found = holding if len(holding) == 1 else alike(text, alike_in_sense, most=1, cutoff=0.6)
        return probably(f"“{found[0]}”") if found else ""

    def format(self, value: object, row: Row) -> CellValue:
        if not value:
            return None
        added = next((each for each in self.added if each.code == value), None)
        return added.word if added else _(self.labels[str(value)])

    @property
    def name(self) -> str:
        return _("choice")


def _said_on(day: dt.date | None, code: AddedCode) -> str:
    if day is None or code.holds_on(day):
        return code.word
    return _("{word} (not in use)").format(word=code.word)


@dataclass(frozen=True)
class YesNo(_Listed):
    """Yes or no."""

    unit: str = ""

    fact_type: ClassVar[FactType] = FactType.FLAG
    is_state: ClassVar[bool] = True

    def options(self) -> tuple[tuple[str, str], ...]:
        return (("yes", _("yes")), ("no", _("no")))

    def _fault(self, value: object, row: Row) -> BadCell | None:
        return None if isinstance(value, bool) else self._not_listed(str(value))

    def parse(self, text: str, row: Row) -> bool:
        return yes_or_no(text)

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else _("yes") if value else _("no")

    def stored(self) -> Stored | None:
        return None

    def _to_json(self, value: object, row: Row) -> Json:
        return bool(value)

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}

    def filters(self) -> tuple[Filter, ...]:
        return (Filter(Comparison.IS, yes_or_no), Filter(Comparison.BLANK, yes_or_no))

    def order(self, path: str) -> F | Case:
        return ColumnType.order(self, path)

    @property
    def name(self) -> str:
        return _("yes or no")


#: Those that a constraint of the database lists; further ones of a preset need a migration.
_UNITS = fixed_units()


@dataclass(frozen=True)
class UnitName(_Listed):
    """The name of a unit of measure."""

    unit: str = ""

    def codes(self) -> Iterable[str]:
        return _UNITS

    def options(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, code) for code in _UNITS)

    def _fault(self, value: object, row: Row) -> BadCell | None:
        return None if isinstance(value, str) and value in _UNITS else self._not_listed(str(value))

    def _not_listed(self, text: str) -> BadCell:
        return BadCell(UNKNOWN_UNIT, choices=listed(_UNITS))

    def parse(self, text: str, row: Row) -> str:
        self.checked(text, row)
        return text

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None

    @property
    def name(self) -> str:
        return _("unit")
