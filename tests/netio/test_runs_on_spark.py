"""Spread over Spark by firm, a run ends in the same bits as here."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from tests.netio.test_an_interrupted_run_resumes import QUIET, network, same

from chainchief.netio.runs.all_firms import Engine, rank_all
from chainchief.netio.runs.ensembles import Uncertain, draw_closure, draw_firms
from chainchief.netio.runs.spark import STRETCH, spark_map
from chainchief.network.cascade.index import prepare

pytestmark = pytest.mark.spark


def test_all_firms_on_spark_equal_all_firms_here(spark):
    plan = prepare(network(firms=STRETCH + 500), mode="paper")
    here = rank_all(plan, Engine(), QUIET, None)
    steps = []
    there = rank_all(plan, Engine("spark"), lambda done, total: steps.append(done), None)
    assert same(there, here)
    assert steps == [0, STRETCH, STRETCH + 500]


def test_a_run_begun_here_is_ended_on_spark(spark, tmp_path):
    plan = prepare(network())
    file = tmp_path / "run.jsonl"
    whole = rank_all(plan, Engine(), QUIET, file)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:2]))
    assert same(rank_all(plan, Engine("spark"), QUIET, file), whole)


def test_results_come_in_the_order_of_the_tasks(spark):
    squares = spark_map(spark, np.float64(2.0), [5, 3, 8], lambda factor, task: factor * task)
    assert list(squares) == [10, 6, 16]


def test_draws_of_a_closure_and_of_all_firms_on_spark_equal_those_here(spark):
    uncertain = Uncertain(network(firms=120, confidence=0.7), {"mode": "paper"}, seed=5)
    initial = np.zeros(120)
    initial[[3, 40]] = 1.0, 0.5
    spread = Engine("spark")
    here = draw_closure(uncertain, initial, 9, Engine(), QUIET)
    assert here.shape == (9, 3)
    assert len(np.unique(here[:, 0])) > 1
    assert (draw_closure(uncertain, initial, 9, spread, QUIET) == here).all()
    firms = draw_firms(uncertain, 5, Engine(), QUIET)
    assert firms.shape == (5, 120)
    assert (draw_firms(uncertain, 5, spread, QUIET) == firms).all()


def test_the_command_line_gives_the_same_answer_on_spark(spark, commands):
    files = commands.network([f"{k},i{k % 3}" for k in range(9)], ["0>1:3", "1>2:4", "2>0:1"])
    here = commands.ask("cascade", *files, "--all")
    assert commands.ask("cascade", *files, "--all", "--engine", "spark") == here


def test_a_program_of_its_own_finds_its_packages_on_spark(commands, tmp_path):
    # Spark's workers would else be the shell's Python, which need not have any.
    files = commands.network([f"{k},i{k % 3}" for k in range(9)], ["0>1:3", "1>2:4", "2>0:1"])
    here = commands.ask("cascade", *files, "--all")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYSPARK")}
    options = ["--all", "--engine", "spark", "--json"]
    decoy = tmp_path / "python3"
    decoy.write_text("#!/bin/sh\nexit 9\n")
    decoy.chmod(0o755)
    told = subprocess.run(
        [sys.executable, "-m", "chainchief", "network", "cascade", *files, *options],
        env=bare | {"PATH": f"{tmp_path}{os.pathsep}{bare['PATH']}"},
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    assert json.loads(told.stdout) == here
