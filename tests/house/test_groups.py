"""Tests that need Spark share one worker and come first; the others stay together by file."""

import subprocess
import sys

SAMPLE = """
import os, pytest
@pytest.mark.parametrize("turn", range(6))
def test_plain(turn): print("plain", os.environ["PYTEST_XDIST_WORKER"])
@pytest.mark.spark
@pytest.mark.parametrize("turn", range(6))
def test_spark(turn): print("spark", os.environ["PYTEST_XDIST_WORKER"])
"""


def test_all_that_need_spark_run_on_one_worker(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"test_{name}.py").write_text(SAMPLE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = spark: x\n")
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-rP"]
    command += ["-p", "tests.fixtures.groups", "-p", "no:django", "--no-loadscope-reorder"]
    done = subprocess.run(
        [*command, "--rootdir", tmp_path, tmp_path], capture_output=True, text=True, check=True
    )
    workers = {line for line in done.stdout.splitlines() if line.startswith("spark gw")}
    assert len(workers) == 1, done.stdout
    assert "24 passed" in done.stdout
