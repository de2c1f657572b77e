"""The reading process: one file in, lines of JSON out, within limits set before anything is read.

`python -m chainchief.intake.files.reading_process` takes a request as JSON on its standard input.
It may be stopped by its limits or abort inside a reader: nothing but itself is lost then.
"""

import gc
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from chainchief.intake.files import limits


def confine() -> None:
    """Limit this process for good: memory, CPU time, size of what it writes, no core file."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def lines(request: dict[str, object]) -> Iterator[object]:
    """Messages that `sheets.read` expects: dicts for sheets, lists for rows, or one refusal."""
    from chainchief.intake.files.container import refuse_unless_workbook
    from chainchief.intake.files.csv_cells import read_csv
    from chainchief.intake.files.faults import RefusedError
    from chainchief.intake.files.workbook_cells import read_workbook

    path, skipped = Path(str(request["path"])), request["skipped"]
    assert isinstance(skipped, list)  # noqa: S101 - the parent writes the request
    try:
        if request["form"] == "csv":
            yield from read_csv(path)
        else:
            refuse_unless_workbook(path)
            yield from read_workbook(path, str(request["sheet"]), skipped)
    except RefusedError as refused:
        yield {
            "refused": refused.kind.code,
            "sheet": refused.sheet,
            "cell": refused.cell,
            "facts": refused.facts,
        }


def main() -> None:
    request = json.load(sys.stdin)
    confine()
    gc.disable()  # a short life, and next to nothing that goes in circles
    for line in lines(request):
        sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.write('{"done":true}\n')


if __name__ == "__main__":
    main()
