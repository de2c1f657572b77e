"""What one process of a server does beside its pages: jobs are seen to, the search keeps up."""

import fcntl
import threading

from chainchief.core.home import home


class BackgroundDuties(threading.Thread):
    """Waits until no other process that serves the home folder has these duties, then takes them.

    The lock goes with the process, however it ends: the next one that waits takes over.
    """

    def __init__(self) -> None:
        super().__init__(name="background duties", daemon=True)

    def run(self) -> None:
        from chainchief.jobs.supervision import keep_a_worker
        from chainchief.search.index.following import Follower

        self.lock = (home().path / "serving.lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        keep_a_worker()
        Follower().start()
