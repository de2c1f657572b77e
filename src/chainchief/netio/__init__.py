"""Networks from and to files, plots, and runs spread over Spark."""
