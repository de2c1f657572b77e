"""Everything that happens besides the projects, put together from its makers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chainchief.demo.chance import Chance
from chainchief.demo.city import City
from chainchief.demo.events import (
    activities,
    banking,
    deals,
    difficulties,
    digital,
    features,
    honours,
    leads,
    meetings,
    people,
    policies,
    services,
)
from chainchief.demo.firm_data import chains
from chainchief.demo.firm_data.chains import Placed
from chainchief.demo.firms import firms_of, with_scale
from chainchief.demo.happenings import Scene, load
from chainchief.demo.projects.fates import Project
from chainchief.demo.records import DemoRecord

#: Kinds that others refer to: they are entered before what counties report.
EARLY = frozenset(
    {"organisation", "person", "event", "title", "park", "cluster", "chain_milestone"}
)


def scene_of(city: City, documents: Mapping[str, str], seed: int, scale: float) -> Scene:
    """The city with its firms, those that documents name among them."""
    happenings = load(scale)
    named = replace(city, named_firms=tuple(happenings.rows["firms"]))
    sizes = happenings.sizes
    firms = with_scale(
        firms_of(named, seed),
        sizes["above_scale"],
        sizes["entered_this_year"],
        sizes["left_this_year"],
        Chance(seed, "scale"),
    )
    return Scene(named, firms, happenings, documents, seed)


def everything_else(
    scene: Scene, projects: Sequence[Project], placed: Placed
) -> Iterator[DemoRecord]:
    """All records but those of places, projects and statistics."""
    leaders = chains.leaders(scene)
    yield from people.organisations(scene)
    yield from people.people(scene)
    yield from people.bodies(scene)
    service = list(people.service(scene))
    yield from service
    officers = [each for each in service if each.kind == "service_officer"]
    yield from policies.contacts(scene, officers)
    yield from chains.roles(scene, leaders)
    yield from chains.lists(scene)
    yield from chains.segments(scene, placed)
    yield from honours.titles(scene)
    yield from honours.places(scene)
    yield from honours.milestones(scene)
    yield from honours.awards(scene, projects)
    yield from activities.events(scene)
    done = activities.activities(scene)
    visits = list(activities.records_of(scene, done))
    yield from visits
    yield from deals.agreements(scene)
    yield from leads.leads(scene, done, projects, placed.templates)
    yield from difficulties.difficulties(scene, done)
    yield from meetings.meetings(scene, [each for each in visits if each.kind == "visit"])
    yield from banking.products(scene)
    needs = services.financing(scene, honours.specialised(scene))
    yield from banking.opened_and_drawn(scene, needs)
    yield from services.land(scene, projects)
    yield from services.rewards(scene, leaders)
    yield from policies.clauses(scene)
    yield from policies.decided_list(scene)
    yield from policies.requirements(scene, projects)
    yield from features.features(scene)
    yield from digital.infrastructure(scene)
