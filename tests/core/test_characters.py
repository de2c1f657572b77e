"""Characters that mislead: marks, lookalikes, and what is no text."""

import os

import pytest

from chainchief.core import characters
from chainchief.core.file_names import shown


@pytest.mark.parametrize("mark", list("²³¹⁰₂①⑳㉑⓪⑴⒈½❶➀㈠㋀㏠㎡ᵃⒶ"))
def test_what_folds_to_a_digit_or_is_set_raised_is_a_mark(mark):
    assert characters.is_mark(mark)


@pytest.mark.parametrize("character", list("1a１Ａ一Ⅱ〇𝟓（℃"))
def test_full_width_digits_and_letters_are_none(character):
    assert not characters.is_mark(character)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("甲公司①", True),
        ("甲公司²", True),
        ("10万m²", False),
        ("10万㎡", False),
        ("一期①厂房", False),
    ],
)
def test_a_mark_at_the_end_is_told_from_a_unit(text, marked):
    assert characters.ends_in_mark(text) is marked


def test_half_width_leaves_marks_as_they_are():
    assert characters.half_width("Ａ１①") == "A1①"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("⼭东", "山东"),
        ("⻢上", "马上"),
        ("\uf9dc", "隆"),
        ("a\u00a0b", "a b"),
        ("甲　乙（Ａ）", "甲　乙（Ａ）"),
    ],
)
def test_lookalikes_become_what_they_look_like_and_full_width_stays(text, taken):
    assert characters.unified(text) == taken
    assert bool(characters.replaced(text)) is (text != taken)


@pytest.mark.parametrize(
    ("character", "number"),
    [("\ufffd", "U+FFFD"), ("\ue863", "U+E863"), ("\ufdd0", "U+FDD0"), ("\udcff", "U+DCFF"),
     ("\ufffc", "U+FFFC"), ("\u0378", "U+0378"), ("\u2e80", "U+2E80"), ("\U000f0000", "U+F0000")],
)  # fmt: skip
def test_what_is_no_text_is_told_with_its_place(character, number):
    assert characters.first_without_meaning(f"甲乙{character}丙") == (3, number)


@pytest.mark.parametrize("text", ["示例䶮公司", "𠮷野", "\U000313ad", "山东(集团)—·é", "ABC"])
def test_rare_ideographs_are_text_even_where_python_does_not_know_them_yet(text):
    assert characters.first_without_meaning(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("甲&amp;乙", "甲&乙"), ("&#x4E2D;国", "中国"), ("<b>甲</b>", "甲"), ("甲_x000D_乙", "甲\r乙"),
     ("53<sup>1</sup>", "53"), ("AT&T;", None), ("a<b", None), ("x_y", None), ("甲&乙", None)],
)  # fmt: skip
def test_code_of_pages_is_resolved(text, meant):
    assert characters.markup_resolved(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ç¤ºä¾‹", "示例"), ("ç¤ºä¾‹å…¬å¸", ""), ("示例锟斤拷公司", ""), ("烫烫烫", ""),
     ("Müller é", None), ("示例公司", None)],
)  # fmt: skip
def test_text_read_in_a_wrong_encoding_is_found(text, meant):
    assert characters.ungarbled(text) == meant


@pytest.mark.parametrize("character", ["\u200b", "\x07", "\ufe0f", "\U000e0100", "\u3164"])
def test_characters_that_take_no_room_are_found(character):
    assert characters.unseen(f"甲{character}乙") == f"U+{ord(character):04X}"


def test_the_name_of_a_file_in_gbk_is_shown_as_text():
    assert shown(os.fsdecode("表.csv".encode("gbk"))) == "表.csv"
    assert shown("表.csv") == "表.csv"


def test_every_plain_character_passes_each_of_the_other_questions():
    plain = [c for c in map(chr, range(0x11000)) if characters.is_plain(c)]
    assert len(plain) > 20_000
    for text in ("".join(plain), "".join(plain[::-1]), *plain):
        assert characters.first_without_meaning(text) is None
        assert characters.ungarbled(text) is None
        assert characters.markup_resolved(text) is None
        assert characters.unseen(text) == ""


@pytest.mark.parametrize(
    "text", ["锟斤拷", "烫烫烫", "a&amp;b", "<b>", "x_x000D_", "a\u200bb", "\x07", "é", "\ue000"]
)
def test_what_has_to_be_looked_at_is_not_plain(text):
    assert not characters.is_plain(text)
