"""`python -m chainchief.jobs`: the worker of the home folder's jobs."""

from chainchief.jobs.process import main

if __name__ == "__main__":
    raise SystemExit(main())
