"""Every firm closed in turn: which are critical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.cli.network.cascade_question import CascadeOptions, CascadeQuestion
    from chainchief.netio.files.reading import Reading
    from chainchief.network import Ranking


def rank(options: CascadeOptions, question: CascadeQuestion) -> None:
    """Rank all firms and tell what was asked."""
    from chainchief.netio.results.summary import ranking_summary
    from chainchief.netio.runs.all_firms import Engine, rank_all
    from chainchief.netio.runs.progress import progress_bar

    engine = Engine.parse(options.engine, options.threads)
    with progress_bar(_("Closing firms")) as progress:
        ranking = rank_all(question.plan, engine, progress, options.resume)
    _write(options, question.reading, ranking)
    if options.json_:
        click.echo(_as_json(question.reading, ranking))
    else:
        click.echo(ranking_summary(question.reading, ranking, options.only))


def draw_rank(options: CascadeOptions, question: CascadeQuestion, draws: int) -> None:
    """Quantiles of every firm's index over networks that might be."""
    import numpy as np

    from chainchief.netio.results.summary import drawn_ranking_summary
    from chainchief.netio.results.tables import as_json, write_table
    from chainchief.netio.runs.all_firms import Engine
    from chainchief.netio.runs.ensembles import QUANTILES, draw_firms
    from chainchief.netio.runs.progress import progress_bar

    engine = Engine.parse(options.engine, options.threads)
    with progress_bar(_("Drawing networks")) as progress:
        drawn = draw_firms(question.uncertain(options.seed), draws, engine, progress)
    low, middle, high = np.quantile(drawn, QUANTILES, axis=0)
    columns: dict[str, Any] = {
        "id": question.reading.firms.listed,
        "mean": drawn.mean(axis=0),
        "q05": low,
        "q50": middle,
        "q95": high,
    }
    if options.output is not None:
        write_table(options.output, columns)
    if options.json_:
        lists = [list(values) for values in columns.values()]
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]
        head = {"draws": draws, "seed": options.seed, "eps": question.plan.eps}
        click.echo(as_json({**head, "firms": rows}))
    else:
        click.echo(drawn_ranking_summary(question.reading, columns, draws))


def _columns(reading: Reading, ranking: Ranking) -> dict[str, Any]:
    return {
        "id": reading.firms.listed,
        "esri": ranking.esri,
        "downstream": ranking.downstream,
        "upstream": ranking.upstream,
        "steps": ranking.steps,
    }


def _as_json(reading: Reading, ranking: Ranking) -> str:
    from chainchief.netio.results.tables import as_json

    columns = _columns(reading, ranking)
    lists = [values if isinstance(values, list) else values.tolist() for values in columns.values()]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]
    return as_json({"firms": rows})


def _write(options: CascadeOptions, reading: Reading, ranking: Ranking) -> None:
    if options.output is not None:
        from chainchief.netio.results.tables import write_table

        write_table(options.output, _columns(reading, ranking))
    if options.plot is not None:
        from chainchief.netio.results.directions import chosen_index
        from chainchief.netio.results.plots import plot_firms

        values = 100.0 * chosen_index(ranking, options.only)
        unit = _("per cent of all output lost")
        plot_firms(options.plot, reading, values, _("The firms whose stop costs most"), unit)
