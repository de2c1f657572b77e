"""Pictures keep what is drawn and lose what cameras and programs wrote into them."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainchief.briefing.publish.pictures import NotCleanedError, without_metadata

SECRET = b"GPS 37.43N zhangsan 2024:01:05"
SCAN = b"\xff\xda\x00\x04\x01\x02" + b"\x11\xff\x00\x22\xff\xd0\x33"


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation, order=">"):
    mark = b"MM\0*" if order == ">" else b"II*\0"
    indicator = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + mark + struct.pack(f"{order}IH", 8, 1) + indicator + b"\0\0\0\0" + SECRET


def jpeg(*segments, behind=b""):
    return b"\xff\xd8" + b"".join(segments) + SCAN + b"\xff\xd9" + behind


JFIF = segment(0xE0, b"JFIF\0\x01\x02")
TABLE = segment(0xDB, b"quantization")
PROFILE = segment(0xE2, b"ICC_PROFILE\0profile")


def test_a_photograph_keeps_its_scan_tables_and_colours():
    told = [segment(0xE1, exif(1)), segment(0xE1, b"http://ns.adobe.com/xap/" + SECRET)]
    told += [segment(0xFE, SECRET), segment(0xED, SECRET), segment(0xE2, b"MPF\0" + SECRET)]
    picture = jpeg(JFIF, *told, PROFILE, TABLE, behind=SECRET)
    assert without_metadata(picture) == jpeg(JFIF, PROFILE, TABLE)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_that_was_turned_stays_turned_and_says_nothing_else(order):
    clean = without_metadata(jpeg(JFIF, segment(0xE1, exif(6, order)), TABLE))
    assert SECRET not in clean
    assert clean.count(b"Exif") == 1
    assert clean == without_metadata(clean)


def test_later_scans_are_kept_and_comments_between_them_are_not():
    picture = b"\xff\xd8" + TABLE + SCAN + segment(0xFE, SECRET) + TABLE + SCAN + b"\xff\xd9"
    assert without_metadata(picture) == b"\xff\xd8" + TABLE + SCAN + TABLE + SCAN + b"\xff\xd9"


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks):
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_png_keeps_what_is_drawn():
    drawn = chunk(b"IHDR", b"size"), chunk(b"pHYs", b"dpi"), chunk(b"IDAT", b"pixels")
    end = chunk(b"IEND")
    told = (chunk(kind, SECRET) for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVw"))
    assert without_metadata(png(drawn[0], *told, *drawn[1:], end) + SECRET) == png(*drawn, end)


def test_a_webp_loses_its_two_chunks():
    def webp(*chunks):
        body = b"WEBP" + b"".join(chunks)
        return b"RIFF" + struct.pack("<I", len(body)) + body

    def piece(kind, data):
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    drawn = piece(b"VP8 ", b"pixels!")
    assert without_metadata(webp(drawn, piece(b"EXIF", SECRET), piece(b"XMP ", SECRET))) == webp(
        drawn
    )


def test_a_metafile_forgets_its_program_and_title():
    text = "Visio\0张三.vsd\0\0".encode("utf-16-le")
    head = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(16)
    head += struct.pack("<II", len(text) // 2, 108) + bytes(40)
    clean = without_metadata(head + text + b"drawn")
    assert len(head) == 108
    assert clean == head + bytes(len(text)) + b"drawn"


def test_a_drawing_in_xml_loses_comments_metadata_and_paths():
    drawn = b"<svg><path d='M0 0'/></svg>"
    told = drawn.replace(
        b"<svg>", b"<svg inkscape:export-filename='D:/z.png'><!-- z --><metadata>z</metadata>"
    )
    assert without_metadata(told) == drawn


@pytest.mark.parametrize(
    "picture",
    [b"II*\0tiff", b"GIF89a", b"", b"\xff\xd8\xff", jpeg(JFIF)[:12], png(chunk(b"IHDR"))],
)
def test_what_cannot_be_cleaned_is_said(picture):
    with pytest.raises(NotCleanedError):
        without_metadata(picture)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.integers(0, 255))
def test_a_damaged_photograph_is_cleaned_or_refused(at, byte):
    picture = bytearray(jpeg(JFIF, segment(0xE1, exif(6)), TABLE))
    picture[2 + at % (len(picture) - 2)] = byte
    try:
        clean = without_metadata(bytes(picture))
    except NotCleanedError:
        return
    assert clean.startswith(b"\xff\xd8")


def test_pillow_reads_the_same_pixels_and_no_exif():
    from PIL import Image

    image = Image.new("RGB", (9, 7), (200, 30, 30))
    told = Image.Exif()
    told[0x013B] = "张三"
    for form in ("JPEG", "PNG", "WEBP"):
        stream = io.BytesIO()
        image.save(stream, form, exif=told)
        clean = Image.open(io.BytesIO(without_metadata(stream.getvalue())))
        assert dict(clean.getexif()) == {}
        assert clean.tobytes() == Image.open(stream).tobytes()
