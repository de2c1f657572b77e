#!/usr/bin/env python3
"""`python3 run.py demo|test|lint`: everything a fresh machine needs, from Python 3.11 alone."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older versions do reach this line
    sys.exit("ChainChief needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from tools.run.main import main

if __name__ == "__main__":
    sys.exit(main())
