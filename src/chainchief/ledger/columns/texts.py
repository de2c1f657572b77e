"""Text, and the codes of other records."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from chainchief.core import characters
from chainchief.core.i18n import _
from chainchief.ledger.columns.base import CellValue, ColumnType, Json, Row
from chainchief.ledger.columns.faults import (
    GARBLED,
    INVISIBLE,
    MARKUP,
    NO_TEXT,
    NOT_A_TEXT,
    TOO_LONG,
    BadCell,
)
from chainchief.ledger.columns.filters import BlankText, Comparison, Filter, yes_or_no
from chainchief.ledger.columns.forms import FormField, Widget
from chainchief.ledger.facts import FactType

#: From here on a form gives a text several lines.
_LONG = 200


def unsound_in(text: str) -> BadCell | None:
    """Refuse what is no text, was read wrongly, is left of a page's code, or is invisible.

    Two names that differ by it look alike.
    """
    return None if characters.is_plain(text) else _unsound_in(text)


@lru_cache(maxsize=20_000)
def _unsound_in(text: str) -> BadCell | None:
    """Look at each sign. A way in asks first, then the ledger: hence the cache."""
    meaningless = characters.first_without_meaning(text)
    if meaningless is not None:
        return BadCell(NO_TEXT, position=meaningless[0], character=meaningless[1])
    meant = characters.ungarbled(text)
    if meant is not None:
        hint = _("; here probably {}").format(meant) if meant else ""
        return BadCell(GARBLED, hint=hint)
    resolved = characters.markup_resolved(text)
    if resolved is not None:
        return BadCell(MARKUP, meant=resolved)
    hidden = characters.unseen(text)
    return BadCell(INVISIBLE, character=hidden) if hidden else None


_name_of_kind: list[Callable[[str], str]] = []


def name_kinds_by(find: Callable[[str], str]) -> None:
    """Have kinds of record named by `find`: the registers know them all, columns know none."""
    _name_of_kind[:] = [find]


class _Text(ColumnType):
    """What texts and codes have in common: they stand everywhere as they are."""

    is_verbatim: ClassVar[bool] = True

    def _fault(self, value: object, row: Row) -> BadCell | None:
        if not isinstance(value, str):
            return BadCell(NOT_A_TEXT)
        if self.most is not None and len(value) > self.most:
            return BadCell(TOO_LONG, most=self.most)
        return unsound_in(value)

    def parse(self, text: str, row: Row) -> str:
        self.checked(text, row)
        return text

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None

    def shown(self, value: object, row: Row) -> CellValue:
        """The text as it is: any can be shown."""
        return self.format(value, row)

    def _to_json(self, value: object, row: Row) -> Json:
        return str(value)

    def schema(self) -> dict[str, object]:
        longest = {} if self.most is None else {"maxLength": self.most}
        return {"type": "string", **longest}


@dataclass(frozen=True)
class Text(_Text):
    """Free text, names and codes of their own, of at most so many characters."""

    most: int | None = None
    unit: str = ""

    fact_type: ClassVar[FactType] = FactType.TEXT
    is_text: ClassVar[bool] = True

    def form_field(self) -> FormField:
        short = self.most is not None and self.most <= _LONG
        return FormField(Widget.LINE if short else Widget.PARAGRAPH, max_length=self.most)

    def filters(self) -> tuple[Filter, ...]:
        return (
            Filter(Comparison.IS, str),
            Filter(Comparison.HAS, str),
            BlankText(Comparison.BLANK, yes_or_no),
        )

    @property
    def name(self) -> str:
        return _("text")

    def difference(self, old: object, new: object, row: Row, before: Row | None = None) -> str:
        shown = [f"“{text}”" if text else _("blank") for text in (old, new)]
        return f"{shown[0]} → {shown[1]}"


@dataclass(frozen=True)
class Reference(_Text):
    """The code of a record of another kind. Whether it exists is checked over all rows at once."""

    kind: str
    unit: str = ""

    fact_type: ClassVar[FactType] = FactType.CODE

    @property
    def target(self) -> str:  # type: ignore[override]
        return self.kind

    def form_field(self) -> FormField:
        return FormField(Widget.RECORD, target=self.kind)

    def filters(self) -> tuple[Filter, ...]:
        return (Filter(Comparison.IS, str), Filter(Comparison.BLANK, yes_or_no))

    @property
    def name(self) -> str:
        return _("code or name of a record: {}").format(_name_of_kind[0](self.kind))
