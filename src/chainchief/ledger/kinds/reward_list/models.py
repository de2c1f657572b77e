"""Lists of rewards (奖补名单): computed, reviewed, made public, decided, paid."""

from django.db import models
from django.db.models import F, Q

from chainchief.ledger.bases import (
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField, MonthField, YearField


class RewardList(Record):
    """A list of rewards under one policy for one year. Its days tell its state
    (`states.state_of`); `process` names the days of publicity by which the desk runs it.
    """

    kind = "reward_list"
    composed_of = ("policy", "year", "round")

    policy = reference("ledger.Policy", "policy", db_column="policy_code")
    year = YearField("year of the list")
    round = models.PositiveIntegerField("round of the list")
    month = MonthField("computed as at the month")
    snapshot = models.CharField("computed from", max_length=80, blank=True)
    process = models.CharField("rules of publicity", max_length=20, blank=True)
    firms = models.PositiveIntegerField("lines with an amount", default=0)
    total = MoneyField("total of the list", default=0)
    computed_on = models.DateField("list computed on")
    returned_on = models.DateField("list returned on", null=True, blank=True)
    reviewed_on = models.DateField("list reviewed on", null=True, blank=True)
    published_on = models.DateField("list made public on", null=True, blank=True)
    objections_until = models.DateField("objections until", null=True, blank=True)
    decided_on = models.DateField("list decided on", null=True, blank=True)
    paid_on = models.DateField("list paid on", null=True, blank=True)
    dropped_on = models.DateField("list dropped on", null=True, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "year", "round"], name="reward_list_key"),
            not_negative("total", "reward_list_total_not_negative"),
            ordered("computed_on", "reviewed_on", "reward_list_reviewed_after_computed"),
            ordered("computed_on", "published_on", "reward_list_public_after_computed"),
            ordered("computed_on", "objections_until", "reward_list_objections_after_computed"),
            ordered("computed_on", "decided_on", "reward_list_decided_after_computed"),
            ordered("computed_on", "paid_on", "reward_list_paid_after_computed"),
        ]


class Standing(models.TextChoices):
    INCLUDED = "included", "on the list"
    NEARLY = "nearly", "left out by little"
    DISPLACED = "displaced", "another clause gives more"
    OUT = "out", "out when computed again"


class RewardLine(Record):
    """A firm on a list under one clause, with the amount and what it rests on; or one that is out,
    and by how little.
    """

    kind = "reward_line"
    composed_of = ("reward_list", "clause", "enterprise")

    reward_list = reference(
        "ledger.RewardList", "list of rewards", related_name="lines", db_column="reward_list_code"
    )
    clause = reference("ledger.PolicyClause", "clause", db_column="clause_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    standing = models.CharField("place on the list", max_length=10, choices=Standing.choices)
    computed = MoneyField("amount by the formula", default=0)
    amount = MoneyField("amount on the list", default=0)
    basis = models.CharField("what it rests on", max_length=1000, blank=True)
    lacks = models.CharField("what is lacking", max_length=400, blank=True)
    reward = reference("ledger.Reward", "reward paid", optional=True, db_column="reward_code")
    clawed_back_on = models.DateField("clawed back on", null=True, blank=True)
    clawed_back = MoneyField("amount clawed back", null=True, blank=True)
    clawback_reason = models.CharField("reason of the clawback", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reward_list", "clause", "enterprise"], name="reward_line_key"
            ),
            not_negative("computed", "reward_line_computed_not_negative"),
            not_negative("amount", "reward_line_amount_not_negative"),
            not_negative("clawed_back", "reward_line_clawed_back_not_negative"),
            models.CheckConstraint(
                condition=Q(clawed_back__isnull=True) | Q(clawed_back__lte=F("amount")),
                name="reward_line_clawed_back_within_amount",
            ),
        ]


class RewardObjection(Record):
    """An objection to a published list: of a firm, about itself or another, and its answer."""

    kind = "reward_objection"
    composed_of = ("reward_list", "number")

    reward_list = reference(
        "ledger.RewardList",
        "list of rewards",
        related_name="objections",
        db_column="reward_list_code",
    )
    number = models.PositiveIntegerField("number of the objection")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    raised_on = models.DateField("objection raised on")
    informant = models.CharField("informant", max_length=80, blank=True)
    objection = models.CharField("objection", max_length=1000)
    answered_on = models.DateField("objection answered on", null=True, blank=True)
    upheld = models.BooleanField("objection upheld", default=False)
    answer = models.CharField("answer to the objection", max_length=1000, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reward_list", "number"], name="reward_objection_key"),
            ordered("raised_on", "answered_on", "reward_objection_answered_after_raised"),
        ]


class ListStep(models.TextChoices):
    COMPUTED = "computed", "list was computed"
    RETURNED = "returned", "list was returned"
    REVIEWED = "reviewed", "list was reviewed"
    PUBLISHED = "published", "list was made public"
    OBJECTED = "objected", "objection was raised"
    ANSWERED = "answered", "objection was answered"
    DECIDED = "decided", "list was decided"
    PAID = "paid", "list was paid"
    CLAWED_BACK = "clawed-back", "reward was clawed back"
    DROPPED = "dropped", "list was dropped"


class RewardStep(Record):
    """One step of a list of rewards, in its order; who took it stands in the change log."""

    kind = "reward_step"
    composed_of = ("reward_list", "number")

    reward_list = reference(
        "ledger.RewardList", "list of rewards", related_name="steps", db_column="reward_list_code"
    )
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step of the list", max_length=12, choices=ListStep.choices)
    acted_on = models.DateField("acted on")
    note = models.CharField("note", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reward_list", "number"], name="reward_step_key")
        ]
