"""The reference page of the catalogue: `chainchief figures --reference`.

The page is made from the shipped catalogue in both languages; a test holds the file in docs to it.
"""

from collections.abc import Iterator
from itertools import groupby

from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.indicators.catalogue.entries import ALSO, NEEDED
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.indicators.describe.explain import facts_of, period_in_words
from chainchief.indicators.figures import MetricType

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
- `{at_least: …}`, `{above: …}`, `{at_most: …}` and `{below: …}` set a number against a threshold,
  two of them a band. Of a column with a unit every number is written with one:
  `project.total_investment: {at_least: 10亿元, below: 50亿元}`.
- A city's own columns (`x_…`, declared in `extra.yaml`) are columns of the tables of their kind
  like all others: in `where`, `measure`, `date`, `open`, `names` and `receipt`, and dotted
  (`project.x_grade`) where a row belongs to such a record. Amounts keep their unit and dimension.
- `measure` is `{count: KIND}` (each record once per cell), `{sum: COLUMN}`, or
  `{distinct: COLUMN}`: how many different firms, persons, chains, places … a column names, each
  once per cell; or `{count: KIND, whose: COLUMN, at_least: 1亿元}`: the records whose sum over the
  span lies within thresholds (of tables whose records lie in one place each).
- `once: true` counts only a record's first row, whenever it was: a project starts once.
- `over: IND-…` restricts to the records that another indicator counts in the whole city over the
  same span; `without: IND-…` leaves those out.
- `open: {from: DAY, until: DAY}` counts in a stock what was open on its last day, `{from: DAY}`
  whatever had begun, `{in: COLUMN}` the rows of the span's last month or year.
- `due: {day: 8, moved: {2023-09: 2023-10-08}}` says until when reports on a month are due, which a
  condition names `due`: a day of the next month, on a weekend the Monday after, or the day listed.
- `numerator`, `denominator`, `minuend`, `subtrahend` name another indicator, or
  `{indicator: IND-…, division: province}`: that of the unit of this level around the cell, or of a
  unit named by its six digits, for all chains; `chain: all` is that of all chains, `span` that of
  another span: `year`, `month`, `quarter`, `half`, `twelve-months`, `full-quarters` (to the last
  full quarter), `month-before`, `quarter-before`, `year-before`, `last-year`, `two-years-ago`,
  `first-10` (January to October). They may be ratios, differences and growths themselves; the
  parts of the figure are then told down to sums and statements (`minuend.now`). A sum of another
  cell stands beside the same sum of its own cell.
- A ratio in a unit made of two (`万元/亩`, `万元/人`) divides amounts of these two.
- `nature: growth` is computed growth `of` an indicator over the same span last year, or `against`
  another span (`year-before`: since the end of last year). It has no value over zero or less.
- `nature: members` counts, of `each` chain, county or zone, those whose number `of` an indicator
  meets `which` thresholds: amounts, `mean` (of them), `whole` (the number of all together), or
  `within_first: 3`. `nature: position` is the place of one of them: those ahead and one; equals
  share a place (`ties: dense` leaves none out after them), `order: ascending` begins with the
  smallest. Places of counties need a `reason`: nothing here ranks counties as a matter of course.
- `parameters: [record]` makes an indicator about one record, named by its code when it is asked.
- A stock is as at the last day of the span. A cumulative report is the last report of the year that
  states the amount, carried over missing months; a span that begins later is the last up to its
  end less the last before it.

- An entry that does not say its `disclosure` is `protected` where its source is what firms report
  (a feed), or where it adds amounts of single firms; otherwise it is `open`.
- A claim (`claims*.yaml`) holds from `at_least` on, of an amount with its unit; a claim of a rank
  says `within_first: 10`.

## Zero, and what is not a number · 零与没有数

| `state` | | |
|---|---|---|
| `zero` | 0 | known to be nothing · 确知为零 |
| `not-reported` | · | somebody has still to say it · 尚未报送、发布或确认 |
| `not-known` | ? | what the ledger holds begins later, or has no dates · 此前无记录，或无起止日期 |
| `not-applicable` | — | there is no such number · 不适用 |
| `withheld` | * | not for this audience · 不对外提供 |

Which it is follows from the nature of the number and from its source
([decision 0008](adr/0008-states-of-a-figure.md)). What is not zero is never printed as zero: it is
told in a smaller unit, or with more decimals. 不是零的数不印成零：改用小一级单位，或多留小数。

## For the public · 对外公开

`--audience public` withholds cells of `protected` indicators with too few or too dominant
contributors, and of the other cells of the same span what they could be worked out from.
Whoever has two published months can subtract one from the other. So a cell is withheld too where
its change since any month told before has too few or too dominant contributors, with what that
change could be worked out from. Every closing of the year before counts as told, for nobody can say
who read it; revisions too. A withheld number is not told some other way: the next month that many
have added to tells it again. Of protected indicators only sums from January on are told.

对外公开时，对“小单元保护”指标隐去贡献者过少或一家独大的单元，以及同一时段内可据以倒推的单元。
先后公布的两个月可以相减。因此，一个单元自以前任何一个已公布月份以来的变动若贡献者过少或一家独大，
该单元也隐去，并连带隐去可据以倒推这一变动的单元。此前一年内的每次关账（含修订）都视为已公布，
因为无从知道谁看过。隐去的数不以其他方式另行给出；待以后月份有足够多的贡献者，再行公布。
受保护指标不对外提供不从1月起算的合计。

A furnished number whose record does not say that it may be published is withheld too; inside the
bureau it says so beside the number (`not_public`). 提供数未注明可公开的，对外同样隐去。
"""


def page(catalogue: Catalogue) -> str:
    """The whole page as Markdown."""
    lines = [_HEAD + "\n".join(_keys()), _MEANING]
    arrangement = subjects()
    arranged = sorted(catalogue, key=lambda indicator: arrangement.place(indicator.code))
    for subject, entries in groupby(arranged, key=lambda indicator: arrangement.of(indicator.code)):
        lines += [f"## {subject.names['zh']} · {subject.names['en']}", ""]
        for indicator in entries:
            lines += list(_section(indicator, catalogue))
    return "\n".join(lines).rstrip() + "\n"


def _keys() -> Iterator[str]:
    for nature in MetricType:
        if nature is not MetricType.STREAK:
            needs, may = (
                ", ".join(f"`{key}`" for key in keys) for keys in (NEEDED[nature], ALSO[nature])
            )
            yield f"| `{nature.value}` | {needs} | {may} |"


def _section(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    yield f"### {indicator.code}"
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            yield ""
            yield f"**{indicator.name}**"
            yield ""
            for definition in indicator.definitions:
                yield f"- {period_in_words(definition)}: {definition.text}"
            for label, text in facts_of(indicator, catalogue):
                yield f"- {label}: {text}"
    yield ""
