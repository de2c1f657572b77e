"""How wide words are, without a font: full-width characters are one em, others a share of it."""

import unicodedata

#: The widest share of an em that a letter or digit takes on average in the fonts of the pages.
NARROW = 0.58


def ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else NARROW for each in text)


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """The text in lines of at most that width, nothing left out; a word is broken if it must be.

    Lines of a text in several lines are of about the same length, so that none holds one letter.
    """
    most = max(1.0, width / size)
    whole = ems(text)
    if whole <= most:
        return (text,)
    lines = -(-whole // most)
    found = _broken(text, min(most, whole / lines + 1.0))
    return found if len(found) <= lines else _broken(text, most)


def _broken(text: str, most: float) -> tuple[str, ...]:
    lines, line = [], ""
    for each in text:
        if line and ems(line + each) > most:
            head, blank, rest = line.rpartition(" ")
            keeps_words = blank and head and each != " "
            lines.append(head if keeps_words else line)
            line = rest if keeps_words else ""
        line += each
    return tuple(each.strip() for each in [*lines, line] if each.strip())
