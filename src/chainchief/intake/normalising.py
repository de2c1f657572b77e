"""A cell as the text its column takes, or why it cannot be: signs for nothing, errors, lost digits.

Numbers, codes and dates are folded to half width (NFKC); names are not: in a name the full-width
form is part of it.
"""

import datetime as dt
import re
import unicodedata

from chainchief.core.workbook_numbers import DIGITS
from chainchief.intake import cell_faults as faults
from chainchief.intake.tagged import Tag, tag_of, text_of
from chainchief.ledger.columns import BadCell, invisible_in
from chainchief.ledger.extras import ExtraColumn
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn as AnyColumn
from chainchief.ledger.registers import Register

_PLACEHOLDERS = {"—", "——", "–", "-", "--", "/", "\\", "无", "暂无", "n/a", "na", "…", "……"}
_SAME = {"同上", "〃", "″", "′′", '"', "ditto"}
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
    if isinstance(column, ExtraColumn):
        return False
    identifies = column.field.unique or column.name in register.model.composed_of
    return identifies or (column.type.most or _SHORT + 1) <= _SHORT


def is_short_code(column: AnyColumn, code_like: bool) -> bool:
    """A credit code or the code of an industry, which has no spaces that mean anything."""
    kind = column.type
    return code_like and kind.is_text and (kind.most or _SHORT + 1) <= _SHORT


def cleaned(text: str, code_like: bool) -> str:
    """`text` trimmed; a code also folded to half width, without invisible characters."""
    text = text.strip().strip("\u200b\ufeff\u2060").strip()
    if not code_like or text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").strip()


def cell_text(cell: str, column: AnyColumn, *, code_like: bool, epoch_1904: bool = False) -> str:
    """The text of a tagged cell for `column`, "" for blank; `BadCell` where it misleads.

    A number in a column of days is Excel's count of days and becomes the day (see `was_serial`).
    """
    if not cell:
        return ""
    tag, text = tag_of(cell), text_of(cell)
    _refuse_tag(tag, column)
    if tag is Tag.NUMBER:
        return _number(text, column, epoch_1904)
    if tag is Tag.PERCENT and column.type.unit == "%":
        return text.removesuffix("%")
    text = cleaned(text, code_like)
    if code_like:
        _refuse_spoilt_code(text, column)
    if column.type.is_number and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if column.type.unit == "%":
        text = text.removesuffix("%").strip()
    _refuse_signs(text, column)
    _refuse_invisible(text)
    return text


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
    return bool({text, unicodedata.normalize("NFKC", text).casefold()} & _PLACEHOLDERS)


def _refuse_signs(text: str, column: AnyColumn) -> None:
    sign = unicodedata.normalize("NFKC", text).casefold()
    if sign in _SAME or text in _SAME:
        raise BadCell(faults.SAME_AS_ABOVE)
    if is_nothing(text) and column.type.fact_type is not FactType.FLAG and not column.required:
        raise BadCell(faults.PLACEHOLDER)


def _refuse_invisible(text: str) -> None:
    bad = invisible_in(text)
    if bad is not None:
        raise bad


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
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_total(text: str) -> bool:
    """Whether a row that starts with this text is a row of totals."""
    return bool(_TOTAL.fullmatch(_run_together(text)))


def is_footer(text: str) -> bool:
    """Whether a row that starts with this text stands below the table: who filled it in, notes."""
    return bool(_FOOTER.fullmatch(_run_together(text)))
