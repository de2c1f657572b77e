"""Every kind of record has its pages by its register alone: its list, its records, their files.

A new kind inherits these tests.
"""

import csv
import io
from html import escape
from urllib.parse import quote

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.records import DIVISIONS
from tests.ledger.inherited import KINDS, first_of

from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.ledger.registers import register_of

#: What the policy table opens to a county: within its own unit, and everywhere.
OWN, ALL = {"county", "chain", "firm", "evidence"}, {"reference"}
#: What a county sees of its own firms, and takes no file of.
SEEN = "bank"
LANGUAGES = {CHINESE: "zh-CN", ENGLISH: "en"}


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_its_list_and_its_record_answer_in_both_languages(ledger, client, kind):
    sign_in(client)
    record, register = first_of(kind), register_of(kind)
    here = f"/records/{kind}/{record.uid}/"
    for language, tag in LANGUAGES.items():
        client.cookies["language"] = language
        table = shown(client, f"/records/{kind}/")
        page = shown(client, here)
        with speaking(language):
            assert f'<html lang="{tag}">' in table
            assert escape(_(register.plural)).casefold() in table.casefold()
            assert here in table
            assert escape(record.code) in table
            assert escape(str(record)) in page
            for column in register.columns:
                assert escape(column.title).casefold() in table.casefold()
                assert escape(column.label).casefold() in page.casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_found_by_its_code_sorted_and_downloaded(ledger, client, kind):
    sign_in(client)
    record, register = first_of(kind), register_of(kind)
    here = f"/records/{kind}/"
    assert str(record.uid) in shown(client, f"{here}?words={quote(record.code)}")
    assert str(record.uid) not in shown(client, f"{here}?words=nothing-is-called-that")
    assert str(record.uid) in shown(client, f"{here}?sort=-{register.columns[-1].name}")
    answer = client.get(f"{here}table.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [column.label for column in register.columns]
    assert len(rows) == 1 + register.model.objects.count()
    assert client.get(f"{here}table.xlsx").content.startswith(b"PK")


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["difficulty", "project_report", "duty"])
def test_on_postgres_a_list_is_found_narrowed_and_sorted_alike(postgres_ledger, client, kind):
    sign_in(client)
    record, register = first_of(kind), register_of(kind)
    unit = unit_of(record, register)
    query = f"words={quote(record.code)}%00&division={unit or ''}&withdrawn=1"
    for column in register.columns:
        page = shown(client, f"/records/{kind}/?{query}&sort=-{column.name}")
        assert str(record.uid) in page
    assert escape(record.code) in shown(client, f"/records/{kind}/{record.uid}/")


def unit_of(record, register):
    """The code of the unit that the record belongs to; None where it belongs to none."""
    if not register.division:
        return None
    return register.model.objects.values_list(register.division, flat=True).get(pk=record.pk)


def another(unit):
    """A unit that neither is `unit` nor contains it."""
    return next(code for code in DIVISIONS if code != unit and unit_is_apart(code, unit))


def unit_is_apart(code, unit):
    while unit is not None:
        unit = DIVISIONS[unit][2]
        if unit == code:
            return False
    return True


def looked_at(client, unit, record):
    """What a county of `unit` is answered: the states of five pages, and all of list and file."""
    sign_in(client, "county", division=unit)
    here = f"/records/{record.kind}/"
    one = f"{here}{record.uid}/"
    addresses = (here, one, f"{here}table.csv", f"{one}figures/", f"{here}?words={record.code}")
    answers = [client.get(address) for address in addresses]
    told = answers[0].content.decode() + answers[2].content.decode()
    return [answer.status_code for answer in answers], told


@pytest.mark.parametrize("kind", KINDS)
def test_a_county_sees_its_own_records_and_no_others(ledger, client, kind):
    record, register = first_of(kind), register_of(kind)
    unit = unit_of(record, register)
    codes, told = looked_at(client, another(unit), record)
    if register.policy_class in ALL:
        assert codes == [200, 200, 403, 200, 200]
        assert str(record.uid) in told
        return
    if register.policy_class not in (*OWN, SEEN):
        assert codes == [403] * 5
        return
    file = 403 if register.policy_class == SEEN else 200
    assert codes == [200, 404, file, 404, 200]
    assert str(record.uid) not in told
    assert escape(record.code) not in told
    if unit is not None:
        codes, told = looked_at(client, unit, record)
        assert codes == [200, 200, file, 200, 200]
        assert str(record.uid) in told
