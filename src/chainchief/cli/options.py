"""Options that several commands have: which cell of which snapshot, and the file of a document."""

from pathlib import Path
from typing import Any

import click

from chainchief.core.i18n import _


def cell_options(function: Any) -> Any:
    """`--division`, `--chain`, `--snapshot` and `--span`: where a figure is asked for."""
    for option in (
        click.option("--span", help=_("Another span, like 2023-07..2023-11.")),
        click.option(
            "--snapshot",
            help=_("A snapshot's name, or “working” for the open ledger; default: the month's."),
        ),
        click.option("--chain", default="", help=_("Code of a chain; default: all chains.")),
        click.option("--division", help=_("Code of a unit; default: the city.")),
    ):
        function = option(function)
    return function


def document_options(function: Any) -> Any:
    """`--output`, `--division` and `--chain`: where a document goes and what it is about."""
    for option in (
        click.option("--chain", default="", help=_("The chain it is about; default: all chains.")),
        click.option("--division", default="", help=_("The unit it is about; default: the city.")),
        click.option(
            "-o",
            "--output",
            "out",
            required=True,
            type=click.Path(dir_okay=False, path_type=Path),
            help=_("The file to write."),
        ),
    ):
        function = option(function)
    return function


def with_gaps_option(function: Any) -> Any:
    """`--with-gaps`: a draft before the last number has come."""
    return click.option(
        "--with-gaps", is_flag=True, help=_("Mark the places of figures that do not exist yet.")
    )(function)


def month_snapshot_option(function: Any) -> Any:
    """`--snapshot`: another one than that of the closed month."""
    return click.option("--snapshot", help=_("Read this snapshot instead of the closed month's."))(
        function
    )


def document_cell_options(function: Any) -> Any:
    """`--division`, `--chain`, `--record` and `--span`: the one figure of a document."""
    for option in (
        click.option("--span", default="", help=_("Another span, like 2023-07..2023-11.")),
        click.option("--record", default="", help=_("The one record it is about, by its code.")),
        click.option("--chain", default="", help=_("Code of a chain; default: all chains.")),
        click.option("--division", default="", help=_("Code of a unit; default: the city.")),
    ):
        function = option(function)
    return function
