"""Industrial chains."""

from django.db import models

from chainchief.ledger.bases import Entity, ordered


class Chain(Entity):
    """An industrial chain that the city runs. It is a landmark chain (标志性产业链) between two
    dates, both included.
    """

    kind = "chain"

    short_name = models.CharField("short name", max_length=40, blank=True)
    position = models.PositiveIntegerField("position in lists", default=0)
    landmark_from = models.DateField("landmark chain from", null=True, blank=True)
    landmark_to = models.DateField("landmark chain to", null=True, blank=True)

    class Meta:
        constraints = [
            ordered("valid_from", "valid_to", "chain_valid_dates_in_order"),
            ordered("landmark_from", "landmark_to", "chain_landmark_dates_in_order"),
        ]
