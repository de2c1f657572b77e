"""Passwords: what they must be, how they are set, when changed, how a new start is made."""

from chainchief.people.passwords.requirements import faults_of
from chainchief.people.passwords.resetting import ask, do
from chainchief.people.passwords.setting import change, give, must_change

__all__ = ["ask", "change", "do", "faults_of", "give", "must_change"]
