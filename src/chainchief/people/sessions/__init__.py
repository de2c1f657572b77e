"""Sessions: kept in the ledger's database, listed per account, ended when rights change."""

from chainchief.people.sessions.ending import end_all, end_one
from chainchief.people.sessions.limits import Limits

__all__ = ["Limits", "end_all", "end_one"]
