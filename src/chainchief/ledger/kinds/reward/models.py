"""Policies (政策) and rewards (奖励) paid to firms under them."""

from django.db import models

from chainchief.ledger.bases import (
    Entity,
    Record,
    document_reference,
    not_negative,
    ordered,
    reference,
)
from chainchief.ledger.fields import MoneyField


class Policy(Entity):
    """A policy with its document number. Whether it passed 公平竞争审查 is recorded."""

    kind = "policy"

    number = models.CharField("document number", max_length=80, blank=True)
    issued_by = models.CharField("issued by", max_length=120, blank=True)
    rule = models.CharField("rule", max_length=400, blank=True)
    fairness_reviewed_on = models.DateField("fair-competition review on", null=True, blank=True)
    document = document_reference()

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "policy_valid_dates_in_order")]


class Reward(Record):
    """A reward paid to a firm under a policy, with the ground for it."""

    kind = "reward"

    name = models.CharField("subject", max_length=200)
    policy = reference("ledger.Policy", "policy", db_column="policy_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    chain = reference("ledger.Chain", "chain", optional=True, db_column="chain_code")
    ground = models.CharField("ground", max_length=400)
    amount = MoneyField("amount")
    paid_on = models.DateField("paid on")
    document = document_reference()

    class Meta:
        constraints = [not_negative("amount", "reward_amount_not_negative")]
