"""A question in terms: every word must be met; how it is met ranks what is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from chainchief.core.characters import letters_and_digits
from chainchief.search.words import terms

#: More words say no more, and longer ones neither.
_MOST_WORDS, _LONGEST = 8, 80


class Level(IntEnum):
    """How well a word is met, the best first."""

    WHOLE = 0
    START = 1
    HELD = 2
    SOUND = 3


@dataclass(frozen=True)
class Term:
    """One term to look for: as it stands, or everything that begins so."""

    text: str
    begins: bool = True


#: Any of some sets of terms, of which all must be there: what a word may be met by.
Ways = tuple[tuple[Term, ...], ...]


@dataclass(frozen=True)
class Word:
    """One word of a question, folded."""

    text: str

    @property
    def ways(self) -> dict[Level, Ways]:
        """Ways to meet the word, at each level. Latin text may be a sound."""
        found: dict[Level, Ways] = {
            Level.WHOLE: ((Term(terms.cut(terms.WHOLE, self.text), begins=False),),),
            Level.START: ((Term(terms.cut(terms.CODE, self.text)),), *self._start),
            Level.HELD: (tuple(_held(self.text)),),
        }
        if self.text.isascii():
            found[Level.SOUND] = tuple(
                (Term(terms.cut(mark, self.text)),) for mark in (terms.PINYIN, terms.INITIALS)
            )
        return found

    @property
    def _start(self) -> Ways:
        """Of a longer word the start of a name does not tell enough; it is held in the name too."""
        if len(self.text) > terms.LONGEST[terms.START]:
            return ()
        return ((Term(terms.START + self.text),),)

    @property
    def is_read_again(self) -> bool:
        """Whether its terms may stand apart in a name, so that the name itself must be asked."""
        whole_pair = len(self.text) == 2 and not any(map(str.isascii, self.text))
        return not self.text.isascii() and len(self.text) > 1 and not whole_pair


@dataclass(frozen=True)
class Question:
    """The words asked for; empty where there is nothing to look for."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "Question":
        parts = (letters_and_digits(part)[:_LONGEST] for part in text.split())
        return cls(tuple(Word(part) for part in dict.fromkeys(parts) if part)[:_MOST_WORDS])

    def level(self, lines: Iterable[str]) -> Level:
        """Level at which a record of these code and names (folded) is met: its worst word's."""
        held = list(lines)
        return max(_level(word.text, held) for word in self.words)


def _level(word: str, lines: list[str]) -> Level:
    if lines and lines[0] == word:
        return Level.WHOLE
    if any(line.startswith(word) for line in lines):
        return Level.START
    return Level.HELD if any(word in line for line in lines) else Level.SOUND


def _held(word: str) -> list[Term]:
    """The terms of a word inside a name: whole pairs as they stand, its end as a beginning."""
    if len(word) == 1:
        return [Term(terms.HELD + word)]
    pieces = list(dict.fromkeys(terms.held_in(word)))
    ends = pieces if word[-1].isascii() else pieces[:-1]
    return [Term(terms.HELD + piece, begins=piece[0].isascii()) for piece in _widest(ends)]


def _widest(pieces: list[str]) -> list[str]:
    """Without those that another one, which begins earlier in the same Latin run, ends with."""
    return [
        piece
        for piece in pieces
        if not any(piece != other and other.isascii() and other.endswith(piece) for other in pieces)
    ]
