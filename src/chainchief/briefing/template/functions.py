"""The functions that tags, conditions and lists of a template may call, with their arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from chainchief.briefing.citations import Comparison
from chainchief.core.approximations import Approximation

Value = str | int | Fraction


@dataclass(frozen=True)
class Argument:
    """An argument of a function: its type, the values it takes, what to write for example."""

    type: type | tuple[type, ...]
    expected: str
    choices: tuple[str, ...] = ()
    required: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Function:
    name: str
    arguments: Mapping[str, Argument]


_WORDS = tuple(word.value for word in Approximation if word is not Approximation.EXACT)
_COMPARISONS = tuple(one.value for one in Comparison if one)
_DIVISION = Argument(str, '"371400"')
_CHAIN = Argument(str, '"NEW-IT"', may_be_empty=True)  # "" is all chains together

_SPAN = Argument(str, '"month", "quarter", "first-10", "2023-07..2023-11"')
_FIGURE = {
    "code": Argument(str, '"IND-PRJ-STARTED"', required=True),
    "division": _DIVISION,
    "chain": _CHAIN,
    "span": _SPAN,
}

FUNCTIONS = {
    function.name: function
    for function in (
        Function(
            "fig",
            {
                **_FIGURE,
                "approx": Argument(str, '"余"', _WORDS),
                "places": Argument(int, "1"),
                "compare": Argument(str, '"yoy"', _COMPARISONS),
                "record": Argument(str, '"P-2023-0001"'),
                "form": Argument(str, '"number"', ("number",)),
            },
        ),
        Function(
            "names",
            {
                "code": Argument(str, '"IND-TTL-IIOT-CASE"', required=True),
                "division": _DIVISION,
                "chain": _CHAIN,
                "span": _SPAN,
            },
        ),
        Function(
            "claim",
            {
                "code": Argument(str, '"CLM-K04"', required=True),
                "text": Argument(str, '"已通线量产"', required=True),
                "division": _DIVISION,
                "chain": _CHAIN,
            },
        ),
        Function("month", {"later": Argument(int, "1")}),
        Function("year", {"later": Argument(int, "-1")}),
        Function("span", {}),
        Function("division", {"code": _DIVISION}),
        Function("chain", {"code": _CHAIN}),
        Function("snapshot", {}),
        Function("cutoff", {}),
        Function("anchor", {}),
        Function("counts", {}),
    )
}
#: What a condition may ask: does the figure exist, does it reach a number, does the claim hold.
QUESTIONS = {
    function.name: function
    for function in (
        Function(
            "has",
            {
                **_FIGURE,
                "compare": Argument(str, '"yoy"', _COMPARISONS),
                "record": Argument(str, '"P-2023-0001"'),
            },
        ),
        Function(
            "reaches",
            {
                "code": _FIGURE["code"],
                "number": Argument((int, Fraction), "300", required=True),
                "division": _DIVISION,
                "chain": _CHAIN,
                "span": _SPAN,
                "record": Argument(str, '"P-2023-0001"'),
            },
        ),
        Function(
            "first",
            {
                "code": _FIGURE["code"],
                "number": Argument((int, Fraction), "1000", required=True),
                "division": _DIVISION,
                "chain": _CHAIN,
                "span": _SPAN,
            },
        ),
        Function(
            "holds",
            {
                "code": Argument(str, '"CLM-K04"', required=True),
                "division": _DIVISION,
                "chain": _CHAIN,
            },
        ),
    )
}
#: What a list repeats its paragraphs for: each record that an indicator counts.
LISTS = {"counted": Function("counted", dict(_FIGURE))}
