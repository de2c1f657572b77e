"""Write docs/presets.md and the JSON Schema of each preset: `python -m tools.preset_docs`."""

import importlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: Where presets are declared.
MODULES = (
    "chainchief.access.table",
    "chainchief.core.units.presets",
    "chainchief.briefing.text.wording_rules",
    "chainchief.chainmap.coverage.thresholds",
    "chainchief.chainmap.lists.layouts",
    "chainchief.demo.city",
    "chainchief.demo.happenings",
    "chainchief.desk.limits.financing_preset",
    "chainchief.desk.limits.feature_preset",
    "chainchief.desk.limits.lead_preset",
    "chainchief.desk.limits.preset",
    "chainchief.desk.limits.task_preset",
    "chainchief.desk.officers.preset",
    "chainchief.desk.policies.preset",
    "chainchief.dispatch.answers.crosschecks.preset",
    "chainchief.dispatch.answers.suspicion.preset",
    "chainchief.dispatch.burden.preset",
    "chainchief.dispatch.calendar.preset",
    "chainchief.dispatch.collections.preset",
    "chainchief.indicators.catalogue.subjects",
    "chainchief.indicators.disclosure.preset",
    "chainchief.intake.inbox.preset",
    "chainchief.ledger.chaintemplates.preset",
    "chainchief.ledger.codelists.preset",
    "chainchief.ledger.custom_fields.preset",
    "chainchief.ledger.kinds.enterprise.sizes",
    "chainchief.ledger.kinds.funds.method",
    "chainchief.ledger.kinds.reward.wordings",
    "chainchief.people.log_in_preset",
    "chainchief.people.mail_preset",
    "chainchief.web.registers.groups",
    "chainchief.workshop.sentences.phrases",
)
HEAD = """\
# Presets

What a city may arrange its own way stands in YAML files. They come with the program; a file of the
same name in the folder `presets` of the home folder stands in place of the program's. A file is
read whole, and all its faults are told at once, each with its line. Every preset says its `source`,
its `version` and the day from which it holds (`valid_from`).

This page and the schemas are generated (`python -m tools.preset_docs`); do not edit them.

| File in `presets` | What it is | The program's own | Schema |
|---|---|---|---|
"""
#: Their entries are laid over the program's one by one, by their codes.
CATALOGUE = (
    "| `indicators*.yaml` | Indicators: entries by code, laid over the program's"
    " ([indicators](indicators.md)) | `src/chainchief/indicators/presets/indicators*.yaml`"
    " | [indicators.schema.json](presets/indicators.schema.json) |\n"
    "| `claims*.yaml` | Claims: sentences without a number, and what proves them"
    " | `src/chainchief/indicators/presets/claims.yaml`"
    " | [claims.schema.json](presets/claims.schema.json) |\n"
)
TAIL = """
## An editor that completes them
Editors with a YAML language server read the schema that the first line of a file names, relative to
that file. Copy the schema beside your own file and begin the file with

```yaml
# yaml-language-server: $schema=coverage.schema.json
```

In a checkout of the sources the program's own files reach their schema by a longer path:

| File | First line |
|---|---|
"""
END = """
A schema knows the shape of a file. What must hold between its entries (a name used that is declared
elsewhere, a code that stands twice) the program alone checks, when it reads the file.

What chain templates hold is told in [chain-templates.md](chain-templates.md).
"""


def declared_presets() -> Mapping[str, Any]:
    """All presets of the program by file."""
    from chainchief.core.presets import declared

    for module in MODULES:
        importlib.import_module(module)
    return declared()


def documents() -> dict[str, str]:
    """Path below docs → text, of the page and of every schema."""
    from chainchief.core.presets.schema import schema_of

    presets = declared_presets().values()
    found = {
        f"presets/{preset.name}.schema.json": json.dumps(
            schema_of(preset), ensure_ascii=False, indent=2
        )
        + "\n"
        for preset in presets
    }
    found |= {f"presets/{name}.schema.json": text for name, text in _of_the_catalogue().items()}
    table = "".join(map(_row, presets)) + CATALOGUE
    lines = "".join(map(_first_line, presets))
    return {**found, "presets.md": HEAD + table + TAIL + lines + END}


def _of_the_catalogue() -> dict[str, str]:
    """The schemas of indicators and claims, whose files are lists of entries."""
    from chainchief.indicators.catalogue.schema import schema_of_catalogue

    schemas = {"indicators": False, "claims": True}
    return {
        name: json.dumps(schema_of_catalogue(claims=of_claims), ensure_ascii=False, indent=2) + "\n"
        for name, of_claims in schemas.items()
    }


def _row(preset: Any) -> str:
    where = (preset.shipped / preset.file).relative_to(ROOT).as_posix()
    schema = f"[{preset.name}.schema.json](presets/{preset.name}.schema.json)"
    file = f"`{preset.file}`" if preset.overlaid else f"none; the program's `{preset.file}`"
    return f"| {file} | {preset.about} | `{where}` | {schema} |\n"


def _first_line(preset: Any) -> str:
    file = preset.shipped / preset.file
    schema = ROOT / "docs" / "presets" / f"{preset.name}.schema.json"
    path = Path(os.path.relpath(schema, file.parent)).as_posix()
    where = file.relative_to(ROOT).as_posix()
    return f"| `{where}` | `# yaml-language-server: $schema={path}` |\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
    import django

    django.setup()
    for name, text in documents().items():
        path = ROOT / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
