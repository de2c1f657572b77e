"""What one scenario of closures breaks, told as JSON, table, picture or words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.cli.network.cascade_question import CascadeOptions, CascadeQuestion
    from chainchief.netio.files.reading import Reading
    from chainchief.network import Cascade, Explanation

#: Paths sought for an explanation.
PATHS = 200


def close(options: CascadeOptions, question: CascadeQuestion, shares: dict[str, float]) -> None:
    """Spread one scenario and tell what was asked."""
    from chainchief.netio.results.summary import closure_summary
    from chainchief.network import cascade_of, explain, scenario_of

    reading = question.reading
    result = cascade_of(question.plan, scenario_of(reading.network, shares))
    why = None if options.explain is None else explain(result, depth=options.explain, most=PATHS)
    _write(options, reading, result, why)
    if options.json_:
        click.echo(_as_json(options, reading, result, why))
        return
    click.echo(closure_summary(reading, result, shares, options.only))
    if why is not None:
        from chainchief.netio.results.explanations import explanation_text

        click.echo("\n" + explanation_text(reading, why))


def draw_close(
    options: CascadeOptions, question: CascadeQuestion, shares: dict[str, float], draws: int
) -> None:
    """The same scenario on networks that might be."""
    from chainchief.netio.results.summary import drawn_summary
    from chainchief.netio.results.tables import as_json, write_table
    from chainchief.netio.runs.all_firms import Engine
    from chainchief.netio.runs.ensembles import draw_closure, quantiles
    from chainchief.netio.runs.progress import progress_bar
    from chainchief.network import scenario_of

    initial = scenario_of(question.reading.network, shares)
    engine = Engine.parse(options.engine, options.threads)
    with progress_bar(_("Drawing networks")) as progress:
        drawn = draw_closure(question.uncertain(options.seed), initial, draws, engine, progress)
    names = ("esri", "downstream", "upstream")
    parts = {name: quantiles(drawn[:, at]) for at, name in enumerate(names)}
    if options.output is not None:
        columns = {name: drawn[:, at] for at, name in enumerate(names)}
        write_table(options.output, {"draw": list(range(draws)), **columns})
    if options.json_:
        head = {"draws": draws, "seed": options.seed, "eps": question.plan.eps}
        click.echo(as_json({**head, **parts}))
    else:
        click.echo(drawn_summary(question.reading, parts, draws))


def _as_json(
    options: CascadeOptions, reading: Reading, result: Cascade, why: Explanation | None
) -> str:
    from chainchief.netio.results.explanations import explanation_content
    from chainchief.netio.results.tables import as_json

    rows = zip(reading.firms.listed, result.down.tolist(), result.up.tolist(), strict=True)
    content: dict[str, Any] = {
        "esri": result.esri,
        "downstream": result.downstream,
        "upstream": result.upstream,
        "steps": result.steps,
        "eps": result.eps,
        "losses": [{"id": name, "down": down, "up": up} for name, down, up in rows],
    }
    if why is not None and options.explain is not None:
        content["explanation"] = explanation_content(reading, why, options.explain)
    return as_json(content)


def _write(
    options: CascadeOptions, reading: Reading, result: Cascade, why: Explanation | None
) -> None:
    if options.output is not None:
        from chainchief.netio.results.explanations import explanation_columns
        from chainchief.netio.results.tables import write_table

        losses: dict[str, Any] = {
            "id": reading.firms.listed,
            "down": result.down,
            "up": result.up,
            "weight": result.weights,
        }
        write_table(options.output, losses if why is None else explanation_columns(reading, why))
    if options.plot is not None:
        from chainchief.netio.results.directions import chosen_losses
        from chainchief.netio.results.plots import plot_firms

        # What a firm counts for the whole: its loss times its weight.
        values = 100.0 * chosen_losses(result, options.only) * result.weights
        title = _("Where the loss of {esri:.4g} % falls").format(esri=float(values.sum()))
        plot_firms(options.plot, reading, values, title, _("per cent of all output"))
