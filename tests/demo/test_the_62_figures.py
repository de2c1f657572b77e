"""The city's figures of November 2023 are those of the press release, and its claims hold."""

import json
import re
from fractions import Fraction

import pytest
from tests.demo.facts import AT_LEAST, CLAIMS, MORE, NAMES, NATURES, PRINTED
from tests.fixtures.viewers import office

from chainchief.cli.main import run
from chainchief.core.units import UNITS, convert
from chainchief.ledger.actions import withdraw
from chainchief.ledger.registers import register_of

#: kind → a record behind a figure, as a filter, and the figures that lose something without it.
WITHDRAWN = {
    "enterprise_role": ({"role": "key", "valid_to": None}, ["F12"]),
    "duty": ({"dedicated": True, "valid_to": None}, ["F13"]),
    "enterprise_list": ({"code": "TOP50-B"}, ["F11"]),
    "park_extension": ({}, ["F28"]),
    "award": ({"title_id": "DCMM", "standing": "pilot"}, ["F37"]),
    "difficulty": ({"confirmed_on__month": 6, "confirmed_on__year": 2023}, ["F44"]),
    "land_grant": ({"quota": "provincial", "evidence": "accepted"}, ["F45", "F46"]),
    "presentation": ({}, ["F47", "F48"]),
    "agreement": ({"event_id": "EVT-2023-SZSY-PROMO", "evidence": "accepted"}, ["F17", "F18"]),
    "agreement_member": ({"valid_to": None}, ["F55"]),
    "platform": ({"code": "PLT-COL-IC"}, ["F54"]),
    "cluster_rating": ({"grade": "三星级"}, ["F57"]),
    "ranking": ({"series": "digital-100", "edition": 2022}, ["F07"]),
    "furnished_number": ({"item": "miit-iiot-cases"}, ["F62"]),
    "official_statistic": ({"series": "renovation-growth", "span_to": "2023-11"}, ["F03"]),
    "project_listing": ({"listed_in_id": "PROV-TECH", "valid_to": None}, ["F22", "F23"]),
}


def figures(capsys, *words):
    assert run(["figures", "2023-11", "--json", *words]) == 0
    found = {}
    for each in json.loads(capsys.readouterr().out)["figures"]:
        found.setdefault(each.get("ref"), []).append(each)
    return found


def in_unit(figure, unit):
    """The exact value in the unit that was printed."""
    return convert(Fraction(figure["value"]), UNITS[figure["unit"]], UNITS[unit])


def says_what_was_printed(figure, value, unit, qualifier):
    printed, exact = Fraction(value), in_unit(figure, unit)
    if qualifier == AT_LEAST:
        return printed <= exact < printed + 10
    if qualifier == MORE:
        return printed < exact < printed * Fraction(11, 10)
    number = re.search(r"[\d.]+", figure["display"])[0]
    return number == value and abs(exact - printed) <= Fraction(1, 2)


@pytest.mark.parametrize("seed", [20231130, pytest.param(7, marks=pytest.mark.long)])
def test_every_figure_is_the_one_that_was_printed(city, capsys, seed):
    with city(seed, 1.0):
        found = figures(capsys)
    assert set(PRINTED) <= set(found)
    wrong = {
        ref: [each["display"] for each in found[ref]]
        for ref, printed in PRINTED.items()
        if not all(says_what_was_printed(each, *printed) for each in found[ref])
    }
    assert wrong == {}
    assert {ref: found[ref][0]["names"] for ref in NAMES} == NAMES


def test_each_figure_has_the_nature_that_it_has_in_the_release(city, capsys):
    with city(scale=1.0):
        found = figures(capsys)
    natures = {ref: nature for nature, refs in NATURES.items() for ref in refs}
    told = {ref: {each["nature"] for each in found[ref]} for ref in PRINTED}
    assert told == {ref: {natures.get(ref, "flow")} for ref in PRINTED}


def test_every_claim_holds(city, capsys):
    with city(scale=1.0):
        assert run(["claims", "2023-11", "--json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert sorted({each["ref"] for each in claims}) == CLAIMS
    assert all(each["records"] for each in claims)


def test_one_record_less_in_any_table_and_the_figure_is_another(city, capsys):
    """Withdrawn are one record each of many tables; the closed month stays as it was."""
    with city(scale=1.0, apart=True):
        for kind, (condition, _refs) in WITHDRAWN.items():
            records = register_of(kind).model.objects.filter(withdrawn_on=None, **condition)
            record = records.order_by("code").first()
            withdraw(kind, record.uid, record.version, viewer=office("市局"), reason="试验")
        closed, today = figures(capsys), figures(capsys, "--snapshot", "working")
    for kind, (_condition, refs) in WITHDRAWN.items():
        for ref in refs:
            assert today[ref][0]["value"] != closed[ref][0]["value"], (kind, ref)
            assert says_what_was_printed(closed[ref][0], *PRINTED[ref])
