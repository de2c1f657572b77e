"""Features (典型宣传): whom the city's press is to report on, from the proposal to the piece."""

from django.db import models

from chainchief.ledger.bases import Record, document_reference, ordered, reference
from chainchief.ledger.kinds.adverse_listing.models import AdverseSource
from chainchief.ledger.kinds.organisation.models import Organisation


class FeatureState(models.TextChoices):
    PROPOSED = "proposed", "recommended"
    LISTED = "listed", "found on a list"
    CHECKED = "checked", "checked"
    AGREED = "agreed", "the firm agrees"
    APPROVED = "approved", "approved for publication"
    PUBLISHED = "published", "published"
    DECLINED = "declined", "not taken up"
    REFUSED = "refused", "consent refused or taken back"


class Feature(Record):
    """A feature (典型宣传): an entrepreneur or a firm that somebody proposes to report on.

    Nothing is published without a check of the lists of dishonesty, the consent of the firm and of
    the person that it names, and a decision. `host` is the office that proposed it; a county or a
    firm proposes without one. `turn_due_on` is the day of the next step: blank where none waits.
    """

    kind = "feature"

    name = models.CharField("subject of the feature", max_length=200)
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    person_name = models.CharField(
        "entrepreneur",
        max_length=80,
        blank=True,
        help_text="blank where the piece is about the firm alone",
    )
    position = models.CharField("position", max_length=80, blank=True)
    merits = models.TextField("merits", max_length=2000)
    programme = models.CharField("column or campaign", max_length=80, blank=True)
    host = reference(
        "ledger.Organisation", "office that proposes", optional=True, db_column="office_code"
    )
    state = models.CharField("state", max_length=10, choices=FeatureState.choices)
    proposed_on = models.DateField("proposed on")
    checked_on = models.DateField("checked on", null=True, blank=True)
    firm_agreed_on = models.DateField("firm agreed on", null=True, blank=True)
    person_agreed_on = models.DateField("entrepreneur agreed on", null=True, blank=True)
    approved_on = models.DateField("approved on", null=True, blank=True)
    published_on = models.DateField("first published on", null=True, blank=True)
    ended_on = models.DateField("ended or taken back on", null=True, blank=True)
    turn_due_on = models.DateField("next step due on", null=True, blank=True)
    process = models.CharField("time limits", max_length=20, blank=True)
    document = document_reference()

    class Meta:
        indexes = [models.Index(fields=["turn_due_on"], name="feature_turn_due")]
        constraints = [
            ordered("proposed_on", "checked_on", "feature_checked_after_it_was_proposed"),
            ordered("proposed_on", "approved_on", "feature_approved_after_it_was_proposed"),
            ordered("approved_on", "published_on", "feature_published_after_it_was_approved"),
        ]


class FeatureStep(models.TextChoices):
    PROPOSED = "proposed", "feature was proposed"
    CHECKED = "checked", "lists were checked"
    FIRM_AGREED = "firm-agreed", "firm agreed"
    PERSON_AGREED = "person-agreed", "entrepreneur agreed"
    REFUSED = "refused", "consent was refused"
    TAKEN_BACK = "taken-back", "consent was taken back"
    APPROVED = "approved", "publication was approved"
    DECLINED = "declined", "feature was not taken up"
    PUBLISHED = "published", "piece was published"
    TAKEN_DOWN = "taken-down", "pieces were taken down"


class FeatureAction(Record):
    """One step in the work on a feature, in its order."""

    kind = "feature_action"
    composed_of = ("feature", "number")

    feature = reference("ledger.Feature", "feature", db_column="feature_code")
    number = models.PositiveIntegerField("number of the step")
    step = models.CharField("step", max_length=20, choices=FeatureStep.choices)
    acted_on = models.DateField("acted on")
    new_due_on = models.DateField("new due date", null=True, blank=True)
    note = models.CharField("note", max_length=400, blank=True)
    informant = models.CharField("informant", max_length=80, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feature", "number"], name="feature_action_key")
        ]

    @property
    def office(self) -> Organisation | None:
        """The office of the step, under the name by which time lines ask for it."""
        host: Organisation | None = self.feature.host
        return host if self.step == FeatureStep.PROPOSED else None


class Finding(models.TextChoices):
    """What a list says of the firm and the person of a feature."""

    CLEAR = "clear", "not on the list"
    LISTED = "listed", "found on the list"
    NAMESAKE = "namesake", "same name on the list"
    STALE = "stale", "list is out of date"
    MISSING = "missing", "list was never taken over"


class FeatureCheck(Record):
    """What one list said at one check of a feature; of what is not plain, how it was judged."""

    kind = "feature_check"
    composed_of = ("feature", "number", "source")

    feature = reference("ledger.Feature", "feature", db_column="feature_code")
    number = models.PositiveIntegerField("number of the step")
    source = models.CharField("list of dishonesty", max_length=24, choices=AdverseSource.choices)
    finding = models.CharField("result of the check", max_length=10, choices=Finding.choices)
    checked_on = models.DateField("checked on")
    as_at = models.DateField("list as at", null=True, blank=True)
    listing = reference(
        "ledger.AdverseListing", "entry of the list", optional=True, db_column="listing_code"
    )
    judged = models.CharField("how it was judged", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feature", "number", "source"], name="feature_check_key"
            )
        ]


class MediaLevel(models.TextChoices):
    NATIONAL = "national", "national"
    PROVINCIAL = "provincial", "provincial"
    MUNICIPAL = "municipal", "municipal"
    COUNTY = "county", "county"


class FeaturePiece(Record):
    """A piece (宣传报道) that was published about a feature; and, where so, taken down again."""

    kind = "feature_piece"
    composed_of = ("feature", "number")

    feature = reference("ledger.Feature", "feature", db_column="feature_code")
    number = models.PositiveIntegerField("number of the piece")
    name = models.CharField("title of the piece", max_length=200)
    medium = models.CharField("publishing medium", max_length=80)
    level = models.CharField("level of the medium", max_length=10, choices=MediaLevel.choices)
    place = models.CharField(
        "where it stands", max_length=200, blank=True, help_text="page, programme or address"
    )
    published_on = models.DateField("published on")
    taken_down_on = models.DateField("taken down on", null=True, blank=True)
    document = document_reference()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feature", "number"], name="feature_piece_key"),
            ordered("published_on", "taken_down_on", "feature_piece_days_in_order"),
        ]
