"""Pictures without what cameras and programs write into them: places, times, names, thumbnails.

The picture itself is not touched: only pieces of the file that it is not drawn from are left out.
Which way up a photograph stands is kept, and so are profiles of colour.
"""

import re
import struct
from collections.abc import Callable, Iterator

_SOI, _EOI, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_DRAWN = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT"),
)
_WEBP_METADATA = (b"EXIF", b"XMP ")
_SVG_METADATA = re.compile(
    rb"<!--.*?-->|<metadata\b.*?</metadata>|<metadata\b[^>]*/>|<sodipodi:namedview\b.*?(?:/>|"
    rb"</sodipodi:namedview>)|\s(?:inkscape|sodipodi):[\w-]+=(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)


class NotCleanedError(ValueError):
    """A picture of a kind, or in a state, whose metadata we cannot take out."""


def without_metadata(picture: bytes) -> bytes:
    """The same picture; raises `NotCleanedError` where what it says of itself may stay in it."""
    for beginning, clean in _KINDS.items():
        if picture.startswith(beginning):
            try:
                return clean(picture)
            except (struct.error, IndexError) as broken:
                raise NotCleanedError(str(broken)) from None
    raise NotCleanedError(picture[:4].hex())


def _jpeg(picture: bytes) -> bytes:
    segments = list(_segments(picture))
    turned = next((t for marker, data in segments if (t := _orientation(marker, data)) > 1), 1)
    kept = [b"\xff\xd8"]
    if turned > 1:
        kept.append(_exif_of(turned))
    kept += [data for marker, data in segments if _is_drawn(marker, data)]
    return b"".join([*kept, b"\xff\xd9"])


def _segments(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its bytes, and with the scan that follows; nothing behind the end."""
    at = 2
    while True:
        while picture[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = picture[at + 1]
        if picture[at] != 0xFF:
            raise NotCleanedError(f"byte {at}")
        if marker == _EOI:
            return
        length = struct.unpack(">H", picture[at + 2 : at + 4])[0]
        end = _end_of_scan(picture, at + 2 + length) if marker == 0xDA else at + 2 + length
        yield marker, picture[at:end]
        at = end


_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _end_of_scan(picture: bytes, start: int) -> int:
    marker = _MARKER.search(picture, start)
    if marker is None:
        raise NotCleanedError("no end")
    return marker.start()


def _is_drawn(marker: int, data: bytes) -> bool:
    if marker == _APP2:
        return data[4:].startswith(b"ICC_PROFILE")
    return marker in (_APP0, _APP14) or not (_APP0 <= marker <= 0xEF or marker == _COM)


def _orientation(marker: int, data: bytes) -> int:
    """Which way up EXIF says the picture stands: 1 to 8, 0 where it does not say."""
    exif = data[4 + len(_EXIF) :]
    if marker != _APP1 or not data[4:].startswith(_EXIF) or exif[:2] not in (b"II", b"MM"):
        return 0
    order = "<" if exif[:2] == b"II" else ">"
    at = struct.unpack(f"{order}I", exif[4:8])[0]
    count = struct.unpack(f"{order}H", exif[at : at + 2])[0]
    for field in range(at + 2, at + 2 + 12 * count, 12):
        tag, _kind, _number, value = struct.unpack(f"{order}HHIH", exif[field : field + 10])
        if tag == _ORIENTATION:
            return int(value) if value <= 8 else 1
    return 0


def _exif_of(turned: int) -> bytes:
    """An EXIF segment that says nothing else than which way up."""
    field = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    exif = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + field + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _png(picture: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        end = at + 12 + length
        if kind in _PNG_DRAWN:
            kept.append(picture[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)
    raise NotCleanedError("no end")


def _webp(picture: bytes) -> bytes:
    if picture[8:12] != b"WEBP":
        raise NotCleanedError("RIFF")
    kept, at = [b"WEBP"], 12
    while at + 8 <= len(picture):
        kind, length = struct.unpack("<4sI", picture[at : at + 8])
        end = at + 8 + length + length % 2
        if kind not in _WEBP_METADATA:
            kept.append(picture[at:end])
        at = end
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _emf(picture: bytes) -> bytes:
    """The header of an EMF names the program and the title of the picture: blanked in place."""
    if picture[40:44] != b" EMF":
        raise NotCleanedError("EMF")
    length, start = struct.unpack("<II", picture[60:68])
    end = start + 2 * length
    return picture[:start] + bytes(end - start) + picture[end:] if start else picture


def _svg(picture: bytes) -> bytes:
    return _SVG_METADATA.sub(b"", picture)


def _same(picture: bytes) -> bytes:
    return picture


_KINDS: dict[bytes, Callable[[bytes], bytes]] = {
    b"\xff\xd8\xff": _jpeg,
    _PNG: _png,
    b"RIFF": _webp,
    b"BM": _same,  # these two hold nothing but the picture
    b"\xd7\xcd\xc6\x9a": _same,
    b"\x01\x00\x00\x00": _emf,
    b"<svg": _svg,
    b"<?xml": _svg,
}
