"""Characters that mislead: marks that fold to digits, radicals for ideographs, what is no text."""

import html
import re
import unicodedata
from functools import cache

#: Radicals of the supplement that are whole characters; Unicode's own folding leaves them alone.
_RADICALS = {
    0x2EA0: "民", 0x2EA9: "王", 0x2EC1: "虎", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角",
    0x2EC9: "贝", 0x2ECB: "车", 0x2ED3: "长", 0x2ED4: "门", 0x2ED8: "青", 0x2ED9: "韦",
    0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EE2: "马", 0x2EE3: "骨", 0x2EE4: "鬼",
    0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾",
    0x2EEC: "齐", 0x2EEE: "齿", 0x2EF0: "龙",
}  # fmt: skip
_IS_RADICAL = re.compile("[\u2e80-\u2fdf]")
#: Kangxi radicals and compatibility ideographs: each looks exactly like an ideograph.
_LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
#: Spaces of other widths. The ideographic one is a full-width form and part of a name.
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_MARKING = {"<super>", "<sub>", "<circle>", "<fraction>"}
#: Characters that take no room and are neither control nor format characters to Unicode.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
#: What nearly all texts are made of; nothing of it is invisible or without meaning.
_ORDINARY = re.compile("[ -~\u4e00-\u9fa5]*")
#: Of that what needs no second look: no sign of a page's code, nothing that wrong reading leaves.
_PLAIN = re.compile("[ -%'-;=-^`-~\u4e00-\u5c6e\u5c70-\u70ea\u70ec-\u951e\u9520-\u9fa5]*")
#: Beyond all that cp1252 has a byte for.
_BEYOND_CP1252 = re.compile("[\u2e80-\U0010ffff]")
#: Ideographs are added to these planes every few years, sooner than to the tables of Python.
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
_SIGN_OF_CODE = re.compile("[&<_]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_RAISED = re.compile(r"<su[bp]\b[^<>]*>.*?</su[bp]\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:b|i|u|p|br|div|span|font|strong|em|td|tr|table|su[bp]|a\s[^<>]*)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_OOXML_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: U+FFFD twice, written as UTF-8 and read as GBK; memory that was never set, read as GBK.
_GARBLED = re.compile("锟斤拷|[烫屯]{3}")


@cache
def is_mark(character: str) -> bool:
    """Whether it is a digit or letter set as a mark: ², ①, ⑴, ⒈, ½, ᵃ; ㎡ for its ²."""
    if character < "\x80":
        return False
    if unicodedata.category(character) == "No":
        return True
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind in _MARKING:
        return True
    digits = any("0" <= c <= "9" for c in unicodedata.normalize("NFKC", character))
    return digits and kind in {"<square>", "<compat>"}


def has_marks(text: str) -> bool:
    return not text.isascii() and any(map(is_mark, text))


def without_marks(text: str) -> str:
    """53① → 53, 5850² → 5850."""
    return text if text.isascii() else "".join(c for c in text if not is_mark(c)).strip()


def ends_in_mark(text: str) -> bool:
    """Whether a footnote mark stands at its end; the ² of a unit, as in 10万m², is none."""
    text = text.rstrip()
    if not text or not is_mark(text[-1]):
        return False
    unit = unicodedata.decomposition(text[-1]).startswith("<square>")
    return not unit and not (text[-1] in "²³" and text[-2:-1] in ("m", "M"))


def half_width(text: str) -> str:
    """`text` under NFKC, its marks left as they are: full width to half, ligatures apart."""
    if text.isascii():
        return text
    if not has_marks(text):
        return unicodedata.normalize("NFKC", _joined(text))
    return "".join(c if is_mark(c) else unicodedata.normalize("NFKC", c) for c in _joined(text))


def _joined(text: str) -> str:
    """Radicals by their ideographs, letters with the accents that follow them."""
    if _IS_RADICAL.search(text):
        text = text.translate(_RADICALS)
    return unicodedata.normalize("NFC", text)


def letters_and_digits(text: str) -> str:
    """`（中国）Ａ-1号` → `中国a1号`: no difference by brackets, spaces, signs, width and case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def unified(text: str) -> str:
    """`text` with radicals and compatibility ideographs as what they look like, plain spaces."""
    if text.isascii():
        return text
    text = _LOOKALIKES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _joined(text))
    return _ODD_SPACES.sub(" ", text)


def replaced(text: str) -> str:
    """The characters of `text` that `unified` takes for others, each with its number."""
    if text.isascii() or unified(text) == text:
        return ""
    characters = [c for c in dict.fromkeys(text) if unified(c) != c]
    return "、".join(f"{c} U+{ord(c):04X}" for c in characters)


def unseen(text: str) -> str:
    """The first character that cannot be seen, as U+200B; "" where there is none."""
    if _ORDINARY.fullmatch(text):
        return ""
    for character in text:
        hidden = unicodedata.category(character) in {"Cf", "Cc"} and character not in "\n\r\t"
        if hidden or _UNSEEN.match(character):
            return f"U+{ord(character):04X}"
    return ""


def is_plain(text: str) -> bool:
    """Whether nothing can be wrong with the signs of `text`: nearly every text, told at once."""
    return _PLAIN.fullmatch(text) is not None


def first_without_meaning(text: str) -> tuple[int, str] | None:
    """The place (from 1) of the first character without meaning, and the character.

    U+FFFD, private use, unassigned, half a pair, a radical that stands for nothing.
    """
    if text.isascii() or _ORDINARY.fullmatch(text):
        return None
    for position, character in enumerate(text, 1):
        number = ord(character)
        category = unicodedata.category(character)
        if category == "Cn" and number in _IDEOGRAPHS and number & 0xFFFE != 0xFFFE:
            continue
        if category in {"Cn", "Co", "Cs"} or number in (0xFFFC, 0xFFFD):
            return position, f"U+{number:04X}"
        if 0x2E80 <= number <= 0x2FDF and unified(character) == character:
            return position, f"U+{number:04X}"
    return None


def markup_resolved(text: str) -> str | None:
    """The meaning of `text` in which a page or a spreadsheet left its code; None where none did.

    `&amp;`, `&#x4E2D;`, `<b>`, `_x000D_`. A raised part, `53<sup>1</sup>`, is a mark and left out.
    """
    if not _SIGN_OF_CODE.search(text):
        return None
    resolved = _TAG.sub("", _RAISED.sub("", text))
    resolved = _ENTITY.sub(lambda match: html.unescape(match[0]), resolved)
    resolved = _OOXML_ESCAPE.sub(lambda match: chr(int(match[1], 16)), resolved)
    return None if resolved == text else resolved.strip()


def ungarbled(text: str) -> str | None:
    """The text before it was read in a wrong encoding, "" where that is lost; None if sound.

    示例 read as cp1252 is ç¤ºä¾‹.
    """
    if text.isascii():
        return None
    if _GARBLED.search(text):
        return ""
    if _BEYOND_CP1252.search(text):
        return None
    try:
        meant = b"".join(map(_byte, text)).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return None
    ideographs, lost = sum(0x2E7F < ord(c) < 0xFFFD for c in meant), meant.count("\ufffd")
    if ideographs <= lost:
        return None
    return "" if lost else meant


def _byte(character: str) -> bytes:
    """Its byte in cp1252, in which some have no character and pass as controls."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


#: Characters that XML, and so a workbook, cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_IN_A_CELL = 32_767


def storable(text: str) -> str:
    """`text` as a cell of a workbook can hold it: no controls, and not too long."""
    return _ILLEGAL.sub("�", text)[:_MOST_IN_A_CELL]
