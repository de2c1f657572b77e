"""Certificates (UKey) that accounts log in with: proposed by one person, entered by another."""

from chainchief.people.certificates.changing import approve, propose, refuse, waiting, withdraw
from chainchief.people.certificates.fingerprints import fingerprint

__all__ = ["approve", "fingerprint", "propose", "refuse", "waiting", "withdraw"]
