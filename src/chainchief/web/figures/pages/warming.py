"""What every first page of a process would have to wait for, made before somebody asks for it."""

import logging
import threading

from django.db import OperationalError, connections

from chainchief.core.errors import ChainChiefError
from chainchief.web.figures.numbers import numbers_for
from chainchief.web.figures.pages.finding import findable
from chainchief.web.frame.months import newest_month
from chainchief.web.frame.query import CellQuery

log = logging.getLogger(__name__)


class Warming(threading.Thread):
    """Computes the newest month, and how indicators are found, in the server's language."""

    def __init__(self) -> None:
        super().__init__(name="first pages are made ready", daemon=True)

    def run(self) -> None:
        try:
            warm()
        except (ChainChiefError, OperationalError) as fault:
            # Whoever opens the page is told the same, with what to do.
            log.warning("the first pages could not be made ready: %s", fault)
        finally:
            connections.close_all()


def warm() -> None:
    """Fill, in the language spoken, the memories that the pages of the newest month look into."""
    month = newest_month()
    if month is not None:
        numbers = numbers_for(month, None)
        findable(numbers.catalogue, CellQuery(month))
