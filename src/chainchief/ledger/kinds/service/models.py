"""Service programmes (“十百千万”工程) and the officers (助企服务专员) assigned to firms."""

from django.db import models

from chainchief.ledger.bases import Entity, Membership, document_reference, ordered, reference


class ServiceProgramme(Entity):
    """A programme of service for firms, founded by a document."""

    kind = "service_programme"

    division = reference("ledger.Division", "division", db_column="division_code")
    coverage = models.CharField("whom it covers", max_length=400, blank=True)
    document = document_reference()

    class Meta:
        constraints = [ordered("valid_from", "valid_to", "service_programme_valid_dates_in_order")]


class ServiceOfficer(Membership):
    """A person looks after a firm, within a programme where one is named."""

    kind = "service_officer"
    composed_of = ("person", "enterprise")

    person = reference("ledger.Person", "person", db_column="person_code")
    enterprise = reference("ledger.Enterprise", "enterprise", db_column="enterprise_code")
    programme = reference(
        "ledger.ServiceProgramme", "programme", optional=True, db_column="programme_code"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "enterprise"], name="service_officer_key"),
            ordered("valid_from", "valid_to", "service_officer_valid_dates_in_order"),
        ]
