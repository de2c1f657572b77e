"""The engines that compute on snapshots: DuckDB and Spark, one query, equal results."""
