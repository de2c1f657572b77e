"""All-firms runs that can be interrupted: finished stretches are kept in a file, line by line."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from chainchief import __version__
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place
from chainchief.netio.faults import NOT_A_RUN, OTHER_RUN
from chainchief.network import Network, Plan, Ranking

KIND = "chainchief network cascade --all"


def fingerprint(network: Network, plan: Plan) -> str:
    """Fingerprint of what must be equal to go on with a run: data, options, version."""
    digest = hashlib.sha256(__version__.encode())
    digest.update(json.dumps([plan.substitution, plan.eps]).encode())
    # The plan holds everything that the cascade reads: shares, classes, weights, markets.
    for array in (plan.order, *plan.push):
        digest.update(np.ascontiguousarray(array).tobytes())
    digest.update("\0".join(map(str, network.firm_ids.tolist())).encode())
    return digest.hexdigest()


class RunFile:
    """The finished stretches of one run. The head names the run; each line below is a stretch.

    Numbers are written so that reading them gives the same bits back. A last line that was cut off
    when the run stopped is dropped.
    """

    def __init__(self, path: Path, mark: str) -> None:
        self.path = path
        self.mark = mark

    def finished(self, eps: float) -> list[Ranking]:
        """The stretches on file; writes the head of a new file. Raises FaultsError on another's."""
        if not self.path.exists():
            self._write({"run": KIND, "fingerprint": self.mark})
            return []
        text = self.path.read_text(encoding="utf-8", errors="replace")
        kept = text[: text.rfind("\n") + 1]
        head, *stretches = kept.splitlines() or [""]
        self._check(head)
        if kept != text:
            self.path.write_text(kept, encoding="utf-8")
        return [_ranking(json.loads(line), eps) for line in stretches]

    def add(self, part: Ranking) -> None:
        """Keep a finished stretch."""
        self._write(
            {
                "firms": part.firms.tolist(),
                "esri": part.esri.tolist(),
                "downstream": part.downstream.tolist(),
                "upstream": part.upstream.tolist(),
                "steps": part.steps.tolist(),
            }
        )

    def keeping(self, parts: Iterator[Ranking]) -> Iterator[Ranking]:
        """Pass stretches on, keeping each first."""
        for part in parts:
            self.add(part)
            yield part

    def _write(self, content: dict[str, object]) -> None:
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(content) + "\n")

    def _check(self, head: str) -> None:
        try:
            content = json.loads(head)
            known = isinstance(content, dict) and content.get("run") == KIND
        except json.JSONDecodeError:
            known = False
        if not known:
            raise self._refusal(NOT_A_RUN)
        if content.get("fingerprint") != self.mark:
            raise self._refusal(OTHER_RUN)

    def _refusal(self, kind: FaultKind) -> FaultsError:
        return FaultsError([Fault(kind, Place(file=self.path.name))])


def _ranking(stretch: dict[str, list[float]], eps: float) -> Ranking:
    return Ranking(
        np.array(stretch["firms"], np.int32),
        np.array(stretch["esri"], np.float64),
        np.array(stretch["downstream"], np.float64),
        np.array(stretch["upstream"], np.float64),
        np.array(stretch["steps"], np.int32),
        eps,
    )
