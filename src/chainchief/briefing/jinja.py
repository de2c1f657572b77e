"""The engine of templates: docxtpl in a sandbox that knows our functions and nothing else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from chainchief.briefing.calls import PLAIN

_GUARD = "\ue0c2"
_TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def sandbox(functions: Mapping[str, Callable[..., str]]) -> ImmutableSandboxedEnvironment:
    """An environment without Jinja's own globals, filters and tests; texts are escaped."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    environment.globals.update(functions)
    return environment


class OfficeTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl, reading a tag as the lint reads it; document properties are left as they are."""

    def patch_xml(self, src_xml: str) -> str:
        # docxtpl joins braces over anything between them, even over the end of a paragraph.
        guarded = src_xml.replace("</w:p>", f"{_GUARD}</w:p>")
        patched = super().patch_xml(guarded).replace(_GUARD, "")
        return _TAG.sub(_as_meant, patched)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """A title is not a place for tags: docxtpl would carry them out without the lint."""


def _as_meant(match: "re.Match[str]") -> str:
    """Chinese brackets and quotation marks as plain ones, `&amp;` as the `&` that was typed."""
    return match[0].translate(PLAIN).replace("&amp;", "&")
