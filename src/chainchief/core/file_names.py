"""Names of files for people: a system keeps bytes, which need not be text."""

import os
from pathlib import Path


def shown(path: Path | str) -> str:
    """`path` as text that can be printed and stored; bytes that are no UTF-8 read as GB18030."""
    text = os.fspath(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(text).decode("gb18030", "replace")
    return text
