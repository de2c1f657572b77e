"""Files that were damaged, cut, tampered with or misnamed on their way, drawn from a seed."""

import io
import random
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

HEADS = ["编号", "名称", "落地单位", "计划总投资(万元)", "备案号", "生效日"]
ROWS = [
    [f"N-{n}", f"第{n}号项目", "371402", 6000.5 + n, f"2023-{n:02d}", "2023-03-01"]
    for n in range(1, 9)
]
ENDINGS = (".csv", ".xls", ".xlsm", ".xlsb", ".et", ".ods", ".txt", ".XLSX", ".zip", "")


def sound_workbook() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for line in (HEADS, *ROWS):
        book.active.append(line)
    book.save(content)
    return content.getvalue()


def sound_csv() -> bytes:
    return "\r\n".join(",".join(map(str, line)) for line in (HEADS, *ROWS)).encode() + b"\r\n"


def flipped(content: bytes, draw: random.Random) -> bytes:
    """One to eight bytes become others."""
    mutated = bytearray(content)
    for _time in range(draw.randint(1, 8)):
        mutated[draw.randrange(len(mutated))] ^= draw.randint(1, 255)
    return bytes(mutated)


def cut(content: bytes, draw: random.Random) -> bytes:
    """The end is missing, or the beginning, or a piece between."""
    begin, end = sorted(draw.sample(range(len(content)), 2))
    return draw.choice([content[:end], content[begin:], content[:begin] + content[end:]])


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: list[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", how) as archive:
        warnings.simplefilter("ignore")
        for name, part in parts:
            archive.writestr(name, part)
    return packed.getvalue()


def part_mutated(content: bytes, draw: random.Random) -> bytes:
    """One part is damaged, and packed so that its check sum says nothing of it."""
    parts = _parts(content)
    name = draw.choice(sorted(parts))
    parts[name] = draw.choice([flipped, cut])(parts[name], draw)
    return _packed([*parts.items()])


def part_dropped(content: bytes, draw: random.Random) -> bytes:
    parts = _parts(content)
    del parts[draw.choice(sorted(parts))]
    return _packed([*parts.items()])


def part_twice(content: bytes, draw: random.Random) -> bytes:
    parts = _parts(content)
    name = draw.choice(sorted(parts))
    return _packed([*parts.items(), (name, draw.choice([parts[name], b"", b"<x/>"]))])


def part_renamed(content: bytes, draw: random.Random) -> bytes:
    parts = _parts(content)
    name = draw.choice(sorted(parts))
    other = draw.choice(
        [f"../../{name}", f"/{name}", name.upper(), name.replace("/", "\\"), f"{name}.bak"]
    )
    return _packed([(other if one == name else one, part) for one, part in parts.items()])


def parts_exchanged(content: bytes, draw: random.Random) -> bytes:
    parts = _parts(content)
    one, other = draw.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return _packed([*parts.items()])


def repacked(content: bytes, draw: random.Random) -> bytes:
    """The same parts in another order, packed otherwise, with a foreign one: still sound."""
    parts = [*_parts(content).items(), ("docProps/note.txt", b"x" * draw.randint(0, 5000))]
    draw.shuffle(parts)
    return _packed(parts, draw.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


def header_lies(content: bytes, draw: random.Random) -> bytes:
    """Sizes, flags, method or place of a part as the directory gives them are others."""
    mutated = bytearray(content)
    entry = draw.choice([at for at in range(len(content) - 4) if content[at : at + 4] == b"PK\1\2"])
    field, length = draw.choice([(8, 2), (10, 2), (20, 4), (24, 4), (42, 4)])
    for at in range(entry + field, entry + field + length):
        mutated[at] = draw.choice([0, 1, 0xFF, draw.randrange(256)])
    return bytes(mutated)


def wrapped(content: bytes, draw: random.Random) -> bytes:
    """Something before it, behind it, or the whole in another archive."""
    noise = draw.randbytes(draw.randint(1, 400))
    return draw.choice(
        [noise + content, content + noise, content + content, _packed([("项目.xlsx", content)])]
    )


Mutation = Callable[[bytes, random.Random], bytes]
OF_WORKBOOKS: tuple[Mutation, ...] = (
    flipped,
    cut,
    part_mutated,
    part_mutated,
    part_mutated,
    part_dropped,
    part_twice,
    part_renamed,
    parts_exchanged,
    repacked,
    header_lies,
    wrapped,
)
OF_CSV: tuple[Mutation, ...] = (flipped, cut)


def mutated_file(folder: Path, number: int, seed: int) -> tuple[str, Path]:
    """What was done, and the file: the same for the same number and seed."""
    draw = random.Random(f"{seed} {number}")
    is_csv = number % 6 == 5
    content, ending = (sound_csv(), ".csv") if is_csv else (sound_workbook(), ".xlsx")
    mutation = draw.choice(OF_CSV if is_csv else OF_WORKBOOKS)
    done = mutation.__name__
    if number % 10 == 9:
        ending, done = draw.choice((*ENDINGS, ".xlsx" if is_csv else ".csv")), "misnamed"
    else:
        content = mutation(content, draw)
    path = folder / f"来件{number}{ending}"
    path.write_bytes(content)
    return done, path
