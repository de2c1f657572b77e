"""Presets: YAML files that come with the program and that a city overlays, read against a type."""

from chainchief.core.presets.document import Document
from chainchief.core.presets.preset import Preset, declared
from chainchief.core.presets.problems import FaultKinds, Problem
from chainchief.core.presets.shapes import Names, Origin, Part, Scalar, Text

__all__ = [
    "Document",
    "FaultKinds",
    "Names",
    "Origin",
    "Part",
    "Preset",
    "Problem",
    "Scalar",
    "Text",
    "declared",
]
