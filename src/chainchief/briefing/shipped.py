"""`python -m chainchief.briefing.shipped`: builds the templates that come with the program.

The built files are committed, because the office edits files and not scripts; a test builds them
again and compares.
"""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from chainchief.briefing.monthly_note import monthly_note
from chainchief.briefing.packing import packed

FOLDER = Path(__file__).parent / "presets" / "templates"
TEMPLATES: dict[str, Callable[[], Document]] = {"monthly-note": monthly_note}


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
