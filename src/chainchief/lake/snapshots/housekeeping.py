"""Files that no manifest names any more: earlier states of the open ledger. They are removed.

A file that is being used for a snapshot just now is named by no manifest yet. Storing a file that
is there already makes it young again (`store.keep`), and young files are left alone.
"""

import time

from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, manifest

#: No snapshot takes that long.
YOUNG_SECONDS = 3600


def sweep() -> int:
    """Remove what no manifest names and what is older than an hour; how many files that were.

    Nothing is removed while a manifest cannot be read: it might name anything.
    """
    before = time.time() - YOUNG_SECONDS
    old = [path for path in store.objects().glob("*/*") if path.stat().st_mtime < before]
    if not old:
        return 0
    try:
        named = {
            table.sha256
            for path in making.manifest_files()
            for table in manifest.read(path).tables.values()
        }
    except (AlteredFileError, FileNotFoundError):
        return 0
    unnamed = [path for path in old if path.stem not in named]
    for path in unnamed:
        path.unlink(missing_ok=True)
    return len(unnamed)
