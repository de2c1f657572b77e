"""What was typed with a step of financing; of every step only its own part is filled in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from chainchief.desk.financing.consents import Field


@dataclass(frozen=True)
class Deed:
    """`informant` is whoever in the firm or bank said it; amounts are in 分, the rate in ppm.

    `consent` and `offer` name what the step is about; `on` is the day of a contract or drawing.
    """

    note: str = ""
    informant: str = ""
    document: str = ""
    banks: tuple[str, ...] = ()
    fields: frozenset[Field] = frozenset()
    until: dt.date | None = None
    consent: UUID | None = None
    offer: UUID | None = None
    amount: int | None = None
    rate: int | None = None
    term_months: int | None = None
    product: str = ""
    on: dt.date | None = None
    outcome: str = ""
