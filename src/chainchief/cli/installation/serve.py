"""`chainchief serve`: the pages, on this machine only while there is no log-in."""

import ipaddress
import os
import secrets
from pathlib import Path
from typing import Any

import click

from chainchief.cli.session import make_home, open_ledger
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home, setting
from chainchief.core.i18n import _

DEFAULT_PORT = 8000
_THREADS = 8


@click.command(help=_("Migrate the ledger, then serve the pages on this machine."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("A loopback address."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=None,
    help=_("Default: PORT of the environment, else 8000."),
)
def serve(host: str, port: int | None) -> None:
    check_is_loopback(host)
    chosen = port or port_of_environment()
    make_home()
    os.environ["CHAINCHIEF_SECRET_KEY"] = secret_key()
    open_ledger()
    _clear_abandoned_backups()
    _let_go_of_the_ledger()
    click.echo(_("Serving {} at {}").format(home().path, f"http://{host}:{chosen}/"), err=True)
    _run(f"[{host}]:{chosen}" if ":" in host else f"{host}:{chosen}")


def _clear_abandoned_backups() -> None:
    """What a backup that was killed left beside its place holds the ledger in the clear."""
    from chainchief.care.backup.drafts import sweep

    for folder in sweep():
        click.echo(_("Removed what an interrupted backup left in {}").format(folder), err=True)


def _let_go_of_the_ledger() -> None:
    """A connection must not cross into the worker process that is forked next."""
    from django.db import connections

    connections.close_all()


def check_is_loopback(host: str) -> None:
    """Refuse an address that other machines reach: whoever reached it could act as anyone."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise WrongUseError(
            _(
                "--host {!r} is not an address of this machine alone; there is no log-in yet, so "
                "that only loopback is served. Use 127.0.0.1, ::1 or localhost."
            ).format(host)
        )


def port_of_environment() -> int:
    """`PORT`, else 8000; `WrongUseError` for what is no port."""
    wanted = os.environ.get("PORT", "")
    if not wanted:
        return DEFAULT_PORT
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 65535:
        raise WrongUseError(_("PORT is {!r}; a port is a number from 1 to 65535.").format(wanted))
    return int(wanted)


def secret_key() -> str:
    """The setting `secret_key`, else one made once and kept in the home folder's keys."""
    given = setting("secret_key")
    if given:
        return given
    file = home().keys / "secret_key"
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")


def _write_once(file: Path, text: str) -> None:
    """Create `file` for this user alone; the first of two that try at once wins."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(text)


def _follow_the_log() -> None:
    """In the worker process: what is written from now on can soon be searched."""
    from chainchief.search.index.following import Follower

    Follower().start()


def _run(bind: str) -> None:
    """One process with threads: the computed figures of a snapshot are shared between them."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            chosen: dict[str, Any] = {
                "bind": bind,
                "worker_class": "gthread",
                "workers": 1,
                "threads": _THREADS,
                "timeout": 120,
                "graceful_timeout": 10,
                "worker_tmp_dir": None,
                "loglevel": "warning",
                "proc_name": "chainchief",
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            application = get_wsgi_application()
            _follow_the_log()
            return application

    Server().run()
