"""Chain templates: the chain maps a bureau starts from. Seeded once, the ledger owns them."""

from chainchief.ledger.chaintemplates.loading import load, shipped
from chainchief.ledger.chaintemplates.template import Link, Segment, Template, Trait

__all__ = ["Link", "Segment", "Template", "Trait", "load", "shipped"]
