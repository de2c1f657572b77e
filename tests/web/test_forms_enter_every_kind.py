"""Every kind of record is entered and corrected by a form that its register alone makes."""

import re
from html import unescape

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.ledger.inherited import KINDS, samples

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import ChangeSet
from chainchief.ledger.queries.stored_values import stored_by_code
from chainchief.ledger.registers import register_of

KEY = re.compile(r'name="form-key" value="([0-9a-f]{32})"')


def key_in(answer):
    return KEY.search(answer.content.decode())[1]


def parted(kind):
    """The samples of a kind without the last record of it, which is entered by form; and that."""
    made = samples(kind).creations
    last = next(each for each in reversed(made) if each.kind == kind)
    return ChangeSet(tuple(each for each in made if each is not last)), last


def typed(creation):
    """What a person types for a record: each column as its field takes it."""
    register = register_of(creation.kind)
    values = {**creation.values, "code": creation.code}
    texts = {}
    for column in register.columns:
        if column.name == "code" and register.model.composed_of:
            continue
        value = values.get(column.name)
        if value in (None, ""):
            texts[column.name] = ""
        elif column.type.options():
            texts[column.name] = next(
                code
                for code, _label in column.type.options()
                if column.type.parse(code, {}) == value
            )
        else:
            texts[column.name] = column.type.form_value(value, values)
    return texts


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_record_is_entered_by_its_form(ledger, client, kind):
    rest, last = parted(kind)
    apply_change_set(rest, viewer=office("王敏"), reason="样本")
    address = f"/records/{kind}/new/"
    sign_in(client, name="市链办 王敏")
    opened = client.get(address)
    assert opened.status_code == 200
    texts = typed(last)
    page = opened.content.decode()
    for name in texts:
        assert f'name="{name}"' in page
    answer = client.post(address, {**texts, "form-key": key_in(opened), "form-reason": "台账"})
    assert answer.status_code == 303, unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    held = stored_by_code(register_of(kind), [last.code])[last.code]
    for name, value in last.values.items():
        blank = value in (None, "")
        assert held.values[name] == (register_of(kind).column(name).empty if blank else value)
    event = ChangeEvent.objects.get(kind=kind, uid=held.uid.hex)
    assert (event.op, event.actor, event.reason) == ("insert", "市链办 王敏", "台账")
    after = client.get(answer.headers["Location"])
    assert "录入 1 条" in after.content.decode()
