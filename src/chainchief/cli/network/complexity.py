"""`chainchief complexity`: how complex what places do is, and what a place is near to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.network.options import FilePath, Finite, NewFile, tell_warnings
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.network import Complexity


@click.command(
    help=_(
        "Complexity and relatedness of places by what they do (ECI, PCI, density). FILE is CSV or "
        "Parquet: place, activity, value (revenue or employment, in any one unit). Places are "
        "listed in the order of the file: this is no ranking."
    )
)
@click.argument("file", type=FilePath())
@click.option(
    "--place", help=_("What this place lacks and is nearest to, with the activities behind it.")
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help=_("With --place: how many activities."),
)
@click.option(
    "--shrink",
    type=Finite(min=0),
    default=0.0,
    show_default=True,
    help=_("Draw the advantage of small cells towards 1; in the unit of the values."),
)
@click.option("--json", "json_", is_flag=True, help=_("Print JSON for programs."))
@click.option(
    "--output",
    "-o",
    type=NewFile(".csv", ".parquet"),
    help=_("Also write the whole table (.csv or .parquet) into this file."),
)
def complexity(
    file: Path, place: str | None, most: int, shrink: float, json_: bool, output: Path | None
) -> None:
    """Read, measure, tell."""
    from chainchief.netio.files.activities import open_to, pair_rows, place_at, read_activities
    from chainchief.netio.results.tables import write_table
    from chainchief.network import complexity as measure

    read = read_activities(file)
    result = measure(read.amounts, places=read.places, activities=read.activities, shrink=shrink)
    at = None if place is None else place_at(result, place)
    tell_warnings(read.warnings)
    _tell_left_out(result)
    if output is not None:
        write_table(output, pair_rows(result))  # type: ignore[arg-type]
    near = None if at is None else open_to(result, at, most)
    click.echo(_as_json(result, place, near) if json_ else _as_text(result, place, near))


def _tell_left_out(result: Complexity) -> None:
    """What has no measure is named on the error stream."""
    from chainchief.core.choices import listed

    for text, names in (
        (_("Left out, as they have nothing to compare: places {names}"), result.left_out.places),
        (
            _("Left out, as they have nothing to compare: activities {names}"),
            result.left_out.activities,
        ),
    ):
        if names:
            click.echo(text.format(names=listed(names)), err=True)
    if not result.has_order:
        click.echo(_("All places do the same: there is no order, ECI and PCI are 0."), err=True)


def _as_json(result: Complexity, place: str | None, near: list[dict[str, Any]] | None) -> str:
    from chainchief.netio.files.activities import place_rows
    from chainchief.netio.results.tables import as_json

    names = [str(name) for name in result.activities.tolist()]
    columns = {
        name: values if isinstance(values, list) else values.tolist()  # type: ignore[attr-defined]
        for name, values in place_rows(result).items()
    }
    content: dict[str, object] = {
        "places": [
            dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
        ],
        "activities": [
            {"activity": name, "ubiquity": often, "pci": pci}
            for name, often, pci in zip(
                names, result.ubiquity.tolist(), result.pci.tolist(), strict=True
            )
        ],
        "left_out": {
            "places": [str(each) for each in result.left_out.places],
            "activities": [str(each) for each in result.left_out.activities],
        },
        "has_order": result.has_order,
    }
    if near is not None:
        content["place"] = place
        content["open"] = near
    return as_json(content)


def _as_text(result: Complexity, place: str | None, near: list[dict[str, Any]] | None) -> str:
    from chainchief.core.choices import listed
    from chainchief.netio.results.tables import plain_table

    if near is None:
        head = [_("Place"), _("Diversity"), "ECI", _("Outlook")]
        rows = zip(
            map(str, result.places.tolist()),
            result.diversity.tolist(),
            result.eci.tolist(),
            result.outlook.tolist(),
            strict=True,
        )
        return plain_table(head, list(rows))
    head = [_("Activity"), _("Density"), "PCI", _("Gain"), _("Related and present")]
    lines = [
        (
            row["activity"],
            row["density"],
            row["pci"],
            row["gain"],
            listed(f"{each['activity']} {each['proximity']:.2f}" for each in row["related"]) or "—",
        )
        for row in near
    ]
    title = _("What {place} lacks, nearest first:").format(place=place)
    return title + "\n" + plain_table(head, lines)
