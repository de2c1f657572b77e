"""Background jobs: long work that goes on when the page is closed, told with its progress.

A job is a row: who asked, what for, how far it is. One worker process beside the pages runs them,
one after the other, as whoever asked, with the rights of the moment at which it runs.
"""
