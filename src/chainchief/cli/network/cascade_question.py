"""What one call of `chainchief network cascade` asks, and the network it is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

if TYPE_CHECKING:
    from chainchief.netio.files.reading import Reading
    from chainchief.netio.runs.ensembles import Uncertain
    from chainchief.network import Plan

#: An explanation adds up the greater loss of both directions; draws have neither paths nor bars.
_EXCLUSIVE = (
    ("explain", "ensemble"),
    ("explain", "only"),
    ("ensemble", "only"),
    ("ensemble", "plot"),
)


@dataclass(frozen=True)
class CascadeOptions:
    """The options of one call."""

    firms: Path | None
    links: Path | None
    from_lake: bool
    year: int | None
    essential: Path | None
    close: tuple[str, ...]
    all_: bool
    default_class: str
    mode: str
    eps: float | None
    no_substitution: bool
    weight: str | None
    only: str | None
    explain: int | None
    ensemble: int | None
    seed: int
    engine: str
    resume: Path | None
    threads: int | None
    json_: bool
    output: Path | None
    plot: Path | None

    def check(self) -> None:
        """Options that contradict each other, before any file is read."""
        if bool(self.close) == self.all_:
            raise WrongUseError(
                _("Give either --close ID[=SHARE] (once or several times) or --all")
            )
        if self.explain is not None and self.all_:
            raise WrongUseError(_("{option} goes with --close").format(option="--explain"))
        if self.resume is not None and (self.ensemble is not None or not self.all_):
            raise WrongUseError(_("--resume goes with --all, without --ensemble"))
        for one, other in _EXCLUSIVE:
            if getattr(self, one) is not None and getattr(self, other) is not None:
                raise WrongUseError(
                    _("--{one} and --{other} do not go together").format(one=one, other=other)
                )


@dataclass(frozen=True)
class CascadeQuestion:
    """A network that was read, and the assumptions under which it is looked at."""

    reading: Reading
    assumptions: dict[str, Any]

    @cached_property
    def plan(self) -> Plan:
        from chainchief.network import prepare

        return prepare(self.reading.network, **self.assumptions)

    def uncertain(self, seed: int) -> Uncertain:
        from chainchief.netio.runs.ensembles import Uncertain

        return Uncertain(self.reading.network, self.assumptions, seed)
