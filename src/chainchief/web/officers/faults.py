"""What is wrong with what was sent to the pages of service officers."""

from chainchief.core.faults import declare

REFUSED = declare("DSK-391", why="{why}", remedy="look at it again")
