"""Messages in two languages. Message ids are English.

Each room, and each kind of record with words of its own, keeps a `locale/zh_Hans.po`. These files
are merged into one compiled catalogue, which the command line reads here and the pages read through
Django. It is rebuilt whenever one of its sources is newer.
"""

import gettext as stdlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TypeVar

Said = TypeVar("Said")
PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
CHINESE, ENGLISH = "zh-hans", "en"
LANGUAGES = (CHINESE, ENGLISH)
_COMPILED = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.mo"


def language_of_environment() -> str:
    """`CHAINCHIEF_LANG`, else Chinese: the office's language is the default everywhere."""
    wanted = os.environ.get("CHAINCHIEF_LANG", "").lower()
    return ENGLISH if wanted.startswith("en") else CHINESE


_language: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    return _language.get() or language_of_environment()


def speak(wanted: str) -> None:
    """Make `wanted` ("zh-hans" or "en") the language of this thread or task."""
    _language.set(wanted if wanted in LANGUAGES else CHINESE)


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    token = _language.set(wanted)
    try:
        yield
    finally:
        _language.reset(token)


def in_every_language(say: Callable[[], Said]) -> list[Said]:
    """Texts that `say` gives in each language: a file may come back from a reader of another."""
    said = []
    for each in LANGUAGES:
        with speaking(each):
            said.append(say())
    return said


def _(message: str) -> str:
    """`message` in the current language."""
    return message if language() == ENGLISH else _catalogue().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for `number` of something in the current language: `one` is English for 1."""
    if language() == ENGLISH:
        return one if number == 1 else many
    return _catalogue().ngettext(one, many, number)


def in_language(names: "dict[str, str]") -> str:
    """Pick from a preset's `{zh: …, en: …}`; Chinese where the other is missing."""
    return names.get("en" if language() == ENGLISH else "zh") or names["zh"]


@cache
def _catalogue() -> stdlib.NullTranslations:
    compile_catalogue()
    with _COMPILED.open("rb") as stream:
        return stdlib.GNUTranslations(stream)


def sources() -> list[Path]:
    """The message files: one per room, and one per package that brings words of its own."""
    return sorted(PACKAGE.rglob("locale/zh_Hans.po"))


def compile_catalogue() -> Path:
    """Merge the rooms' files into the compiled catalogue if one is newer; return its path."""
    parts = sources()
    newest = max((part.stat().st_mtime for part in parts), default=0.0)
    if _COMPILED.exists() and _COMPILED.stat().st_mtime >= newest:
        return _COMPILED
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale="zh_Hans")
    for part in parts:
        with part.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans"):
                if message.id and message.string:
                    merged.add(message.id, message.string, context=message.context)
    _COMPILED.parent.mkdir(parents=True, exist_ok=True)
    draft = _COMPILED.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("wb") as stream:
        write_mo(stream, merged)
    draft.replace(_COMPILED)
    return _COMPILED
