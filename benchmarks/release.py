"""Seconds for the press release of the demo city: DOCX, review copy, page, reading back, issue.

    python -m benchmarks.release [--home FOLDER] [--repeat 5] [--pdf]

`--home` is a folder with a demo city (`chainchief demo`); without it one is built first, which is
not counted. `first` is the first time in a process that has just started, with everything that is
loaded then; the others are the best and the median of `--repeat` in one process, each with a source
of its own, so that no figure is remembered from the one before.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FIRST = """
import sys, time
begun = time.perf_counter()
import django
django.setup()
from pathlib import Path
from chainchief.briefing.render.documents import render
from chainchief.core.spans import Month
render("press-release", Month(2023, 11), Path(sys.argv[1]))
print(time.perf_counter() - begun)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--pdf", action="store_true", help="also the PDF, by LibreOffice")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or built(Path(folder) / "home")
        os.environ |= {
            "CHAINCHIEF_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "chainchief.settings",
        }
        import django

        django.setup()
        report(Path(folder), options.repeat, pdf=options.pdf)


def built(home: Path) -> Path:
    environment = {**os.environ, "CHAINCHIEF_HOME": str(home)}
    command = [sys.executable, "-m", "chainchief", "demo"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return home


def report(folder: Path, repeat: int, *, pdf: bool) -> None:
    from chainchief.briefing.issue.issuing import examine
    from chainchief.briefing.render.documents import render
    from chainchief.briefing.resolve.ledger_source import source_for
    from chainchief.core.spans import Month

    month, made = Month(2023, 11), folder / "release.docx"

    def rendering(ending: str, review: bool = False) -> Callable[[], object]:
        out = folder / f"release{'-review' if review else ''}{ending}"
        return lambda: render("press-release", month, out, review=review)

    def reading_back() -> object:
        return examine(made.read_bytes(), made.name, source_for(month))

    first = subprocess.run(
        [sys.executable, "-c", FIRST, str(folder / "first.docx")],
        check=True,
        capture_output=True,
        text=True,
    )
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"first DOCX of a process: {float(first.stdout):.2f} s")
    tell("DOCX", rendering(".docx"), repeat)
    tell("review copy (comments, appendix)", rendering(".docx", review=True), repeat)
    tell("page (HTML)", rendering(".html"), repeat)
    tell("reading back and comparing every figure", reading_back, repeat)
    if pdf:
        tell("PDF", rendering(".pdf"), repeat)


def tell(what: str, work: Callable[[], object], repeat: int) -> None:
    seconds, processor = [], []
    for _turn in range(repeat):
        begun, used = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    best, median, used = min(seconds), statistics.median(seconds), min(processor)
    print(f"{what}: best {best:.2f} s, median {median:.2f} s, processor {used:.2f} s")


if __name__ == "__main__":
    main()
