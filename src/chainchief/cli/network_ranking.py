"""Every firm closed in turn: which are critical."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.cli.network_cascade import Asked
    from chainchief.netio.reading import Reading
    from chainchief.network import Plan, Ranking


def rank(asked: Asked, reading: Reading, plan: Plan) -> None:
    """Rank all firms and tell what was asked."""
    from chainchief.netio.progress import progress_bar
    from chainchief.netio.runs import Engine, rank_all
    from chainchief.netio.summary import ranking_summary

    engine = Engine.parse(asked.engine, asked.threads)
    with progress_bar(_("Closing firms")) as progress:
        ranking = rank_all(plan, engine, progress, asked.resume)
    _write(asked, reading, ranking)
    if asked.json_:
        click.echo(_as_json(reading, ranking))
    else:
        click.echo(ranking_summary(reading, ranking, asked.only))


def _as_json(reading: Reading, ranking: Ranking) -> str:
    from chainchief.netio.tables import as_json

    columns = (
        reading.firms.listed,
        ranking.esri.tolist(),
        ranking.downstream.tolist(),
        ranking.upstream.tolist(),
        ranking.steps.tolist(),
    )
    names = ("id", "esri", "downstream", "upstream", "steps")
    rows = zip(*columns, strict=True)
    return as_json({"firms": [dict(zip(names, row, strict=True)) for row in rows]})


def _write(asked: Asked, reading: Reading, ranking: Ranking) -> None:
    from chainchief.netio.cascade_tables import chosen_index

    if asked.output is not None:
        from chainchief.netio.tables import write_table

        columns = {
            "id": reading.firms.listed,
            "esri": ranking.esri,
            "downstream": ranking.downstream,
            "upstream": ranking.upstream,
            "steps": ranking.steps,
        }
        write_table(asked.output, columns)
    if asked.plot is not None:
        from chainchief.netio.plots import plot_firms

        values = 100.0 * chosen_index(ranking, asked.only)
        unit = _("per cent of all output lost")
        plot_firms(asked.plot, reading, values, _("The firms whose stop costs most"), unit)
