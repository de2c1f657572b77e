"""What every command that touches the ledger needs: Django set up, a migrated ledger, a viewer."""

import functools
import getpass
import os
import pkgutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.home import home, setting
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer

Command = TypeVar("Command", bound=Callable[..., Any])


def set_up() -> None:
    """Set Django up, for commands that know the registers but touch no ledger."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
    django.setup()


def open_ledger(*, migrate: bool = True) -> None:
    """Set Django up on the home folder's ledger and bring its tables up to date."""
    make_home()
    set_up()
    if migrate and _is_behind():
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def make_home() -> None:
    """Make the home folder; a path that cannot be one is wrong use."""
    try:
        home().ensure()
    except PermissionError:
        raise  # told as the machine's refusal, with whom to ask
    except OSError as error:
        raise WrongUseError(
            _(
                "There can be no home folder at {}: a part of this path is a file, or cannot be "
                "made. Set CHAINCHIEF_HOME to a folder."
            ).format(home().path)
        ) from error


def _is_behind() -> bool:
    """Whether the program brings migrations that the ledger has not seen.

    By their names alone: reading what they do takes longer than most commands need.
    """
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return not _migrations_brought() <= set(MigrationRecorder(connection).applied_migrations())


def _migrations_brought() -> set[tuple[str, str]]:
    from django.apps import apps

    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(app.path) / "migrations")])
        if module.name[0] not in "_~"
    }


def with_ledger(function: Command) -> Command:
    """Decorate a command's function: the ledger is open when it runs."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        open_ledger()
        return function(*args, **kwargs)

    return wrapped  # type: ignore[return-value]


def acts(function: Command) -> Command:
    """Decorate a command that writes: the ledger is open, `viewer` is who does it (`--actor`).

    The change log is sealed when the command is done.
    """
    return _with_viewer(function, seals=True)


def looks(function: Command) -> Command:
    """Decorate a command that reads: the ledger is open, `viewer` is who looks (`--actor`)."""
    return _with_viewer(function, seals=False)


def _with_viewer(function: Command, *, seals: bool) -> Command:
    @functools.wraps(function)
    def wrapped(*args: Any, actor: str, **kwargs: Any) -> Any:
        open_ledger()
        done = function(*args, viewer=viewer_for(actor), **kwargs)
        if seals:
            _seal()
        return done

    return actor_option(wrapped)  # type: ignore[return-value]


def viewer_for(name: str) -> "Viewer":
    """The viewer who acts at this machine under the name; Django must be set up."""
    from chainchief.access.viewers import viewer_at_this_machine
    from chainchief.ledger.errors import NoActorError

    if not name.strip():
        raise NoActorError
    return viewer_at_this_machine(name)


def actor_option(function: Command) -> Command:
    """`--actor NAME`: in whose name the command acts."""
    return click.option(
        "--actor",
        default=lambda: setting("actor") or getpass.getuser(),
        help=_(
            "Who does this: an account's name; any other acts as this machine's administrator. "
            "Default: the setting “actor”, else the user of this machine."
        ),
    )(function)


def _seal() -> None:
    from chainchief.ledger import changelog

    changelog.seal()


def json_option(function: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON for programs."))(
        function
    )


def print_json(document: object) -> None:
    from chainchief.cli.terminal import json_text

    click.echo(json_text(document))


def print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        click.echo(fault.text, err=True)
