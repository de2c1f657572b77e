"""The reference page of the catalogue: `chainchief figures --reference`.

The page is made from the shipped catalogue in both languages; a test holds the file in docs to it.
"""

from collections.abc import Iterator
from itertools import groupby

from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.indicators.catalogue import Catalogue
from chainchief.indicators.entries import Entry
from chainchief.indicators.explain import facts_of, period_in_words
from chainchief.indicators.figures import Nature
from chainchief.indicators.shape import ALSO, NEEDED
from chainchief.indicators.subjects import subjects

_HEAD = """\
# Indicators · 指标目录

This page is generated from the catalogue (`chainchief figures --reference > docs/indicators.md`);
do not edit it by hand. 本页由指标目录生成，请勿手工修改。

An indicator is one entry of a preset file. Files `presets/indicators*.yaml` in the home folder
replace entries by their code and add others; all their faults are told at once, each with its line.

## Keys of an entry · 条目的键

Every entry: `code`, `name` {zh, en}, `nature`, `unit`, `definition` (a list of sentences {zh, en}
with `valid_from`, perhaps `valid_to` and `source`); perhaps `aliases`, `places`, `rounding`
(`half-up`, `gbt8170`), `receipt` (attributes that a receipt shows), `disclosure` (`open`,
`protected`, `internal`), `ref`.

| nature | needs | may have |
|---|---|---|
"""
_MEANING = """
- `where` takes columns of the table and, dotted, attributes of what a row belongs to
  (`chain.landmark`): a value, a list of values, or `{not: …}`. Attributes are as at the event for a
  flow, as at the last day of the span for everything else.
- `measure` is `{count: KIND}` (each record once per cell) or `{sum: COLUMN}`.
- `once: true` counts only a record's first row, whenever it was: a project starts once.
- `over: IND-…` restricts to the records that another indicator counts in the whole city over the
  same span; `without: IND-…` leaves those out.
- `open: {from: DAY, until: DAY}` counts in a stock what was open on its last day, `{from: DAY}`
  whatever had begun, `{in: COLUMN}` the rows of the span's last month or year.
- `due: {day: 8, moved: {2023-09: 2023-10-08}}` says until when reports on a month are due, which a
  condition names `due`: a day of the next month, on a weekend the Monday after, or the day listed.
- `numerator`, `denominator`, `minuend`, `subtrahend` name another indicator, or
  `{indicator: IND-…, division: province}`: that of the unit of this level around the cell, or of a
  unit named by its six digits, for all chains.
- `parameters: [record]` makes an indicator about one record, named by its code when it is asked.
- A stock is as at the last day of the span. A cumulative report is the last report of the year that
  states the amount, carried over missing months; a span that begins later is the last up to its
  end less the last before it.

## For the public · 对外公开

`--audience public` withholds cells of `protected` indicators with too few or too dominant
contributors, and of the other cells of the same span what they could be worked out from.
It looks at one span at a time: whoever has two published months can subtract one from the other,
and where a single firm joined or left between them the difference tells of that firm alone. Before
a protected table is published month after month, compare its cells with those published before.

对外公开时，对“小单元保护”指标隐去贡献者过少或一家独大的单元，以及同一时段内可据以倒推的单元。
这种保护只看一个时段：把先后公布的两个月相减，若其间只有一家企业进出，差数就是这一家的数。
按月连续公布前，请先与已公布的各单元核对。
"""


def page(catalogue: Catalogue) -> str:
    """The whole page as Markdown."""
    lines = [_HEAD + "\n".join(_keys()), _MEANING]
    arrangement = subjects()
    arranged = sorted(catalogue, key=lambda entry: arrangement.place(entry.code))
    for subject, entries in groupby(arranged, key=lambda entry: arrangement.of(entry.code)):
        lines += [f"## {subject.names['zh']} · {subject.names['en']}", ""]
        for entry in entries:
            lines += list(_section(entry, catalogue))
    return "\n".join(lines).rstrip() + "\n"


def _keys() -> Iterator[str]:
    for nature in Nature:
        if nature is not Nature.STREAK:
            needs, may = (
                ", ".join(f"`{key}`" for key in keys)
                for keys in (NEEDED[nature], ALSO.get(nature, ()))
            )
            yield f"| `{nature.value}` | {needs} | {may} |"


def _section(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    yield f"### {entry.code}"
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            yield ""
            yield f"**{entry.name}**"
            yield ""
            for definition in entry.definitions:
                yield f"- {period_in_words(definition)}: {definition.text}"
            for label, text in facts_of(entry, catalogue):
                yield f"- {label}: {text}"
    yield ""
