"""Presets: YAML files that come with the program and that a city overlays, read against a type."""

from chainchief.core.presets.document import Document, items_in
from chainchief.core.presets.preset import Preset, declared
from chainchief.core.presets.problems import FaultKinds, LocatedProblem, Problem
from chainchief.core.presets.shapes import Names, Origin, Part, Scalar, Text
from chainchief.core.presets.validation import read_part, well_formed

__all__ = [
    "Document",
    "FaultKinds",
    "LocatedProblem",
    "Names",
    "Origin",
    "Part",
    "Preset",
    "Problem",
    "Scalar",
    "Text",
    "declared",
    "items_in",
    "read_part",
    "well_formed",
]
