"""Indicators that words name: alike in their words, and apart where a word tells them apart."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.workshop.sentences.limits import same_limits, without_limits

#: As much of its name must stand in the words that an indicator is proposed by its name.
ALIKE = Fraction(1, 2)
#: The same of a short one, whose pairs of characters stand in many words.
_NEARLY = Fraction(3, 4)
#: So much: the whole name stands there, and nothing that tells another apart.
WHOLE = Fraction(1)
#: What a word that tells apart and that a name lacks takes from its likeness.
_LACKING = Fraction(1, 5)
#: The same of a word that stands right before the number.
_LACKING_CLOSE = Fraction(1, 2)
#: A name of so few characters is a part of many words.
_SHORT = 3
_PLAIN = (
    (re.compile("[“”\"'‘’《》·\\s]"), ""),
    (re.compile("规模以上"), "规上"),
    (re.compile("营业收入|主营收入|主营业务收入"), "营收"),
    (re.compile("技术改造"), "技改"),
    (re.compile("产业链(?=项目|企业|链主)"), ""),
    (re.compile("市级领导|省级领导"), "领导"),
    (re.compile("(?:个数|家数|条数|项数|次数|人数|户数)$"), ""),
    (re.compile("[(\uff08].*?[)\uff09]"), ""),
)


def named(
    words: str, catalogue: Iterable[Indicator], telling: tuple[tuple[str, ...], ...], most: int
) -> list[Indicator]:
    """The indicators whose names stand in `words`, the closest first, `most` of them."""
    return [each for _score, each in named_with_likeness(words, catalogue, telling)[:most]]


def named_with_likeness(
    words: str,
    catalogue: Iterable[Indicator],
    telling: tuple[tuple[str, ...], ...],
    close: str = "",
) -> list[tuple[Fraction, Indicator]]:
    """The indicators whose names stand in `words` and how alike they are, the closest first.

    `close` are those of the words that stand right before the number.

    A name with another limit of size, or with a word that tells it apart (技改, 自报, 新竣工) and
    that the words lack, is none of them.
    """
    plain = _plain(words)
    wanted = _groups(plain, telling)
    near = _groups(_plain(close), telling)
    scored = []
    for each in catalogue:
        if each.parameters:
            continue
        names = [name for name in (each.names["zh"], *each.aliases) if same_limits(name, words)]
        names = [name for name in names if len(name) > _SHORT or _ends(words, name)]
        best = max(
            (_score(name, plain, wanted, near, telling) for name in names), default=Fraction(0)
        )
        if best >= (ALIKE if max(map(len, names), default=0) > _SHORT + 2 else _NEARLY):
            scored.append((best, each))
    return sorted(scored, key=lambda pair: -pair[0])


def _ends(words: str, name: str) -> bool:
    return re.search(re.escape(name) + "[^\\w]*(?:达到?|为|共有?)?$", words) is not None


def _score(
    name: str,
    plain: str,
    wanted: frozenset[int],
    near: frozenset[int],
    telling: tuple[tuple[str, ...], ...],
) -> Fraction:
    own = _plain(name)
    groups = _groups(own, telling)
    if not groups <= wanted:
        return Fraction(0)
    whole = Fraction(1, 4) if own and _in_words_of(plain, own, telling) in plain else Fraction(0)
    lacking = _LACKING * len(wanted - near - groups) + _LACKING_CLOSE * len(near - groups)
    return _likeness(own, plain, telling) + whole - lacking


@lru_cache(8192)
def _plain(text: str) -> str:
    text = without_limits(text)
    for shape, instead in _PLAIN:
        text = shape.sub(instead, text)
    return text


@lru_cache(8192)
def _groups(text: str, telling: tuple[tuple[str, ...], ...]) -> frozenset[int]:
    return frozenset(at for at, words in enumerate(telling) if any(word in text for word in words))


def _likeness(name: str, text: str, telling: tuple[tuple[str, ...], ...]) -> Fraction:
    """How many of the pairs of characters of a name stand in a text, or words of their meaning."""
    name = _in_words_of(text, name, telling)
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return Fraction(sum(pair in text for pair in pairs), len(pairs)) if pairs else Fraction(0)


def _in_words_of(text: str, name: str, telling: tuple[tuple[str, ...], ...]) -> str:
    """A name with those of several words of one meaning that the text has: 招商 for 招引."""
    for words in (telling[at] for at in sorted(_groups(text, telling) & _groups(name, telling))):
        kept = next((word for word in words if word in text), "")
        had = next((word for word in words if word in name), "")
        if kept and had and had not in text:
            name = name.replace(had, kept)
    return name
