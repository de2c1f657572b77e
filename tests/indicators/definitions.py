"""Indicators of a test's own, written in few words."""

from chainchief.indicators.catalogue.loading import from_files

_DEFINITION = "  definition: [{valid_from: 2022-01-01, zh: 试, en: test}]\n"


def entry(code, nature, unit, *lines):
    """One entry; `lines` are its other keys, each as YAML writes it."""
    head = f"- code: {code}\n  name: {{zh: {code}甲, en: {code}}}\n  nature: {nature}\n"
    return head + f"  unit: '{unit}'\n" + "".join(f"  {each}\n" for each in lines) + _DEFINITION


def started(code, *lines, unit="个", measure="{count: project}", where="stage: started"):
    """Projects whose start was recognised in the span, under further conditions."""
    told = ("source: project_stage", f"where: {{{where}}}", f"measure: {measure}")
    more = ("date: recognised_on", "dimensions: [division, chain]", *lines)
    return entry(code, "flow", unit, *told, *more)


def catalogue_of(tmp_path, *entries):
    file = tmp_path / "indicators-own.yaml"
    file.write_text("".join(entries), encoding="utf-8")
    return from_files(file)
