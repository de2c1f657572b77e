"""What a name is found by: its characters, its sounds, its letters; and what a question asks."""

import pytest

from chainchief.core.characters import letters_and_digits
from chainchief.search.words.questions import Level, Question
from chainchief.search.words.readings import readings
from chainchief.search.words.terms import LONGEST, terms_of


def meets(text, *names, code="QY-1"):
    """Whether a record with these names has the terms that the question asks for."""
    held = terms_of("enterprise", [code], names)
    lines = [letters_and_digits(code), *map(letters_and_digits, names)]

    def has(term):
        return (
            any(each.startswith(term.text) for each in held) if term.begins else term.text in held
        )

    def word_met(word):
        met = any(all(map(has, way)) for ways in word.ways.values() for way in ways)
        return met and (not word.is_read_again or any(word.text in line for line in lines))

    return all(map(word_met, Question.of(text).words))


@pytest.mark.parametrize(
    "text",
    [
        "华",
        "信",
        "华信",
        "信生",
        "生物",
        "（生物）",
        "物科技",
        "司",
        "有限公司",
        "华信生物科技有限公司",
    ],
)
def test_any_stretch_of_characters_finds_a_name(text):
    assert meets(text, "华信（生物）科技有限公司")


@pytest.mark.parametrize("text", ["信华", "华物", "生信", "公", "hs"])
def test_what_a_name_does_not_hold_does_not_find_it(text):
    assert not meets(text, "华信生物")


@pytest.mark.parametrize("text", ["huaxin", "hux", "huaxinsh", "xinshengwu", "hx", "hxsw", "sw"])
def test_pinyin_and_initials_find_from_any_syllable_on(text):
    assert meets(text, "华信生物") == (text != "hux")


@pytest.mark.parametrize("text", ["shanxian", "danxian", "sx", "dx"])
def test_a_character_with_two_readings_is_found_by_both(text):
    assert meets(text, "单县化工")


def test_nobody_finds_a_thousand_firms_by_the_pinyin_of_their_common_end():
    assert meets("kj", "华信科技有限公司")
    assert not meets("yxgs", "华信科技有限公司")


@pytest.mark.parametrize("text", ["5g", "G原料", "5g原", "基地", "５Ｇ"])
def test_latin_letters_in_a_name_are_found_in_any_width_and_case(text):
    assert meets(text, "华信5G原料药基地")


def test_a_code_is_found_by_its_beginning_with_or_without_hyphens():
    assert meets("qy-00", "甲", code="QY-001")
    assert meets("QY00", "甲", code="QY-001")
    assert not meets("001", "甲", code="QY-001")


def test_a_part_without_a_name_is_found_by_its_whole_code_alone():
    assert meets("XM-001/2023-11/0", code="XM-001/2023-11/0")
    assert not meets("XM-001", code="XM-001/2023-11/0")


def test_several_words_must_all_be_met():
    assert meets("生物 hx", "华信生物")
    assert not meets("生物 重工", "华信生物")


def test_a_question_without_letters_or_digits_asks_nothing():
    assert Question.of(" -- （）!'\" ").words == ()


def test_a_long_question_stays_short_enough_to_be_asked():
    words = Question.of(" ".join(f"华{number}" * 200 for number in range(50))).words
    assert len(words) == 8
    assert all(len(word.text) <= 80 for word in words)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("QY-001", Level.WHOLE),
        ("QY", Level.START),
        ("华信", Level.START),
        ("生物", Level.HELD),
        ("sw", Level.SOUND),
        ("华信 sw", Level.SOUND),
    ],
)
def test_how_well_a_record_is_met_is_told_by_its_worst_word(text, level):
    assert Question.of(text).level(["qy001", "华信生物"]) is level


def test_a_name_has_one_syllable_per_character_whatever_stands_in_it():
    name = letters_and_digits("①𬭎吕々A座α绿")
    assert all(len(way) == len(name) for way in readings(name))
    assert readings("绿女")[0] == ("lv", "nv")


def test_terms_are_letters_and_digits_that_no_query_language_can_mistake():
    terms = terms_of("enterprise", ["A'B\"*:&|(1)", "中-1"], ["“甲”*乙 & 丙' OR 1", "ﬁ½ Ⅳ"])
    assert all(term.isalnum() for term in terms)
    assert all(len(term) <= LONGEST[term[0]] + 1 for term in terms if term[0] in LONGEST)
