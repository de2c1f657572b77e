"""The table of jobs."""

import uuid

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


#: A job in one of these states may still do something.
UNFINISHED = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """One piece of work, asked for by someone.

    `asked_by`, `acting_for` and `machine_user` are the parts of the signature: the job acts under
    it, with the rights of the time at which it runs. `words` is an English message id of what goes
    on, `subject` what it is about (the name of a file), `page` the address where its outcome
    stands. `attempts` counts beginnings, `worker` is the process that has it, `heartbeat` its last
    sign of life. `error` is why it failed, in the language of whoever asked.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=260, blank=True)
    page = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    asked_by = models.CharField(max_length=200)
    acting_for = models.CharField(max_length=200, blank=True)
    machine_user = models.CharField(max_length=200, blank=True)
    signature = models.CharField(max_length=200, db_index=True)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    heartbeat = models.DateTimeField(null=True)
    done_steps = models.PositiveIntegerField(default=0)
    all_steps = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED
