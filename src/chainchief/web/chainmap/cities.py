"""The city that pages answer from: read once for a state of the ledger, seen as each may see it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, answers_of, thresholds
from chainchief.chainmap.chart.ledger import City, read_city
from chainchief.chainmap.chart.seen import seen_by
from chainchief.chainmap.risk.city_network import CityNetwork, city_network
from chainchief.lake.models import FeedBatch
from chainchief.lake.snapshots.isolation import moment
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.figures.cache import Memory


@dataclass(frozen=True)
class KnownCity:
    """A whole city, and its network once somebody asks what stops."""

    city: City

    @cached_property
    def network(self) -> CityNetwork | None:
        return city_network(self.city)


#: A few days of the newest state of the ledger: two that are compared, and who looks at others.
_KNOWN: Memory[KnownCity] = Memory(6)


def known_city(day: dt.date) -> KnownCity:
    """The whole city on a day; nobody is shown it before `seen_by`."""
    state = moment()
    if state is None:
        return KnownCity(read_city(day))
    batches = FeedBatch._default_manager.filter(withdrawn_at=None).order_by("pk")
    fed = tuple(batches.values_list("pk", flat=True))
    return _KNOWN.get((str(state), fed, day), lambda: KnownCity(read_city(day)))


def city_for(viewer: Viewer, day: dt.date) -> City:
    return seen_by(known_city(day).city, viewer)


def city_and_network(viewer: Viewer, day: dt.date) -> tuple[City, CityNetwork | None]:
    """The city as the viewer may see it, and its network; the one of all is made once."""
    known = known_city(day)
    seen = seen_by(known.city, viewer)
    return seen, known.network if seen is known.city else city_network(seen)


def answers_to(query: MapQuery, viewer: Viewer, day: dt.date | None = None) -> Answers:
    """UnknownChainError for a chain that is not there on the day."""
    return answers_of(city_for(viewer, day or query.day).chart(query.chain), thresholds())
