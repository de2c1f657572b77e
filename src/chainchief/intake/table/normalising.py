"""A cell as the text its column takes, or why it cannot be: signs for nothing, errors, lost digits.

Numbers, codes and dates are folded to half width (NFKC); names are not: in a name the full-width
form is part of it. A mark (²,①, a raised run) is never folded to the digit that it looks like.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping

from chainchief.core import characters
from chainchief.core.faults import FaultKind
from chainchief.core.workbook.numbers import DIGITS, is_numeral
from chainchief.intake.files import limits
from chainchief.intake.files.number_formats import misleading_scale
from chainchief.intake.files.tagged_cells import (
    Tag,
    format_of,
    is_shown_known,
    tag_of,
    text_of,
    text_without_raised,
    value_of,
)
from chainchief.intake.table import faults
from chainchief.ledger.columns import (
    TOO_LONG,
    BadCell,
    Reference,
    Text,
    unsound_in,
)
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn as AnyColumn
from chainchief.ledger.registers import Register

_PLACEHOLDERS = {"—", "——", "–", "-", "--", "/", "\\", "无", "暂无", "n/a", "na", "…", "……"}
_SAME = {"同上", "〃", "″", "′′", '"', "ditto"}
#: Longer texts are none of them, in whatever width and form they are written.
_LONGEST_SIGN = 4 * max(map(len, _PLACEHOLDERS | _SAME))
_SHORT = 18
_EPOCH = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_SERIALS = range(20_000, 80_000)
#: Thousands as spreadsheets write them out into a CSV: 1,234,567.80.
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
#: What is left of a long number that became text: 9.1340200E+17.
_SCIENTIFIC = re.compile(r"\d\.\d+E\+\d{2}", re.IGNORECASE)


def is_code_like(register: Register, column: AnyColumn) -> bool:
    """Whether full-width forms in the column are slips: all but names and free text.

    Of the text columns those that identify are codes: the record's own code, unique ones, parts of
    a composed code, and those of at most 18 characters (credit code, industry).
    """
    if not column.type.is_text:
        return True
    if isinstance(column, CustomField):
        return False
    identifies = column.field.unique or column.name in register.model.composed_of
    return identifies or (column.type.most or _SHORT + 1) <= _SHORT


def is_short_code(column: AnyColumn, code_like: bool) -> bool:
    """A credit code or the code of an industry, which has no spaces that mean anything."""
    kind = column.type
    return code_like and kind.is_text and (kind.most or _SHORT + 1) <= _SHORT


def cleaned(text: str, code_like: bool) -> str:
    """`text` trimmed, its radicals as ideographs; a code also in half width and all visible."""
    text = text.strip().strip("\u200b\ufeff\u2060").strip()
    if text.isascii():
        return text
    if not code_like:
        return characters.unified(text).strip()
    folded = characters.half_width(text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").strip()


def cell_text(cell: str, column: AnyColumn, *, code_like: bool, epoch_1904: bool = False) -> str:
    """The text of a tagged cell for `column`, "" for blank; `BadCell` where it misleads.

    A number in a column of days is Excel's count of days and becomes the day (see `was_serial`).
    """
    if not cell:
        return ""
    tag, text = tag_of(cell), text_of(cell)
    _refuse_tag(tag, column)
    if len(text) > limits.MOST_CHARACTERS:
        raise BadCell(TOO_LONG, most=f"{limits.MOST_CHARACTERS:,}")
    if tag is Tag.SHOWN_OTHERWISE:
        tag, text = _as_shown(cell, column)
    if tag is Tag.NUMBER:
        return _number(text, column, epoch_1904)
    if tag is Tag.PERCENT and column.type.unit == "%":
        return text.removesuffix("%")
    # At its ends what is invisible is dropped without a word: that is judged once it is cleaned.
    refuse_unsound(text)
    read = _read_text(cell, tag, text, column, code_like)
    _refuse_signs(read, column)
    unsound = unsound_in(read)
    if unsound is not None:
        raise unsound
    return read


def _read_text(cell: str, tag: Tag, text: str, column: AnyColumn, code_like: bool) -> str:
    """The text as it is meant: cleaned, a number without its commas and its sign of percent."""
    if code_like:
        _refuse_marked_or_scaled(cell, tag, text, column)
        text = cleaned(text, code_like)
        _refuse_spoilt_code(text, column)
    else:
        text = cleaned(text, code_like)
    if column.type.is_number and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if column.type.unit == "%":
        text = text.removesuffix("%").strip()
    return text


def typed_text(typed: str, register: Register, column: AnyColumn) -> str:
    """The text of a field as a person typed it, read as `cell_text` reads a cell."""
    plain = plain_lines(typed)
    tagged = f"{Tag.TEXT.value}{plain}" if plain else ""
    return cell_text(tagged, column, code_like=is_code_like(register, column))


def plain_lines(text: str) -> str:
    """Browsers send line ends as two characters."""
    return text.replace("\r\n", "\n").strip()


def _refuse_marked_or_scaled(cell: str, tag: Tag, text: str, column: AnyColumn) -> None:
    """A footnote's mark in what is no free text, and a code that is shown as percent."""
    if tag is Tag.PERCENT and isinstance(column.type, Text | Reference):
        raise BadCell(faults.SHOWN_OTHERWISE, value=text, format="0%")
    by_name = isinstance(column.type, Reference)
    refuse_marks(text, text_without_raised(cell), by_name=by_name)


def remarks(cell: str, code_like: bool) -> Iterator[tuple[FaultKind, Mapping[str, object]]]:
    """Remarks on a cell whose text is taken, but not as it was written, or looks spoilt."""
    if not cell or tag_of(cell) not in (Tag.TEXT, Tag.RAISED):
        return
    text = text_of(cell).strip()
    if "???" in text:
        yield faults.LOST_CHARACTERS, {}
    if replaced := characters.replaced(text):
        yield faults.UNIFIED, {"replaced": replaced, "taken": cleaned(text, code_like)}
    if not code_like and (tag_of(cell) is Tag.RAISED or characters.ends_in_mark(text)):
        meant = text_without_raised(cell) or characters.without_marks(text)
        yield faults.MARK_IN_NAME, {"meant": meant}


def refuse_unsound(text: str) -> None:
    """`BadCell` for what is no text, for code of pages, for text read wrongly."""
    bad = unsound_in(text)
    if bad is not None and bad.kind is not faults.INVISIBLE:
        raise bad


def refuse_marks(text: str, raised: str = "", *, by_name: bool = False) -> None:
    """`BadCell` for a number, code or date with a mark in it.

    A cell that names a record (`by_name`) may have one inside, 10万㎡厂房, but not at its end.
    `raised` is what is left of the text without its raised runs, "" where there are none.
    """
    marked = characters.ends_in_mark(text) if by_name else characters.has_marks(text)
    if raised or marked:
        meant = raised or characters.without_marks(text)
        raise BadCell(faults.MARK_IN_CELL, hint=faults.probably(meant))


def _as_shown(cell: str, column: AnyColumn) -> tuple[Tag, str]:
    """A value whose format shows it otherwise: texts as shown, numbers as they are kept."""
    value, shown = value_of(cell), text_of(cell)
    if isinstance(column.type, Text | Reference):
        if not is_shown_known(cell):
            raise BadCell(faults.SHOWN_OTHERWISE, value=value, format=format_of(cell))
        return Tag.TEXT, shown
    if scale := misleading_scale(format_of(cell), column.type.unit):
        raise BadCell(faults.SHOWN_IN_OTHER_UNIT, value=value, scale=scale, unit=column.type.unit)
    return (Tag.NUMBER, value) if is_numeral(value) else (Tag.TEXT, value)


def _refuse_tag(tag: Tag, column: AnyColumn) -> None:
    """Cells that hold no text that anyone wrote."""
    if tag is Tag.ERROR:
        raise BadCell(faults.ERROR_CELL)
    if tag is Tag.UNSAVED_FORMULA:
        raise BadCell(faults.FORMULA_UNSAVED)
    if tag is Tag.DATE and column.type.is_verbatim:
        raise BadCell(faults.MADE_A_DATE)


def _refuse_spoilt_code(text: str, column: AnyColumn) -> None:
    """Line breaks in a code, spaces in a short one, a long number that became text."""
    broken = column.type.is_text and not text.isprintable()
    if (is_short_code(column, code_like=True) or broken) and len(text.split()) > 1:
        raise BadCell(faults.SPACED_CODE, meant="".join(text.split()))
    if column.type.is_verbatim and _SCIENTIFIC.fullmatch(text):
        raise BadCell(faults.LONG_NUMBER)


def was_serial(cell: str, column: AnyColumn) -> bool:
    """Whether `cell_text` took the cell's number for a day."""
    if not cell or column.type.fact_type is not FactType.DATE or tag_of(cell) is not Tag.NUMBER:
        return False
    return text_of(cell).isdigit() and int(text_of(cell)) in _SERIALS


def _number(text: str, column: AnyColumn, epoch_1904: bool) -> str:
    if column.type.fact_type is FactType.DATE and text.isdigit() and int(text) in _SERIALS:
        return str(_EPOCH[epoch_1904] + dt.timedelta(days=int(text)))
    if column.type.fact_type is FactType.MONTH and text.endswith(".1"):
        raise BadCell(faults.AMBIGUOUS_MONTH, value=text)
    texts = column.type.is_verbatim
    if texts and len(text.lstrip("-").replace(".", "")) > DIGITS:
        raise BadCell(faults.LONG_NUMBER)
    return text


def is_nothing(text: str) -> bool:
    """Whether a text is a sign for “nothing”: —, /, 无 …"""
    return not _PLACEHOLDERS.isdisjoint((text, _sign_of(text)))


def _sign_of(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def _refuse_signs(text: str, column: AnyColumn) -> None:
    if len(text) > _LONGEST_SIGN:
        return
    sign = _sign_of(text)
    if sign in _SAME or text in _SAME:
        raise BadCell(faults.SAME_AS_ABOVE)
    nothing = not _PLACEHOLDERS.isdisjoint((text, sign))
    if nothing and column.type.fact_type is not FactType.FLAG and not column.required:
        raise BadCell(faults.PLACEHOLDER)


_TOTAL = re.compile(
    r"(全市|全县|全区)?(合|总|小|共|累)计([:(].*)?|总和|.{1,12}(小|合|总)计|(sub|grand)?-?total[s]?:?|sum",
    re.IGNORECASE,
)


_FOOTER = re.compile(
    r"(单位|统计|分管)?(填表|填报|制表|报送|审核|审批|复核|经办|负责|联系|主管)(人|单位|领导|日期|时间)?(签字|盖章|\(签字\)|\(盖章\))?:.*"
    r"|(附?注|备注|说明|填表说明)\d*:.*",
    re.DOTALL,
)


def _run_together(text: str) -> str:
    return "".join(characters.half_width(characters.without_marks(text)).split())


def is_total(text: str) -> bool:
    """Whether a row that starts with this text is a row of totals."""
    return bool(_TOTAL.fullmatch(_run_together(text)))


def is_footer(text: str) -> bool:
    """Whether a row that starts with this text stands below the table: who filled it in, notes."""
    return bool(_FOOTER.fullmatch(_run_together(text)))
