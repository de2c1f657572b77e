"""`chainchief kinds`: which kinds of record there are, and what each one's columns take."""

import click

from chainchief.cli.session import json_option, print_json, set_up
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _


@click.command(help=_("The kinds of record, or the columns of one and what a cell must hold."))
@click.argument("kind", required=False)
@click.option(
    "--reference", is_flag=True, help=_("Print the reference page of all kinds (Markdown).")
)
@json_option
def kinds(kind: str | None, reference: bool, as_json: bool) -> None:
    """List the kinds; no ledger is needed, they are part of the program."""
    set_up()
    if reference:
        if kind:
            raise WrongUseError(_("--reference is about all kinds; leave out the one."))
        from chainchief.indicators.catalogue.loading import shipped
        from chainchief.indicators.describe.kinds_page import page

        click.echo(page(shipped()), nl=False)
    elif as_json:
        print_json({"kinds": _as_json(kind)})
    elif kind:
        _tell_one(kind)
    else:
        _tell_all()


def _tell_all() -> None:
    from rich.table import Table

    from chainchief.cli.tables import console
    from chainchief.ledger.registers import all_registers

    table = Table(_("KIND"), _("Name"), _("What it records"), box=None)
    for register in all_registers().values():
        table.add_row(register.kind, register.name, register.meaning)
    console().print(table)


def _tell_one(kind: str) -> None:
    from chainchief.indicators.catalogue.loading import load
    from chainchief.indicators.describe.kinds_page import section, used_by
    from chainchief.ledger.registers import register_of

    register = register_of(kind)
    for line in section(register, used_by(load()).get(kind, ())):
        click.echo(line)


def _as_json(kind: str | None) -> list[dict[str, object]]:
    """All kinds or one, with the layout of their workbooks."""
    from chainchief.ledger.exchange.layout import column_explanations
    from chainchief.ledger.registers import all_registers, register_of

    chosen = [register_of(kind)] if kind else list(all_registers().values())
    return [
        {
            "kind": register.kind,
            "name": register.name,
            "meaning": register.meaning,
            "columns": [
                {
                    "name": each.column.name,
                    "title": each.column.title,
                    "type": each.type_name,
                    "unit": each.column.type.unit,
                    "required": each.required,
                    "choices": list(each.choices),
                    "rule": each.rule,
                }
                for each in column_explanations(register)
            ],
        }
        for register in chosen
    ]
