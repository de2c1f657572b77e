"""Where things stand in the tree."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
#: What Vite writes; ignored by git, served by the program.
BUILT_PAGES = SOURCE / "chainchief" / "web" / "static" / "dist"
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"


def in_venv(program: str) -> Path:
    return VENV / "bin" / program
