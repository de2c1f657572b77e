"""English messages with a count have a form for one: nobody is told of "1 faults"."""

import re

import pytest
from babel.messages.pofile import read_po

from chainchief.core import faults
from chainchief.core.i18n import CHINESE, ENGLISH, ngettext, sources, speaking

#: A field before a word in -s: a count, unless that word is a verb or the like.
COUNTED = re.compile(r"\{[^{}]*\}(?: [a-z]+){0,2} [a-z]+s\b")
NO_COUNT = frozenset(
    re.findall(
        r"\w+",
        "adds as belongs breaks buys comes counts declares does ends exists gives goes "
        "grows has holds is its lacks less means names needs others requires says shows "
        "stands states stays takes this was",
    )
)
#: What is counted is never one: a limit of the program, a number of alike from two on.
NEVER_ONE = (
    "at most",
    "more than {",
    "or more for each",
    "within {} seconds",
    "in the first {rows} rows",
    "{least} to {most} segments",
    "{count} records have that name",
    "{count:,} records, too many for a list",
    "{n} firms are more than can be numbered",
    "the links are of {count} years",
    "on {day} two definitions",
    "{times:,} times the {before}",
    "{length} characters",
    "{found} and {heads}",
    "{years} years ",
    "takes {nargs} values",
    "it needs {need:,} bytes",
    "{:.0f} seconds from this",
    "to completeness",
    "group {number} of the kinds",
)


def without_a_singular(message: str) -> list[str]:
    """The counts of a message that has no plural beside it."""
    if any(known in message for known in NEVER_ONE):
        return []
    found = (match[0] for match in COUNTED.finditer(message))
    return [words for words in found if not NO_COUNT & set(words.split())]


@pytest.mark.parametrize(
    "message", ["{count} rows", "{} further faults are not listed", "{rows:,} hidden rows, {x}"]
)
def test_a_count_without_a_form_for_one_is_found(message):
    assert without_a_singular(message)


@pytest.mark.parametrize("message", ["{name} has no column", "rows: {count}", "{file} exists"])
def test_what_counts_nothing_is_left_alone(message):
    assert without_a_singular(message) == []


@pytest.mark.parametrize("part", sources(), ids=lambda part: part.parts[-3])
def test_messages_with_a_count_have_a_form_for_one(part):
    with part.open("rb") as stream:
        plain = [each.id for each in read_po(stream, locale="zh_Hans") if isinstance(each.id, str)]
    assert {each: found for each in plain if (found := without_a_singular(each))} == {}


def test_one_is_said_as_one_and_chinese_has_one_form():
    told = {}
    for wanted in (ENGLISH, CHINESE):
        with speaking(wanted):
            told[wanted] = [
                ngettext(
                    "{count} fault; nothing was taken in.",
                    "{count} faults; nothing was taken in.",
                    count,
                ).format(count=count)
                for count in (1, 2)
            ]
    assert told[ENGLISH] == ["1 fault; nothing was taken in.", "2 faults; nothing was taken in."]
    assert [text.replace("2", "1") for text in told[CHINESE]] == [told[CHINESE][0]] * 2
    assert "fault" not in told[CHINESE][0]


def test_a_fault_counts_by_the_fact_it_names():
    kind = faults.FaultKind(
        "CHK-000", "{count} rows differ", "look", why_of_one="{count} row differs", counted="count"
    )
    with speaking(ENGLISH):
        told = [faults.Fault(kind, facts={"count": count}).why for count in (0, 1, "1,001")]
    assert told == ["0 rows differ", "1 row differs", "1,001 rows differ"]
