"""`chainchief account first`: the first start without a browser."""

from pathlib import Path

import click

from chainchief.cli.session import json_option, print_json, with_ledger
from chainchief.core.i18n import _


@click.command(help=_("First start: three administrators, the city, its units; all or nothing."))
@click.option(
    "--system", nargs=2, required=True, help=_("System administrator: log-in name, full name.")
)
@click.option(
    "--security", nargs=2, required=True, help=_("Security administrator: log-in name, full name.")
)
@click.option(
    "--audit", nargs=2, required=True, help=_("Audit administrator: log-in name, full name.")
)
@click.option("--city", nargs=2, required=True, help=_("The city: code (six digits), name."))
@click.option(
    "--units",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Workbook or CSV of divisions: its units."),
)
@json_option
@with_ledger
def first(
    system: tuple[str, str],
    security: tuple[str, str],
    audit: tuple[str, str],
    city: tuple[str, str],
    units: Path,
    as_json: bool,
) -> None:
    from chainchief.care import first_start
    from chainchief.people.administrators import Person
    from chainchief.people.roles import ADMINISTRATORS, label_of

    persons = [Person(*names) for names in (system, security, audit)]
    done = first_start.found(persons, first_start.City(*city), file=units)
    made = list(zip(ADMINISTRATORS, done.administrators, strict=True))
    if as_json:
        accounts = [
            {"role": role, "username": one.account.username, "first_password": one.password}
            for role, one in made
        ]
        print_json({"city": done.city.code, "units": done.units, "administrators": accounts})
        return
    click.echo(_("{city}; units: {units}").format(city=done.city.name, units=done.units))
    click.echo(_("First passwords, shown once; hand each to its person alone:"))
    for role, one in made:
        click.echo(f"  {label_of(role)}  {one.account.username}  {one.password}")
    click.echo(_("Next: chainchief serve; the system administrator makes accounts."))
