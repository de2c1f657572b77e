"""Grants: proposed by one person, decided on by another, revoked by either, reviewed each year."""

from chainchief.people.grants.deciding import approve, refuse
from chainchief.people.grants.proposing import propose
from chainchief.people.grants.review import Reviewed, review
from chainchief.people.grants.revoking import revoke
from chainchief.people.grants.wish import Wish

__all__ = ["Reviewed", "Wish", "approve", "propose", "refuse", "review", "revoke"]
