"""Chain templates: the chain maps a bureau starts from. Seeded once, the ledger owns them."""

from chainchief.ledger.chaintemplates.loading import load, shipped
from chainchief.ledger.chaintemplates.template import Link, Segment, Template

__all__ = ["Link", "Segment", "Template", "load", "shipped"]
