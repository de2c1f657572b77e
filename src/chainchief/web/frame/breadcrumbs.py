"""Breadcrumbs: the way from the page of the month to the page that is open."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crumb:
    """One step of the way; the last has no address, it is here."""

    name: str
    address: str = ""
