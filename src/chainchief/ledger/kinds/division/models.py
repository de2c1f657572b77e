"""Administrative divisions and zones."""

from django.db import models

from chainchief.ledger.bases import Entity, ordered, reference


class Level(models.TextChoices):
    NATION = "nation", "nation"
    PROVINCE = "province", "province"
    CITY = "city", "city"
    COUNTY = "county", "county"
    ZONE = "zone", "zone"
    TOWNSHIP = "township", "township"


class Division(Entity):
    """A unit that reports. Its code is that of GB/T 2260, or a local one of the same form.

    A township has the nine digits of GB/T 10114. What lies around the city (province, nation) has
    no records of its own: statistics are looked up for it.

    `parent` is the unit in whose numbers it is contained. A zone that is `of_which` (其中) is shown
    beside the units and never added to them: its records count in its parent.
    """

    kind = "division"

    level = models.CharField("level", max_length=10, choices=Level.choices)
    parent = reference("ledger.Division", "contained in", optional=True, db_column="parent_code")
    of_which = models.BooleanField(
        "shown as 其中", default=False, help_text="yes: shown beside the units, never added to them"
    )

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "division_valid_dates_in_order")]
