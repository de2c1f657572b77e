"""How lists of rewards run: days of publicity, what is nearly in, columns to be reviewed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from chainchief.core.choices import listed
from chainchief.core.faults import Fault, declare
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text

NO_SUCH_RULES = declare(
    "DSK-350",
    why="no scheme here has the code “{code}”, only {known}",
    remedy="name one that stands below `schemes`",
)


class PublicityRules(Part, frozen=True):
    """For how many working days a list is public."""

    code: Text
    name: Names
    source: Text
    publicity: Annotated[int, Meta(ge=1, le=60)]

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))


class LocalColumns(Part, frozen=True):
    """Columns of firms whose conditions treat firms by where or who they are."""

    columns: tuple[Text, ...]
    rule: Names


class PoliciesPreset(Origin, frozen=True):
    in_force: Text
    schemes: tuple[PublicityRules, ...]
    nearly: Annotated[int, Meta(ge=0, le=100, description="percent of what is asked")]
    local_columns: tuple[LocalColumns, ...]


@dataclass(frozen=True)
class PolicyRules:
    """The rules in force; `local` is column → rule by language."""

    schemes: Mapping[str, PublicityRules]
    in_force: PublicityRules
    nearly: Fraction
    local: Mapping[str, Mapping[str, str]]

    def of(self, process: str) -> PublicityRules:
        """The rules that a list runs by; of ones that are no more, those in force."""
        return self.schemes.get(process, self.in_force)


def _check(document: Document[PoliciesPreset]) -> Iterator[Fault]:
    codes = [each.code for each in document.content.schemes]
    wanted = document.content.in_force
    if wanted not in codes:
        facts = {"code": wanted, "known": listed(codes)}
        yield document.fault(NO_SUCH_RULES, ("in_force",), wanted, facts)


def _built(content: PoliciesPreset) -> PolicyRules:
    schemes = {each.code: each for each in content.schemes}
    return PolicyRules(
        schemes,
        schemes[content.in_force],
        Fraction(content.nearly, 100),
        {name: each.rule.as_mapping() for each in content.local_columns for name in each.columns},
    )


PRESET = Preset(
    file="policies.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=PoliciesPreset,
    build=_built,
    about="Lists of rewards: days of publicity, what is nearly in, conditions to be reviewed",
    check=_check,
)


def rules() -> PolicyRules:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
