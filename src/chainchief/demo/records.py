"""What the demo city enters into the ledger, on which day, in whose name."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DemoRecord:
    """A new record, known on a day and entered by `actor`."""

    known_on: dt.date
    actor: str
    kind: str
    code: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Correction:
    """New values for a record entered before, by `actor`, for a reason."""

    known_on: dt.date
    actor: str
    kind: str
    code: str
    values: Mapping[str, object]
    reason: str


@dataclass(frozen=True)
class Withdrawal:
    """A record taken out of use."""

    known_on: dt.date
    kind: str
    code: str
    reason: str
