"""One text for one password, however it was typed."""

import unicodedata


def normalised(password: str) -> str:
    """The password in Unicode's normal form KC, in which it is hashed and compared.

    An input method in full width types `Ａ１` for `A1`, and another keyboard composes é of two
    characters: people see the same password, so it is one. Spaces at the ends stay.
    """
    return unicodedata.normalize("NFKC", password)
