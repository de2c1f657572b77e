"""Indicators found by typing: characters of a name or alias, its pinyin or initials, a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from chainchief.core.characters import letters_and_digits
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.search.words.readings import readings
from chainchief.web.frame.query import CellQuery

#: As many ways of saying a name as a list in the page carries.
_MOST_READINGS = 2
_MOST_KEPT = 4000


@dataclass(frozen=True)
class Findable:
    """A line that typing lets through; `text` is what the words must be in."""

    name: str
    subject: str
    address: str
    text: str


def findable(indicators: Iterable[Indicator], query: CellQuery) -> list[Findable]:
    """All that have a page of their own, under the order of their subjects."""
    arrangement = subjects()
    known = [each for each in indicators if not each.parameters]
    return [
        Findable(
            each.name,
            arrangement.of(each.code).name,
            f"{reverse('indicator', args=[each.code])}?{query.query}",
            text_of(each),
        )
        for each in sorted(known, key=lambda each: arrangement.place(each.code))
    ]


def text_of(indicator: Indicator) -> str:
    """Text by which an indicator is found, each name apart, folded as questions are."""
    return _text(indicator.code, tuple(indicator.names.values()), indicator.aliases)


def holds(text: str, words: str) -> bool:
    """Whether all the words are in what an indicator is found by."""
    return all(letters_and_digits(word) in text for word in words.split())


@lru_cache(maxsize=_MOST_KEPT)
def _text(code: str, names: tuple[str, ...], aliases: tuple[str, ...]) -> str:
    said = [letters_and_digits(name) for name in dict.fromkeys((*names, *aliases))]
    sounds = [
        sound
        for name in said
        if not name.isascii()
        for way in readings(name)[:_MOST_READINGS]
        for sound in ("".join(way), "".join(syllable[:1] for syllable in way))
    ]
    return " ".join(dict.fromkeys((letters_and_digits(code), *said, *sounds)))
