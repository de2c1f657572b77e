"""Reading the XML parts of a workbook as a stream, with entities and document types refused."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar
from xml.parsers import expat

from chainchief.intake.files import faults
from chainchief.intake.files.faults import RefusedError

_CHUNK = 1 << 18

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]
Characters = Callable[[str], None]
#: Cuts the bytes of a part into pieces, each with whether its elements are to be heard.
Pieces = Callable[[Iterable[bytes]], Iterable[tuple[bytes, bool]]]


def all_heard(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Leave the bytes as they come."""
    return ((chunk, True) for chunk in chunks)


def none_heard(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Parse the bytes for their faults alone."""
    return ((chunk, False) for chunk in chunks)


def names_an(element: str, archive: zipfile.ZipFile, part: str) -> bool:
    """Whether `part` may have such an element: its name stands there, in one byte a sign or two.

    Raises `RefusedError` for a part that cannot be unpacked.
    """
    name, end = element.encode(), b""
    try:
        with archive.open(part) as source:
            while chunk := source.read(_CHUNK):
                text = end + chunk.replace(b"\0", b"")
                if name in text:
                    return True
                end = text[-len(name) :]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as damage:
        raise RefusedError(faults.DAMAGED) from damage
    return False


def stream(
    archive: zipfile.ZipFile,
    part: str,
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    characters: Characters | None = None,
    pieces: Pieces = all_heard,
) -> None:
    """Send the elements of `part` to the functions given for their local names.

    A start gets the attributes; of elements for which nothing is given nothing is heard. All
    `pieces` are parsed, those that are not to be heard too: they must be whole elements.

    Raises `RefusedError` for a document type or entity (billion laughs, outside files), for XML
    that is not well-formed, and for a part that is longer than the archive says.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise RefusedError(faults.UNSAFE_XML, part=f"{part}: DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    heard_ends = _heard_ends(ends) if ends else None
    handlers: _Handlers = (_heard_starts(starts), heard_ends, characters)
    try:
        with archive.open(part) as source:
            for piece, heard in pieces(iter(partial(source.read, _CHUNK), b"")):
                _give(parser, handlers if heard else _DEAF)
                parser.Parse(piece)
            _give(parser, handlers)
            parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as damage:
        raise RefusedError(faults.DAMAGED) from damage
    except KeyError:
        raise RefusedError(faults.DAMAGED) from None


#: For starts, ends and characters.
_Handlers = tuple[
    Callable[[str, dict[str, str]], None] | None, Callable[[str], None] | None, Characters | None
]
_DEAF: _Handlers = (None, None, None)


def _give(parser: expat.XMLParserType, handlers: _Handlers) -> None:
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = handlers


Handler = TypeVar("Handler")


class _ByName(dict[str, Handler | None]):
    """Functions by the names of elements; some programs write `x:c` for `c`."""

    def __missing__(self, name: str) -> Handler | None:
        handler = self.get(name.rpartition(":")[2])
        if handler is not None:
            self[name] = handler
        return handler


def _heard_starts(starts: Mapping[str, Start]) -> Callable[[str, dict[str, str]], None]:
    by_name = _ByName(starts)

    def hear(name: str, attributes: dict[str, str]) -> None:
        handler = by_name[name]
        if handler is not None:
            handler(attributes)

    return hear


def _heard_ends(ends: Mapping[str, End]) -> Callable[[str], None]:
    by_name = _ByName(ends)

    def hear(name: str) -> None:
        handler = by_name[name]
        if handler is not None:
            handler()

    return hear
