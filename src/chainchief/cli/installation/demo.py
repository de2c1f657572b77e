"""`chainchief demo`: the demo city in the home folder."""

import click

from chainchief.cli.session import open_ledger
from chainchief.core.choices import listed
from chainchief.core.home import home
from chainchief.core.i18n import _


@click.command(help=_("Build the demo city in the home folder."))
@click.option("--seed", type=int, help=_("Another seed makes other firms and projects."))
@click.option("--scale", type=click.FloatRange(0.1, 1000), default=1.0, help=_("Times its size."))
@click.option("--force", is_flag=True, help=_("Replace a demo city that is there already."))
def demo(seed: int | None, scale: float, force: bool) -> None:
    if force:
        from chainchief.demo import removal

        removal.remove()
    open_ledger()
    from chainchief.demo import build

    made = build.build(build.DEFAULT_SEED if seed is None else seed, scale, tell=click.echo)
    if not made.made_now:
        click.echo(_("The demo city is here already, in {}.").format(home().path))
    else:
        click.echo(_("The demo city is built in {}.").format(home().path))
    _tell_records(made.records)
    click.echo(_("Closed: {}; 2023-12 is open.").format(listed(made.closed)))
    click.echo(_("All firms, projects and amounts are invented."))
    click.echo(_("Look at: chainchief figures 2023-11, chainchief serve"))


def _tell_records(records: dict[str, int]) -> None:
    from chainchief.ledger.registers import register_of

    counts = [f"{register_of(kind).name} {count:,}" for kind, count in records.items() if count]
    click.echo("; ".join(counts))
