"""The room's exceptions."""

from chainchief.core.errors import ChainChiefError


class JobsError(ChainChiefError):
    """The base of the room's exceptions."""


class JobCancelledError(JobsError):
    """Whoever asked for the job does not want it any more; it ends between two steps."""


class WorkerLostError(JobsError):
    """The job was given to another worker meanwhile: this one must not go on."""
