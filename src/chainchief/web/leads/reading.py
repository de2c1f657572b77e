"""What was typed of a lead, read as forms read it: every fault of it at once, at its field."""

from chainchief.core.faults import Fault
from chainchief.desk import faults
from chainchief.desk.leads.deeds import fault
from chainchief.web.financing.reading import Reading


class LeadReading(Reading):
    """Reads the fields of the forms of leads, with the labels that stand beside them."""

    def no_day(self, name: str) -> Fault:
        """The fault of a field with what is no day."""
        return fault(faults.NO_DAY, name, value=self.text(name))
