"""Entries of lists (失信、严重违法、重大税收违法…) that their publishers give out, as imported."""

from django.db import models

from chainchief.ledger.bases import Membership, document_reference, ordered, reference


class AdverseSource(models.TextChoices):
    """The list on which an entry stands; each has a publisher of its own."""

    DISHONEST = "dishonest-debtors", "persons subject to enforcement who are dishonest"
    VIOLATION = "serious-violation", "seriously unlawful and dishonest"
    ABNORMAL = "abnormal-operation", "abnormal operation"
    TAX = "tax", "serious violations of tax law"
    WAGES = "wages", "wages of migrant workers in arrears"
    SAFETY = "safety", "work safety"
    ENVIRONMENT = "environment", "environmental credit"


class AdverseListing(Membership):
    """An entry of a list of dishonesty or serious violation, from a day until it is taken off.

    The entry is the publisher's: name and credit code stand as published, `enterprise` only where
    somebody placed it. `as_at` is the day as at which the publisher's list was taken over: how old
    a list is shows by its latest entry. One entry that says "nobody" (`is_empty`) takes over a list
    on which nobody of the city stands, so that an empty list is told from one never fetched.
    """

    kind = "adverse_listing"

    source = models.CharField("list of dishonesty", max_length=24, choices=AdverseSource.choices)
    as_at = models.DateField("list as at")
    name = models.CharField("name as published", max_length=200, blank=True)
    credit_code = models.CharField(
        "credit code as published",
        max_length=18,
        blank=True,
        help_text="of persons the publisher gives none",
    )
    enterprise = reference(
        "ledger.Enterprise", "enterprise", optional=True, db_column="enterprise_code"
    )
    is_empty = models.BooleanField("nobody of the city is on the list", default=False)
    number = models.CharField("number of the case", max_length=80, blank=True)
    publisher = models.CharField("publisher", max_length=120)
    document = document_reference()

    class Meta:
        indexes = [
            models.Index(fields=["source", "as_at"], name="adverse_listing_as_at"),
            models.Index(fields=["credit_code"], name="adverse_listing_credit_code"),
            models.Index(fields=["name"], name="adverse_listing_name"),
        ]
        constraints = [ordered("valid_from", "valid_to", "adverse_listing_days_in_order")]
