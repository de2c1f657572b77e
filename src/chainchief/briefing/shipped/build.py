"""`python -m chainchief.briefing.shipped.build`: builds the templates that come with the program.

The built files are committed, because the office edits files and not scripts; a test builds them
again and compares.
"""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from chainchief.briefing.docx.packing import packed
from chainchief.briefing.shipped.chain_note import chain_note
from chainchief.briefing.shipped.county_sheet import county_sheet
from chainchief.briefing.shipped.monthly_note import monthly_note
from chainchief.briefing.shipped.press_release import press_release

FOLDER = Path(__file__).parents[1] / "presets" / "templates"
TEMPLATES: dict[str, Callable[[], Document]] = {
    "chain-note": chain_note,
    "county-sheet": county_sheet,
    "monthly-note": monthly_note,
    "press-release": press_release,
}


def build(folder: Path = FOLDER) -> list[Path]:
    """Write every shipped template into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, made in TEMPLATES.items():
        path = folder / f"{name}.docx"
        path.write_bytes(packed(made()))
        written.append(path)
    return written


if __name__ == "__main__":
    build()
