"""The rule of recognising funds: which vouchers count, how many projects a spot check draws."""

from pathlib import Path

from chainchief.core.presets import Origin, Part, Preset
from chainchief.core.presets.shapes import Text


class EvidenceEntry(Part, frozen=True):
    code: Text
    counts: bool
    source: Text


class Draw(Part, frozen=True):
    """Of a hundred projects so many are drawn, and at least so many."""

    percent: int
    least: int
    source: Text


class Rule(Origin, frozen=True):
    evidence: tuple[EvidenceEntry, ...]
    draw: Draw


PRESET = Preset(
    file="funds-recognition.yaml",
    shipped=Path(__file__).parents[2] / "presets",
    shape=Rule,
    build=lambda content: content,
    about="Funds in place (到位资金): which vouchers count, and how a spot check is drawn",
)


def check_preset() -> None:
    """Raise `FaultsError` with everything that is wrong with the preset in force."""
    PRESET.load()
