"""Long runs: threads or Spark, resumed where they were interrupted."""
