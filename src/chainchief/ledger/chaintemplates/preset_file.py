"""One file of a template as plain data with its lines; what is no YAML is told."""

from pathlib import Path

import yaml

from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Item, NotYamlError, compose, item_of, keys_twice
from chainchief.ledger.chaintemplates import faults


def read(path: Path) -> tuple[Item | None, list[Fault]]:
    """The template as written, None where the file holds none."""
    try:
        root = compose(path)
        if not isinstance(root, yaml.MappingNode):
            place = Place(file=path.name, line=1)
            return None, [Fault(faults.NOT_A_TEMPLATE, place, facts={"part": _("a template")})]
        item = item_of(path.name, root)
    except NotYamlError as wrong:
        place = Place(file=path.name, line=wrong.line)
        return None, [Fault(faults.NOT_YAML, place, facts={"reason": str(wrong)})]
    return item, [
        Fault(faults.KEY_TWICE, Place(file=path.name, line=line), key)
        for key, line in keys_twice(root)
    ]
