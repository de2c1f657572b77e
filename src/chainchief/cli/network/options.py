"""Options and output that the network commands share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.core.faults import Fault

Command = TypeVar("Command", bound=Callable[..., Any])


class Finite(click.FloatRange):
    """A number within bounds; infinity and “not a number” lie within none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(_("{value} is no number to compute with").format(value=value), param, ctx)
        return number


class FilePath(click.ParamType[Path]):
    """A file that must exist."""

    name = "FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not path.is_file():
            self.fail(_("there is no file {name}").format(name=repr(str(value))), param, ctx)
        return path


class NewFile(click.ParamType[Path]):
    """A file to write, with one of the known endings, in a folder that exists."""

    name = "FILE"

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if self.endings and path.suffix.lower() not in self.endings:
            wanted = ", ".join(self.endings)
            self.fail(_("the ending must be one of {endings}").format(endings=wanted), param, ctx)
        if not path.absolute().parent.is_dir():
            folder = repr(str(path.parent))
            self.fail(_("there is no folder {folder}").format(folder=folder), param, ctx)
        return path


def input_options(function: Command) -> Command:
    """--firms, --links, --from-lake, --year."""
    for option in (
        click.option(
            "--from-lake",
            is_flag=True,
            help=_("The city's own network: supply links and accounts of the lake, in yuan."),
        ),
        click.option("--year", type=int, help=_("Which year of the links (default: the newest).")),
        click.option(
            "--links",
            type=FilePath(),
            help=_("CSV or Parquet: supplier, buyer, amount; optional year, confidence."),
        ),
        click.option(
            "--firms",
            type=FilePath(),
            help=_(
                "CSV or Parquet: id, industry; optional revenue, costs, division, chain, local, "
                "weight."
            ),
        ),
    ):
        function = option(function)
    return function


@contextmanager
def network_files(
    firms: Path | None,
    links: Path | None,
    from_lake: bool,
    *,
    year: int | None,
    daily: bool = False,
) -> Iterator[tuple[Path, Path]]:
    """The two files of a call; those of the lake exist only as long as they are read."""
    if from_lake:
        if firms is not None or links is not None:
            raise WrongUseError(_("--from-lake takes the place of --firms and --links"))
        from chainchief.cli.network.city import lake_files

        with lake_files(year, daily=daily) as files:
            yield files
    elif firms is None or links is None:
        raise WrongUseError(_("Give --firms FILE and --links FILE, or --from-lake"))
    else:
        yield firms, links


def output_options(function: Command) -> Command:
    """--json, --output, --plot."""
    for option in (
        click.option(
            "--plot", type=NewFile(".svg"), help=_("Also draw a picture (.svg) into this file.")
        ),
        click.option(
            "--output",
            "-o",
            type=NewFile(".csv", ".parquet"),
            help=_("Also write the whole table (.csv or .parquet) into this file."),
        ),
        click.option("--json", "json_", is_flag=True, help=_("Print JSON for programs.")),
    ):
        function = option(function)
    return function


threads_option = click.option(
    "--threads",
    type=click.IntRange(min=1),
    help=_("How many threads (default: all cores). The result does not depend on it."),
)


def tell_warnings(warnings: Iterable[Fault]) -> None:
    """Warnings go to stderr: stdout holds the result alone."""
    for warning in warnings:
        click.echo(_("Warning: {text}").format(text=warning.text), err=True)


def share_by_firm(given: Iterable[str], known: Callable[[str], bool]) -> dict[str, float]:
    """`ID[=SHARE]` options as id → share lost; an id may itself hold a sign of equality."""
    shares: dict[str, float] = {}
    for text in given:
        name, equals, share = text.rpartition("=")
        if known(text) or not equals:
            name, share = text, "1"
        if name in shares:
            raise WrongUseError(_("--close names {firm!r} twice").format(firm=name))
        shares[name] = _share(share, text)
    return shares


def _share(share: str, text: str) -> float:
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if not 0.0 < value <= 1.0:
        raise WrongUseError(
            _(
                "--close {text}: “{share}” is no share; write ID=SHARE with a share above 0 and up "
                "to 1, such as 0.3"
            ).format(text=text, share=share)
        )
    return value
