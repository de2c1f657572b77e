"""What the lists of dishonesty say of a firm and a person, by hand."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.features import features_cast as town

from chainchief.desk.features.lists import look_up
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.ledger.kinds.feature.models import Feature

YESTERDAY = cast.DAY - dt.timedelta(days=1)


@pytest.fixture
def feature(desk):
    town.coded()
    return Feature.objects.get(pk=town.proposed().pk)


def findings(feature, day=cast.DAY) -> dict[str, str]:
    return {one.source.value: one.finding.value for one in look_up(feature, day, feature_limits())}


def test_a_list_never_taken_over_clears_nobody(feature):
    assert set(findings(feature).values()) == {"missing"}
    town.lists(but="tax")
    found = findings(feature)
    assert found.pop("tax") == "missing"
    assert set(found.values()) == {"clear"}
    assert len(found) == 6


def test_a_list_is_good_for_thirty_one_days(feature):
    town.lists()
    last = cast.DAY + dt.timedelta(days=31)
    assert set(findings(feature, last).values()) == {"clear"}
    assert set(findings(feature, last + dt.timedelta(days=1)).values()) == {"stale"}
    assert set(findings(feature, YESTERDAY).values()) == {"missing"}


#: What the entry says → what comes of it: the firm is 甲厂 with a credit code, the person 吴某.
ENTRIES = {
    "by credit code": ({"name": "旧名", "credit_code": town.CODE}, "listed"),
    "placed at the firm": ({"name": "别名", "enterprise_id": "QY-1"}, "listed"),
    "same name, no code": ({"name": "甲厂"}, "namesake"),
    "same name, another code": ({"name": "甲厂", "credit_code": "91371400MA3DEM00X2"}, "clear"),
    "same name, placed elsewhere": ({"name": "甲厂", "enterprise_id": "QY-2"}, "clear"),
    "the person's name": ({"name": "吴某"}, "namesake"),
    "somebody else": ({"name": "郑某"}, "clear"),
    "taken off yesterday": (
        {"credit_code": town.CODE, "name": "甲厂", "valid_to": YESTERDAY},
        "clear",
    ),
    "taken off today": ({"credit_code": town.CODE, "name": "甲厂", "valid_to": cast.DAY}, "listed"),
    "from tomorrow": (
        {"credit_code": town.CODE, "name": "甲厂", "valid_from": cast.DAY + dt.timedelta(days=1)},
        "clear",
    ),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_an_entry_is_told_from_a_namesake(feature, case):
    values, finding = ENTRIES[case]
    town.lists()
    town.listing(**values)
    found = findings(feature)
    assert found.pop("tax") == finding
    assert set(found.values()) == {"clear"}


def test_a_certain_entry_comes_before_a_namesake(feature):
    town.lists()
    town.listing("MD-1", name="吴某")
    town.listing("MD-2", name="甲厂", credit_code=town.CODE)
    (tax,) = [one for one in look_up(feature, cast.DAY, feature_limits()) if one.source == "tax"]
    assert (tax.finding, tax.listing.code, tax.as_at) == ("listed", "MD-2", cast.DAY)


def test_two_queries_however_many_entries(feature, django_assert_num_queries):
    town.lists()
    for number in range(30):
        town.listing(f"MD-{number}", name="吴某")
    held = Feature.objects.select_related("enterprise").get(pk=feature.pk)
    with django_assert_num_queries(2):
        look_up(held, cast.DAY, feature_limits())
