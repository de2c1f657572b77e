"""Coverage and gaps of many chains at once, on DuckDB or Spark, equal to those of one chain."""
