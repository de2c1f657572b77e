"""The JSON Schema of a preset, with which an editor completes and checks its files."""

from collections.abc import Mapping
from typing import Any

import msgspec

from chainchief.core.presets.preset import Preset


def schema_of(preset: Preset[Any, Any]) -> Mapping[str, Any]:
    """The JSON Schema of a preset; what the room checks between entries is not in it."""

    def scalar(type_: type) -> dict[str, Any]:
        return dict(preset.scalars[type_].schema)

    return {
        "title": preset.file,
        "description": preset.about,
        **msgspec.json.schema(preset.shape, schema_hook=scalar),
    }
