"""A line of a receipt from the row that says so."""

from typing import Any

from chainchief.indicators.figures import Contribution


def contribution_of(
    row: dict[str, Any], part: str, contribution: int, attributes: dict[str, object]
) -> Contribution:
    return Contribution(
        kind=row["entity_kind"],
        uid=row["entity_uid"],
        version=row["entity_version"],
        code=row["entity_code"],
        label=row["entity_name"],
        part=part,
        contribution=contribution,
        row_kind=row["row_kind"],
        row_uid=row["row_uid"],
        row_version=row["row_version"],
        attributes=attributes,
    )
