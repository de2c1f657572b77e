"""The terms of a record: short strings of letters and digits that the database keeps an index of.

The first letter says what a term is, the rest is folded text:

    k kind · e whole code · c start of a code · s start of a name · g what a name holds from here
    p pinyin from a syllable on · i initials from a syllable on

Of Chinese text `g` holds each character with the one after it; of Latin text all that follows. So
one character, two or many are found without a look through all names.
"""

import re
from collections.abc import Iterable, Iterator

from chainchief.core.characters import letters_and_digits
from chainchief.search.words.readings import Syllables, readings

#: Go up by one when the terms of a record change: an older index is then made anew.
RULES = 1

KIND, WHOLE, CODE, START, HELD, PINYIN, INITIALS = "kecsgpi"
#: Letters and digits kept of a term: what goes beyond does not narrow the search.
LONGEST = {CODE: 40, WHOLE: 160, START: 8, HELD: 16, PINYIN: 16, INITIALS: 10}
#: Syllables whose pinyin is asked for at most, from where one begins to type.
_SYLLABLES = 8
#: The end of a firm's name that thousands share: nobody types its pinyin.
_TAIL = re.compile(r"(?:股份)?有限(?:责任)?公司(?:[^公司]{0,6}分公司)?$")


def terms_of(kind: str, codes: Iterable[str], names: Iterable[str]) -> set[str]:
    """Terms by which a record of the kind with these codes and names is found.

    A record without a name is a part of another, whose code its own begins with: it is found by its
    whole code alone, lest a project drown in its reports.
    """
    spoken = list(filter(None, map(letters_and_digits, names)))
    found = {KIND + letters_and_digits(kind)}
    for number, code in enumerate(filter(None, map(letters_and_digits, codes))):
        if number == 0:
            found.add(cut(WHOLE, code))
        if spoken:
            found.add(cut(CODE, code))
    for name in spoken:
        found.add(cut(START, name))
        found.update(HELD + held for held in held_in(name))
        found.update(_sounds(name))
    return found


def cut(mark: str, text: str) -> str:
    return mark + text[: LONGEST[mark]]


def held_in(text: str) -> Iterator[str]:
    """The pieces of a folded text, one for each of its characters."""
    for place, character in enumerate(text):
        if character.isascii():
            yield _latin(text, place)
        else:
            yield text[place : place + 2]


def _latin(text: str, place: int) -> str:
    end = place
    while end < len(text) and text[end].isascii():
        end += 1
    return text[place : min(end, place + LONGEST[HELD])]


def _sounds(name: str) -> Iterator[str]:
    """Pinyin and initials from each syllable on, but for the shared end of firms' names."""
    if name.isascii():
        return
    begins = len(_TAIL.sub("", name)) or len(name)
    for syllables in readings(name):
        for place in range(begins):
            yield from _from_here(syllables[place:])


def _from_here(syllables: Syllables) -> Iterator[str]:
    yield cut(PINYIN, "".join(syllables[:_SYLLABLES]))
    yield cut(INITIALS, "".join(syllable[0] for syllable in syllables))
