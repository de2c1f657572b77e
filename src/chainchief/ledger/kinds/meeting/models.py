"""Meetings (调度会, 推进会, 专题会) with their agenda, and instructions (批示) of chiefs."""

from django.db import models

from chainchief.ledger.bases import Record, document_reference, ordered, reference


class MeetingCategory(models.TextChoices):
    DISPATCH = "dispatch", "monthly dispatch meeting"
    REGULAR = "regular", "quarterly meeting of a chain"
    PROMOTION = "promotion", "half-yearly meeting of all chains"
    SPECIAL = "special", "meeting on one subject"


class Meeting(Record):
    """A meeting at which a chain, or all of them, settle what is to be done.

    `minuted_on` is the day from which its minutes stand; where no chain is named it is of all.
    """

    kind = "meeting"

    name = models.CharField("subject", max_length=200)
    category = models.CharField("category", max_length=10, choices=MeetingCategory.choices)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    held_on = models.DateField("held on")
    place = models.CharField("place", max_length=120, blank=True)
    chair = reference("ledger.Person", "chaired by", optional=True, db_column="chair_code")
    host = reference("ledger.Organisation", "convened by", optional=True, db_column="host_code")
    present = models.CharField("present", max_length=400, blank=True)
    minuted_on = models.DateField("minutes issued on", null=True, blank=True)
    document = document_reference()

    class Meta:
        constraints = [ordered("held_on", "minuted_on", "meeting_minuted_after_it_was_held")]


class MeetingItem(Record):
    """A point of a meeting's agenda, and what the minutes say of it."""

    kind = "meeting_item"
    composed_of = ("meeting", "number")

    meeting = reference("ledger.Meeting", "meeting", db_column="meeting_code")
    number = models.PositiveIntegerField("number of the item")
    name = models.CharField("subject", max_length=200)
    project = reference("ledger.Project", "project", optional=True, db_column="project_code")
    difficulty = reference(
        "ledger.Difficulty", "difficulty", optional=True, db_column="difficulty_code"
    )
    minutes = models.CharField("what was settled", max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_item_key")
        ]


class Instruction(Record):
    """An instruction (批示) of a chief: who gave it, on which day, in which words."""

    kind = "instruction"

    name = models.CharField("subject", max_length=200)
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    division = reference("ledger.Division", "division", db_column="division_code")
    given_by = reference("ledger.Person", "given by", optional=True, db_column="given_by_code")
    given_on = models.DateField("given on")
    words = models.CharField("words of the instruction", max_length=1000)
    meeting_item = reference(
        "ledger.MeetingItem", "on the item", optional=True, db_column="meeting_item_code"
    )
    visit = reference("ledger.Visit", "from activity", optional=True, db_column="visit_code")
    document = document_reference()
