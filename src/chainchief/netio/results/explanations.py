"""Why a loss comes about, as rows that add up to it: paths, and a residual for the rest."""

from typing import Any

from chainchief.core.i18n import _
from chainchief.netio.files.reading import Reading
from chainchief.netio.results.tables import percent, plain_table
from chainchief.network import Explanation

#: Paths shown in a text; JSON and files hold all that were sought.
SHOWN = 20


def explanation_content(reading: Reading, found: Explanation, depth: int) -> dict[str, Any]:
    """For programs: paths from the firm that loses back to where the loss stems from."""
    return {
        "depth": depth,
        "total": found.total,
        "rows": [
            {
                "path": [reading.firms.listed[at] for at in path.firms],
                "causes": list(path.causes),
                "loss": path.loss,
                "traced": path.traced,
            }
            for path in found.paths
        ],
        "residual": found.residual,
    }


def explanation_columns(reading: Reading, found: Explanation) -> dict[str, Any]:
    """For a file: one row per path, and the residual as the last."""
    paths = [" ← ".join(reading.firms.listed[at] for at in path.firms) for path in found.paths]
    causes = [" ← ".join(path.causes) for path in found.paths]
    return {
        "path": [*paths, "residual"],
        "causes": [*causes, ""],
        "loss": [*(path.loss for path in found.paths), found.residual],
    }


def explanation_text(reading: Reading, found: Explanation) -> str:
    """For reading: the largest paths, the rest in one row, and the sum."""
    words = {
        "input": _("wants input from"),
        "essential input": _("wants essential input from"),
        "orders": _("wants orders from"),
    }

    def in_words(firms: tuple[int, ...], causes: tuple[str, ...]) -> str:
        names = [reading.firms.listed[at] for at in firms]
        links = [f" {words[cause]} {name}" for cause, name in zip(causes, names[1:], strict=True)]
        return names[0] + "".join(links)

    shown = found.paths[:SHOWN]
    rest = found.total - sum(path.loss for path in shown)
    rows = [
        (in_words(path.firms, path.causes), percent(path.loss), "" if path.traced else _("goes on"))
        for path in shown
    ]
    rows.append((_("all other paths"), percent(rest), ""))
    rows.append((_("sum"), percent(found.total), ""))
    return plain_table([_("why"), _("of all output"), ""], rows)
