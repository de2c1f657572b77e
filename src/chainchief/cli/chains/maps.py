"""`chainchief chain map`: the map of a chain as a picture, or as a document for programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chainchief.cli.chains.options import answers_on, day_options
from chainchief.cli.network.options import NewFile
from chainchief.cli.session import json_option, looks, print_json
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer
    from chainchief.chainmap import Answers
    from chainchief.chainmap.drawing.shapes import Drawing


@click.command(
    "map",
    help=_(
        "The map of a chain: segments in layers with their status, and what supplies what. Written "
        "as .svg, .png or .pdf (one sheet of A3)."
    ),
)
@click.argument("chain")
@day_options
@click.option(
    "--of",
    "theme",
    type=click.Choice(["chain", "technology", "application", "attraction"]),
    default="chain",
    show_default=True,
    help=_(
        "What the map is of: the chain itself, its technology routes, its application fields, or "
        "whom to attract for its gaps."
    ),
)
@click.option("--firms", is_flag=True, help=_("With the local firms in each segment."))
@click.option(
    "--links",
    type=click.Choice(["lacking", "essential", "all"]),
    default="essential",
    show_default=True,
    help=_("Which links: of segments that lack firms, the essential ones, or all."),
)
@click.option(
    "-o", "--output", type=NewFile(".svg", ".png", ".pdf"), help=_("The picture to write.")
)
@looks
@json_option
def map_(
    chain: str,
    as_at: dt.date | None,
    year: int | None,
    theme: str,
    firms: bool,
    links: str,
    output: Path | None,
    viewer: Viewer,
    as_json: bool,
) -> None:
    """Draw, write, and say what is on it."""
    if output is None and not as_json:
        raise WrongUseError(_("Give -o FILE.svg, .png or .pdf, or --json"))
    from chainchief.chainmap.as_json import headline
    from chainchief.chainmap.drawing.layout import Wish, drawing_of, placed_document

    answers = answers_on(chain, as_at, year, viewer)
    if theme != "chain":
        _roadmap(theme, answers, viewer, output, as_json=as_json)
        return
    drawing = drawing_of(answers, Wish(firms=firms, links=links))
    if output is not None:
        output.write_bytes(_picture(drawing, output.suffix))
    if as_json:
        print_json(placed_document(answers, drawing))
        return
    for line in headline(answers):
        click.echo(line)
    count = sum(group.kind == "edge" for group in drawing.groups)
    text = ngettext("{count} link drawn in {file}", "{count} links drawn in {file}", count)
    click.echo(text.format(count=count, file=output))


def _roadmap(
    theme: str, answers: Answers, viewer: Viewer, output: Path | None, *, as_json: bool
) -> None:
    from chainchief.chainmap.roadmaps import roadmap_of

    made = roadmap_of(theme, answers, viewer)
    if output is not None:
        output.write_bytes(_picture(made.drawing, output.suffix))
    if as_json:
        print_json(made.as_json())
        return
    click.echo(made.title)
    count = len(made.rows)
    text = ngettext("{count} row drawn in {file}", "{count} rows drawn in {file}", count)
    click.echo(text.format(count=count, file=output))


def _picture(drawing: Drawing, suffix: str) -> bytes:
    from chainchief.chainmap.drawing.picture import pdf_of, png_of
    from chainchief.chainmap.drawing.svg import file_svg

    if suffix == ".svg":
        return file_svg(drawing).encode()
    return png_of(drawing) if suffix == ".png" else pdf_of(drawing)
