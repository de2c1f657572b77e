"""A template from a file that was found without fault."""

from typing import Any

from chainchief.core.lined_yaml import Item
from chainchief.ledger.chaintemplates.template import Cycle, Link, Segment, Template


def template_from(item: Item) -> Template:
    data: dict[str, Any] = item.data
    return Template(
        code=data["code"],
        names=data["name"],
        short_name=data["short_name"],
        version=data["version"],
        valid_from=data["valid_from"],
        source=data["source"],
        segments=tuple(_segment(each) for each in data["segments"]),
        links=tuple(_link(each) for each in data["links"]),
        cycles=tuple(
            Cycle(tuple(each["segments"]), each["reason"]) for each in data.get("cycles", [])
        ),
    )


def _segment(data: dict[str, Any]) -> Segment:
    listed = {key: tuple(data[key]) for key in ("products", "classes")}
    return Segment(**{**data, **listed})


def _link(data: dict[str, Any]) -> Link:
    return Link(data["from"], data["to"], data["kind"], data["essential"], data.get("note", ""))
