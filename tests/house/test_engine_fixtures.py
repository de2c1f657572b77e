"""Spark starts for tests: a local session, and a cluster of a master and two workers."""

import sys

import pytest


@pytest.mark.spark
def test_the_local_session_sums(spark):
    assert spark.range(10).groupBy().sum("id").collect()[0][0] == 45


@pytest.mark.spark
@pytest.mark.long
def test_the_cluster_on_loopback_takes_a_job(spark_cluster):
    import subprocess

    job = (
        "from pyspark.sql import SparkSession; import sys;"
        "s = SparkSession.builder.master(sys.argv[1]).config('spark.ui.enabled', 'false')"
        ".config('spark.driver.host', '127.0.0.1')"
        ".config('spark.executor.memory', '600m').getOrCreate();"
        "print(s.range(10).repartition(4).groupBy().sum('id').collect()[0][0]); s.stop()"
    )
    done = subprocess.run(
        [sys.executable, "-c", job, spark_cluster], capture_output=True, text=True
    )
    assert done.stdout.strip() == "45", done.stderr
