"""Columns that take one of a list: choices, yes or no, names of units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import Case, F, IntegerField, Value, When

from chainchief.core.choices import alike, listed
from chainchief.core.i18n import _
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
class Choice(_Listed):
    """A code out of a list; a cell may hold the code or its label in either language."""

    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    is_state: ClassVar[bool] = True

    def codes(self) -> Iterable[str]:
        return self.labels

    def options(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, _(label)) for code, label in self.labels.items())

    def _fault(self, value: object, row: Row) -> BadCell | None:
        if isinstance(value, str) and value in self.labels:
            return None
        return self._not_listed(str(value))

    def _not_listed(self, text: str) -> BadCell:
        choices = listed(_(label) for label in self.labels.values())
        return BadCell(NOT_A_CHOICE, choices=choices, hint=self._near(text))

    def parse(self, text: str, row: Row) -> str:
        for code, label in self.labels.items():
            if text in (code, label, _(label)):
                return code
        raise self._not_listed(text)

    def _near(self, text: str) -> str:
        """What looks most alike, but never the contrary: not 未采信 where 采信 is written."""
        known = [_(label) for label in self.labels.values()] + list(self.labels)
        alike_in_sense = [k for k in known if k[:1] not in _DENIES or k[0] in text]
        holding = [k for k in alike_in_sense if len(text) > 1 and text in k]
        found = holding if len(holding) == 1 else alike(text, alike_in_sense, most=1, cutoff=0.6)
        return probably(f"“{found[0]}”") if found else ""

    def format(self, value: object, row: Row) -> CellValue:
        return _(self.labels[str(value)]) if value else None

    @property
    def name(self) -> str:
        return _("choice")


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
