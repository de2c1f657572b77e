"""Where tables are printed."""

import shutil
import sys
from typing import Any


def console() -> Any:
    """A console that never cuts a number: as wide as it needs where it is no terminal."""
    from rich.console import Console

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 200
    return Console(width=width, highlight=False)
