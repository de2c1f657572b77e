"""Behind `run.py`. Standard library only: nothing is installed yet when this runs."""
