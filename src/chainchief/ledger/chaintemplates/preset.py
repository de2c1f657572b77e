"""Chain templates as a preset: its shape, its kinds of fault, and where its files stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.lined_yaml import Path_
from chainchief.core.presets import FaultKinds, Preset, Problem
from chainchief.core.presets.problems import LocatedProblem
from chainchief.ledger.chaintemplates import faults
from chainchief.ledger.chaintemplates.reference_checks import check_references, near_industries
from chainchief.ledger.chaintemplates.template import Template

_PARTS: Mapping[str, str] = {
    "segments": "a segment",
    "links": "a link",
    "cycles": "a ring",
    "traits": "a trait of a segment",
}
_HEAD = "a template"
#: By part and key, how a right value looks.
_EXAMPLES: Mapping[tuple[str, str], str] = {
    (_HEAD, "code"): "NEW-IT",
    (_HEAD, "name"): "{zh: …, en: …}",
    (_HEAD, "short_name"): "新一代信息技术",
    (_HEAD, "version"): "1",
    (_HEAD, "valid_from"): "2023-01-01",
    (_HEAD, "source"): "据公开的行业资料整理",
    ("a segment", "code"): "CZ-PULLING",
    ("a segment", "name"): "单晶拉制",
    ("a segment", "en"): "Crystal pulling",
    ("a segment", "products"): "[硅片, 外延片]",
    ("a segment", "classes"): '["3985"]',
    ("a segment", "key"): "true",
    ("a link", "from"): "POLYSILICON",
    ("a link", "to"): "CZ-PULLING",
    ("a link", "essential"): "true",
    ("a link", "confidence"): "80",
    ("a trait of a segment", "of"): "CZ-PULLING",
    ("a trait of a segment", "name"): "直拉法大尺寸单晶",
    ("a trait of a segment", "confidence"): "50",
    ("a ring", "segments"): "[A, B]",
    ("a ring", "reason"): "退役电池再生",
}


_SEEN_AT_ITS_LINE = (faults.TOO_LONG, faults.NOT_A_TEMPLATE)


def _part_of(path: Path_) -> str:
    """The part of a template in which `path` stands."""
    return _PARTS.get(str(path[0]), _HEAD) if len(path) > 1 else _HEAD


def _key_of(path: Path_) -> str:
    """The key of the part on the way to a value, `products` of its third product."""
    inside = path[2:] if _part_of(path) != _HEAD else path
    return str(next(iter(inside), ""))


@dataclass(frozen=True)
class TemplateFaultKinds(FaultKinds):
    """Kinds that name the part of the template, and what its key takes, with an example."""

    def fault(self, problem: LocatedProblem, place: Place, name: str = "") -> Fault:
        """The fault that tells `problem`; names in one language only are no names."""
        if problem.problem is Problem.MISSING and problem.path[:1] == ("name",):
            expected = _("the name in Chinese and in English")
            problem = LocatedProblem(
                Problem.VALUE, ("name",), expected, facts={"expected": expected}
            )
        part, key = _part_of(problem.path), _key_of(problem.path)
        kind = self._kind(problem)
        more = self._facts(kind, part, key, problem)
        facts = {**problem.facts, "part": _(part), "key": key, **more}
        fault = super().fault(replace(problem, facts=facts), place, name)
        # What is too long to repeat, or a whole part, is seen at its line.
        return replace(fault, value=None) if kind in _SEEN_AT_ITS_LINE else fault

    def _facts(
        self, kind: FaultKind, part: str, key: str, problem: LocatedProblem
    ) -> Mapping[str, object]:
        if kind is faults.BAD_CODE:
            return {"most": problem.facts["longest"], "example": _EXAMPLES[part, "code"]}
        if kind is faults.TOO_LONG:
            return {"count": len(problem.value or ""), "most": problem.facts["longest"]}
        if kind is faults.UNKNOWN_INDUSTRY:
            return {"near": near_industries(problem.value or "")}
        if kind is faults.KEY_MISSING:
            return {"key": str(problem.path[-1])}
        return {"example": f"{key}: {_EXAMPLES.get((part, key), '…')}"}

    def _kind(self, problem: LocatedProblem) -> FaultKind:
        path, key = problem.path, _key_of(problem.path)
        if problem.problem in (Problem.VALUE, Problem.RANGE):
            if len(path) == len(("segments", 0)) and _part_of(path) != _HEAD:
                return faults.NOT_A_TEMPLATE
            if key == "code":
                return faults.BAD_CODE
            if key == "classes" and path[-1] != "classes":
                return faults.UNKNOWN_INDUSTRY
            longest = problem.facts.get("longest")
            if isinstance(longest, int) and len(problem.value or "") > longest:
                return faults.TOO_LONG
        return super()._kind(problem)


def _same(template: Template) -> Template:
    return template


PRESET = Preset(
    file="chains/*.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=Template,
    build=_same,
    about="The map a chain starts from: segments, industries and links",
    kinds=TemplateFaultKinds(
        by_problem={
            Problem.UNREADABLE: faults.NOT_YAML,
            Problem.NO_KEYS: faults.NOT_A_TEMPLATE,
            Problem.TWICE: faults.KEY_TWICE,
            Problem.MISSING: faults.KEY_MISSING,
            Problem.UNKNOWN: faults.KEY_NOT_TAKEN,
            Problem.CHOICE: faults.NOT_A_CHOICE,
            Problem.VALUE: faults.WRONG_TYPE,
        }
    ),
    check=check_references,
)
