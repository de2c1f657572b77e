"""Technology, application-field and attraction route maps of a chain, each with its table."""

from chainchief.chainmap.roadmaps.roadmap import Roadmap, RoadmapRow
from chainchief.chainmap.roadmaps.themes import THEMES, roadmap_of

__all__ = ["THEMES", "Roadmap", "RoadmapRow", "roadmap_of"]
