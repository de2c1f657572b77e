"""The whole catalogue on a cluster on loopback, a master and two workers, equal to the digit."""

import json
import os
import pickle
import subprocess
import sys

import pytest
from tests.indicators.conftest import NOVEMBER
from tests.indicators.drawn_rows import drawn_snapshot, told

from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.engine import figures_for
from chainchief.lake.engines.engine import duckdb_engine

#: One session per process and master, so the cluster's is another process's.
JOB = """
import json, pickle, sys
import django
django.setup()
from tests.indicators.drawn_rows import told
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.engine import figures_for
from chainchief.lake.engines.engine import engine_named
snapshot = pickle.loads(sys.stdin.buffer.read())
engine = engine_named("spark=" + sys.argv[1])
figures = figures_for(snapshot, Month(2023, 11), catalogue=shipped(), engine=engine)
print(json.dumps(told(figures)))
"""


def figures_on(master, snapshot):
    environment = {
        **os.environ,
        "CHAINCHIEF_HOME": str(home().path),
        "DJANGO_SETTINGS_MODULE": "chainchief.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--conf spark.executor.memory=600m pyspark-shell",
    }
    done = subprocess.run(
        [sys.executable, "-c", JOB, master],
        input=pickle.dumps(snapshot),
        capture_output=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return json.loads(done.stdout)


@pytest.mark.spark
@pytest.mark.long
def test_the_whole_catalogue_is_identical_on_a_cluster(ledger, spark_cluster):
    snapshot = drawn_snapshot(2000)
    here = told(figures_for(snapshot, NOVEMBER, catalogue=shipped(), engine=duckdb_engine()))
    assert figures_on(spark_cluster, snapshot) == here
    assert sum(1 for figure in here if figure[4]) > 1000
