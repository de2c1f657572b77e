"""Is this machine, and this installation, fit? Nothing here writes anything that stays."""

from chainchief.care.doctor.examination import examine
from chainchief.care.doctor.findings import Examined, State

__all__ = ["Examined", "State", "examine"]
