"""Reading a preset file of the catalogue: its entries, each with the line of everything in it."""

from pathlib import Path

import yaml

from chainchief.core.faults import Fault, Place
from chainchief.core.lined_yaml import Item, NotYamlError, compose, item_of, keys_twice
from chainchief.indicators.catalogue import faults as fault_kinds

__all__ = ["Item", "read_items"]


def read_items(path: Path) -> tuple[list[Item], list[Fault]]:
    """The entries of one file; what is not YAML, or not a list of entries, is told."""
    name = path.name
    try:
        root = compose(path)
    except NotYamlError as wrong:
        return [], [_not_yaml(name, wrong)]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Fault(fault_kinds.NOT_A_LIST, Place(file=name, line=root.start_mark.line + 1))]
    items: list[Item] = []
    faults: list[Fault] = []
    for node in root.value:
        item, found = _item(name, node)
        faults += found
        if item is not None:
            items.append(item)
    return items, faults


def _item(file: str, node: yaml.Node) -> tuple[Item | None, list[Fault]]:
    if not isinstance(node, yaml.MappingNode):
        return None, [
            Fault(fault_kinds.NOT_A_LIST, Place(file=file, line=node.start_mark.line + 1))
        ]
    try:
        item = item_of(file, node)
    except NotYamlError as wrong:
        return None, [_not_yaml(file, wrong)]
    return item, [
        Fault(fault_kinds.KEY_TWICE, Place(file=file, line=line), key)
        for key, line in keys_twice(node)
    ]


def _not_yaml(file: str, wrong: NotYamlError) -> Fault:
    return Fault(
        fault_kinds.NOT_YAML, Place(file=file, line=wrong.line), facts={"reason": str(wrong)}
    )
