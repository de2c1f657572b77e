"""`chainchief index`: make the index of the search anew."""

import click

from chainchief.cli.session import open_ledger
from chainchief.core.i18n import _


@click.command(help=_("Make the index of the search anew, from the ledger as it is."))
def index() -> None:
    open_ledger()
    from chainchief.search.index.filling import fill

    entries = fill()
    click.echo(_("Records that can be searched: {}").format(f"{entries:,}"))
