"""Reading the XML parts of a workbook as a stream, with entities and document types refused."""

import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.parsers import expat

from chainchief.intake.files import faults
from chainchief.intake.files.faults import RefusedError

_CHUNK = 1 << 18

Start = Callable[[dict[str, str]], None]
End = Callable[[], None]
Characters = Callable[[str], None]


def stream(
    archive: zipfile.ZipFile,
    part: str,
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    characters: Characters | None = None,
) -> None:
    """Send the elements of `part` to the functions given for their local names.

    A start gets the attributes; of elements for which nothing is given nothing is heard.

    Raises `RefusedError` for a document type or entity (billion laughs, outside files), for XML
    that is not well-formed, and for a part that is longer than the archive says.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise RefusedError(faults.UNSAFE_XML, part=f"{part}: DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = _heard_starts(starts)
    parser.EndElementHandler = _heard_ends(ends) if ends else None
    parser.CharacterDataHandler = characters
    try:
        with archive.open(part) as source:
            while chunk := source.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as damage:
        raise RefusedError(faults.DAMAGED) from damage
    except KeyError:
        raise RefusedError(faults.DAMAGED) from None


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
