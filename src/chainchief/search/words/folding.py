"""Texts as they are compared: letters and digits alone, of one width and case."""

import unicodedata


def folded(text: str) -> str:
    """`（中国）Ａ-1号` → `中国a1号`: brackets, spaces, width and capitals make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def has_characters(text: str) -> bool:
    """Whether a folded text holds anything beside Latin letters and digits."""
    return not text.isascii()
