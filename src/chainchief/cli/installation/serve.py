"""`chainchief serve`: the pages, for this machine alone or, by TLS, for a network."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from chainchief.care import last_served
from chainchief.cli.installation.background import BackgroundDuties
from chainchief.cli.installation.listening import Listening, is_open_to_all, listening
from chainchief.cli.session import make_home, open_ledger
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home, setting
from chainchief.core.i18n import _

if TYPE_CHECKING:
    import ssl

DEFAULT_PORT = 8000
_THREADS = 8
_MOST_PROCESSES = 64
#: Bytes of the machine's memory for each process, with what the ledger and jobs need beside them.
_MEMORY_OF_ONE = 2 * 1024**3
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(help=_("Migrate the ledger, then serve the pages."))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=_("The address to listen at; one that others reach needs --cert or --behind."),
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=None,
    help=_("Default: PORT of the environment, else 8000."),
)
@click.option("--cert", type=_FILE, help=_("The certificate (PEM, with its chain): serve by TLS."))
@click.option("--key", type=_FILE, help=_("The certificate's private key (PEM, no password)."))
@click.option(
    "--behind",
    default="",
    metavar="ADDRESS",
    help=_("The address of the proxy that speaks TLS; it alone says who the client is."),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help=_("A host name that people type; may be given again. Default: the setting host_names."),
)
def serve(
    host: str,
    port: int | None,
    cert: Path | None,
    key: Path | None,
    behind: str,
    names: tuple[str, ...],
) -> None:
    chosen = listening(
        host, port or port_of_environment(), cert=cert, key=key, behind=behind, names=names
    )
    if key and is_open_to_all(key):
        click.echo(_("Every user of this machine may read {}: chmod 600 it").format(key), err=True)
    make_home()
    os.environ["CHAINCHIEF_SECRET_KEY"] = secret_key()
    chosen.tell_the_pages()
    open_ledger()
    _clear_abandoned_backups()
    _tell_what_was_missed()
    _let_go_of_the_ledger()
    last_served.write_down(
        host=chosen.host,
        port=chosen.port,
        proxy=chosen.proxy,
        names=chosen.names,
        certificate=chosen.certificate,
    )
    for address in chosen.addresses:
        click.echo(_("Serving {} at {}").format(home().path, address), err=True)
    _offer_first_start(chosen.addresses[0].rstrip("/"))
    _run(chosen)


def _clear_abandoned_backups() -> None:
    """What a backup that was killed left beside its place holds the ledger in the clear."""
    from chainchief.care.backup.drafts import sweep

    for folder in sweep():
        click.echo(_("Removed what an interrupted backup left in {}").format(folder), err=True)


def _tell_what_was_missed() -> None:
    """Time limits of the desk that passed while nothing ran are told now.

    The life of a demo city ended on a day long ago: nothing of it becomes late any more.
    """
    from chainchief.demo import marker
    from chainchief.desk.reminders import remind

    if marker.path().exists():
        return
    reminded = remind()
    if reminded.late:
        click.echo(_("steps at the desk that became late: {}").format(reminded.late), err=True)


def _offer_first_start(address: str) -> None:
    """While nobody has an account: print the one-time address of the page that makes the first."""
    from chainchief.care import first_start

    token = first_start.issue()
    _let_go_of_the_ledger()
    if token:
        text = _("Nobody has an account yet. Open this address once: {}")
        click.echo(text.format(f"{address}/first/{token}/"), err=True)


def _let_go_of_the_ledger() -> None:
    """A connection must not cross into the worker process that is forked next."""
    from django.db import connections

    connections.close_all()


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


def processes() -> int:
    """The setting `web_processes`, else one for each core, up to four, that memory suffices for.

    Threads of one process share computed figures and take turns at the processor; processes work
    side by side, and each computes and keeps figures of its own.
    """
    wanted = setting("web_processes")
    if wanted:
        if not wanted.isdecimal() or not 1 <= int(wanted) <= _MOST_PROCESSES:
            raise WrongUseError(
                _("web_processes is {!r}; it is a number from 1 to {}.").format(
                    wanted, _MOST_PROCESSES
                )
            )
        return int(wanted)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(4, len(os.sched_getaffinity(0)), memory // _MEMORY_OF_ONE))


def _run(chosen: Listening) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in _configuration(chosen).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.apps import apps
            from django.core.wsgi import get_wsgi_application

            application = get_wsgi_application()
            BackgroundDuties().start()
            cast(Any, apps.get_app_config("web")).make_first_pages_ready()
            return application

    Server().run()


def _configuration(chosen: Listening) -> dict[str, Any]:
    """Nobody's headers are believed here: the pages themselves know the one proxy."""
    values: dict[str, Any] = {
        "bind": chosen.bind,
        "worker_class": "gthread",
        "workers": processes(),
        "threads": _THREADS,
        "timeout": 120,
        "graceful_timeout": 10,
        "worker_tmp_dir": None,
        "loglevel": "warning",
        "proc_name": "chainchief",
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
    }
    if chosen.certificate:
        values |= {
            "certfile": str(chosen.certificate.chain),
            "keyfile": str(chosen.certificate.key),
            "ssl_context": _tls_of(chosen),
        }
    return values


def _tls_of(chosen: Listening) -> "Callable[[Any, Any], ssl.SSLContext]":
    """For gunicorn: our own context instead of its default."""

    def made(_configuration: Any, _default: Any) -> "ssl.SSLContext":
        assert chosen.certificate is not None  # noqa: S101
        return chosen.certificate.server_context()

    return made
