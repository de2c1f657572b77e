"""What one scenario of closures breaks, told as JSON, table, picture or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.cli.network_cascade import Asked
    from chainchief.netio.reading import Reading
    from chainchief.network import Cascade, Plan


def close(asked: Asked, reading: Reading, plan: Plan, shares: dict[str, float]) -> None:
    """Spread one scenario and tell what was asked."""
    from chainchief.netio.summary import closure_summary
    from chainchief.network.cascade import cascade_of, scenario_of

    result = cascade_of(plan, scenario_of(reading.network, shares))
    _write(asked, reading, result)
    if asked.json_:
        click.echo(_as_json(reading, result))
    else:
        click.echo(closure_summary(reading, result, shares, asked.only))


def _as_json(reading: Reading, result: Cascade) -> str:
    from chainchief.netio.tables import as_json

    rows = zip(reading.firms.listed, result.down.tolist(), result.up.tolist(), strict=True)
    return as_json(
        {
            "esri": result.esri,
            "downstream": result.downstream,
            "upstream": result.upstream,
            "steps": result.steps,
            "eps": result.eps,
            "losses": [{"id": name, "down": down, "up": up} for name, down, up in rows],
        }
    )


def _write(asked: Asked, reading: Reading, result: Cascade) -> None:
    from chainchief.netio.cascade_tables import chosen_losses

    if asked.output is not None:
        from chainchief.netio.tables import write_table

        columns = {"id": reading.firms.listed, "down": result.down, "up": result.up}
        write_table(asked.output, columns)
    if asked.plot is not None:
        from chainchief.netio.plots import plot_firms

        # What a firm counts for the whole: its loss times its weight.
        values = 100.0 * chosen_losses(result, asked.only) * result.weights
        title = _("Where the loss of {esri:.4g} % falls").format(esri=float(values.sum()))
        plot_firms(asked.plot, reading, values, title, _("per cent of all output"))
