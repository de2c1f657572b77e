"""What was typed with a step of financing, read as forms read it: every fault of it at once."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.units import unit
from chainchief.desk.financing import faults
from chainchief.desk.financing.checks import fault
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.deeds import Deed
from chainchief.web.desk.reading import document_of

#: The most that a column of money takes, in 万元.
_MOST = 10**11
_LONGEST_TERM = 600


class Reading:
    """Reads the fields of a form, and collects what is wrong with them."""

    def __init__(self, given: Any) -> None:
        self.given = given
        self.faults: list[Fault] = []

    def text(self, name: str) -> str:
        return str(self.given.get(name, "")).strip()

    def money(self, name: str = "amount") -> int | None:
        """An amount typed in 万元, in 分."""
        number = self._number(name)
        if number is None:
            return None
        steps = Fraction(number) * unit("万元").steps
        if not 0 < number < _MOST or steps.denominator != 1:
            self.faults.append(fault(faults.NO_AMOUNT, "amount", value=self.text(name)))
            return None
        return int(steps)

    def _number(self, name: str) -> Decimal | None:
        typed = self.text(name).replace(",", "").replace("，", "")
        if not typed:
            return None
        try:
            number = Decimal(typed)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or len(typed) > 20:
            kind = faults.NO_AMOUNT if name == "amount" else faults.NOT_A_NUMBER
            self.faults.append(fault(kind, name, value=self.text(name)))
            return None
        return number

    def months(self, name: str = "term_months") -> int | None:
        number = self._number(name)
        if number is None:
            return None
        if number != int(number) or not 0 < number <= _LONGEST_TERM:
            self.faults.append(fault(faults.NOT_A_NUMBER, name, value=self.text(name)))
            return None
        return int(number)

    def rate(self, name: str = "rate") -> int | None:
        """A yearly rate typed in %, in millionths."""
        number = self._number(name)
        if number is None:
            return None
        steps = number * 10_000
        if not 0 <= number <= 100 or steps != int(steps):
            self.faults.append(fault(faults.NOT_A_NUMBER, name, value=self.text(name)))
            return None
        return int(steps)

    def day(self, name: str) -> dt.date | None:
        typed = self.text(name).replace("/", "-")
        if not typed:
            return None
        try:
            return dt.date.fromisoformat(typed)
        except ValueError:
            self.faults.append(self.no_day(name))
            return None

    def no_day(self, name: str) -> Fault:
        """The fault of a field with what is no day."""
        return fault(faults.NOT_A_DAY, name, value=self.text(name), first="—")

    def uid(self, name: str) -> UUID | None:
        try:
            return UUID(self.text(name))
        except ValueError:
            return None


def deed_of(request: HttpRequest, viewer: Viewer, **known: UUID) -> Deed:
    """The deed of a step's form; `known` is what the address names.

    Raises `FaultsError` for days, amounts and numbers that are none.
    """
    reading = Reading(request.POST)
    opened = {field for field in Field if field.value in request.POST.getlist("fields")}
    values: dict[str, Any] = {
        "note": reading.text("note"),
        "informant": reading.text("informant"),
        "banks": tuple(str(code) for code in request.POST.getlist("banks") if code),
        "fields": frozenset(opened),
        "until": reading.day("until"),
        "consent": reading.uid("consent"),
        "offer": reading.uid("offer"),
        "amount": reading.money(),
        "rate": reading.rate(),
        "term_months": reading.months(),
        "product": reading.text("product"),
        "on": reading.day("on"),
        "outcome": reading.text("outcome"),
    }
    if reading.faults:
        raise FaultsError(reading.faults)
    return Deed(**{**values, **known}, document=document_of(request, viewer))
