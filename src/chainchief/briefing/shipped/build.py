"""The templates that come with the program: `python -m chainchief.briefing.shipped.build FOLDER`.

What stands in this room is their only form. A change of wording is then read in review as text, and
a template uses the same letter form as every sheet; the file is made when it is asked for, always
with the same bytes. The command writes the files for an office that begins with one of them.
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from docx.document import Document

from chainchief.briefing.docx.packing import packed
from chainchief.briefing.shipped.chain_note import chain_note
from chainchief.briefing.shipped.county_sheet import county_sheet
from chainchief.briefing.shipped.monthly_note import monthly_note
from chainchief.briefing.shipped.press_release import press_release

TEMPLATES: dict[str, Callable[[], Document]] = {
    "chain-note": chain_note,
    "county-sheet": county_sheet,
    "monthly-note": monthly_note,
    "press-release": press_release,
}


@cache
def content_of(name: str) -> bytes:
    """The .docx file of one of the `TEMPLATES`."""
    return packed(TEMPLATES[name]())


def build(folder: Path) -> list[Path]:
    """Write every shipped template into `folder`; a file that is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in TEMPLATES:
        path = folder / f"{name}.docx"
        if not path.exists():
            path.write_bytes(content_of(name))
            written.append(path)
    return written


if __name__ == "__main__":
    for file in build(Path(sys.argv[1])):
        sys.stdout.write(f"{file}\n")
