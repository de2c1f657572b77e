"""The themes that a chain has a map of, by the word that addresses and commands take."""

from typing import TYPE_CHECKING

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.traits import traits_of
from chainchief.chainmap.roadmaps.applications import application_map
from chainchief.chainmap.roadmaps.attraction import attraction_map
from chainchief.chainmap.roadmaps.roadmap import Roadmap
from chainchief.chainmap.roadmaps.technology import technology_map
from chainchief.chainmap.targets.targeting import contacts, targets_for

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

THEMES = ("technology", "application", "attraction")


def roadmap_of(
    theme: str,
    answers: Answers,
    viewer: "Viewer | None" = None,
    *,
    names_candidates: bool = True,
    shows_title: bool = True,
) -> Roadmap:
    """The map of one of THEMES, of what holds on the day of the answers and the viewer reaches.

    Candidates are known from what firms recorded; without `names_candidates` none is named.
    """
    traits = traits_of(answers.chart, viewer, answers.rules.doubtful_below)
    if theme == "technology":
        return technology_map(answers, traits, shows_title=shows_title)
    if theme == "application":
        return application_map(answers, traits, shows_title=shows_title)
    targets = targets_for(answers, [], viewer) if names_candidates else []
    known = contacts(answers, viewer)
    return attraction_map(answers, traits, targets, known, shows_title=shows_title)
