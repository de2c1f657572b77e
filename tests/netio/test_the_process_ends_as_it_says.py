"""A command that told a fault ends with 1, however soon after reading it ends.

Arrow's threads may let go of what they read while the interpreter ends; an object of Python's,
let go of then, aborted about one run in thirty.
"""

import gc
import subprocess
import sys

import pyarrow.csv as arrow_csv
import pytest
from tests.netio.files import FIRMS

from chainchief.netio.files import csv_text

RUNS = 150


def test_arrow_is_given_no_object_of_pythons(monkeypatch):
    given = []

    def read_csv(source, *, parse_options, **options):
        given.append((source, parse_options))
        return original(source, parse_options=parse_options, **options)

    original = arrow_csv.read_csv
    monkeypatch.setattr(csv_text.arrow_csv, "read_csv", read_csv)
    text = b"a,b\n1,2\n"
    csv_text.parsed(text, ["a", "b"])
    ((source, parse_options),) = given
    assert parse_options.invalid_row_handler is None
    # Neither the text nor a file around it stands behind what Arrow reads.
    assert all(text is not held for held in gc.get_referents(source))
    assert type(source).__name__ == "BufferReader"


@pytest.mark.long
def test_a_hundred_and_fifty_runs_with_a_fault_all_end_with_1(files):
    files.write(firms=FIRMS.replace("id,", "Id,"))
    command = [sys.executable, "-m", "chainchief", "network", "cascade", "--close", "001",
               "--firms", str(files.firms), "--links", str(files.links)]  # fmt: skip
    ended = [subprocess.run(command, capture_output=True).returncode for _run in range(RUNS)]
    assert ended == [1] * RUNS
