"""Reading the XML parts of a workbook as a stream, with entities and document types refused."""

import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from chainchief.intake.files import faults
from chainchief.intake.files.faults import RefusedError

_CHUNK = 1 << 18

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


def stream(
    archive: zipfile.ZipFile,
    part: str,
    start: Start | None = None,
    end: End | None = None,
    characters: Characters | None = None,
) -> None:
    """Send the elements of `part` to the given functions, under their local names.

    Raises `RefusedError` for a document type or entity (billion laughs, outside files), for XML
    that is not well-formed, and for a part that is longer than the archive says.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise RefusedError(faults.UNSAFE_XML, part=f"{part}: DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = _local_start(start) if start else None
    parser.EndElementHandler = _local_end(end) if end else None
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


def _local_start(start: Start) -> Start:
    """Some programs write `x:c` for `c`."""

    def called(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    return called


def _local_end(end: End) -> End:
    def called(name: str) -> None:
        end(name.rpartition(":")[2] if ":" in name else name)

    return called
