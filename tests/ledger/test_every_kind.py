"""Tests that every kind of record inherits through its register."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import models
from tests.fixtures.viewers import office
from tests.ledger.inherited import KINDS, WITH_PAIRS, first_of, samples

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set, reinstate, withdraw
from chainchief.ledger.bases import ordered_pairs
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Applied, ChangeSet, Revision
from chainchief.ledger.queries.history import versions_of
from chainchief.ledger.registers import register_of


@pytest.mark.parametrize("kind", KINDS)
def test_the_life_of_a_record_is_logged_from_creation_to_withdrawal(any_ledger, kind):
    record = first_of(kind)
    same = ChangeSet(revisions=(Revision(kind, record.uid, 1, {}, origin="表!2"),))
    assert apply_change_set(same, viewer=office("李强"), reason="更正") == Applied(unchanged=1)
    withdraw(kind, record.uid, 1, viewer=office("李强"), reason="误录")
    reinstate(kind, record.uid, 2, viewer=office("王敏"), reason="核实")
    withdraw(kind, record.uid, 3, viewer=office("王敏"), reason="重复")
    events = ChangeEvent.objects.filter(kind=kind, uid=record.uid.hex).order_by("id")
    assert [(event.op, event.version, event.actor) for event in events] == [
        ("insert", 1, "王敏"),
        ("update", 2, "李强"),
        ("update", 3, "王敏"),
        ("update", 4, "王敏"),
    ]
    assert changelog.verify() == []


@pytest.mark.parametrize("kind", KINDS)
def test_history_tells_every_value_a_record_came_with(ledger, kind):
    record = first_of(kind)
    register = register_of(kind)
    (version,) = versions_of(kind, record.uid, office())
    told = {change.column for change in version.changes}
    values = {column.name: getattr(record, column.attribute) for column in register.columns}
    assert told == {name for name, value in values.items() if value not in (None, "")}


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_that_scope_a_row_resolve(ledger, kind):
    first_of(kind)
    register = register_of(kind)
    for path in register.scopes.paths.values():
        found = list(register.model.objects.values_list(path, flat=True))
        assert all(code is None or isinstance(code, str) for code in found)


@pytest.mark.parametrize("kind", KINDS)
def test_the_paths_of_its_facts_resolve(ledger, kind):
    first_of(kind)
    register = register_of(kind)
    for fact in register.facts:
        paths = [column.path for column in fact.columns.values()]
        paths += [column.until for column in fact.columns.values() if column.until]
        paths += [path for path in (fact.division, fact.chain, fact.canonical) if path]
        assert register.model.objects.values_list(*paths).exists()


@pytest.mark.parametrize(("kind", "first", "last"), WITH_PAIRS)
def test_days_in_the_wrong_order_are_refused_in_words(ledger, kind, first, last):
    record = first_of(kind)
    month = first.startswith("span")
    late = "2023-12" if month else dt.date(2023, 12, 1)
    early = "2023-11" if month else dt.date(2023, 11, 1)
    others = [pair for pair in ordered_pairs(register_of(kind).model) if pair != (first, last)]
    values = {name: early for name, _later in others} | {name: late for _earlier, name in others}
    values |= {first: late, last: early}
    if "recognised_on" in {column.name for column in register_of(kind).columns}:
        values["recognised_on"] = None
    if {first, last} & set(register_of(kind).model.composed_of):
        # What the key is made of is not revised: a record of its own is entered instead.
        keyless = next(each for each in samples(kind).creations if each.kind == kind)
        values |= {"series": "新"} if "series" in keyless.values else {}
        wrong = replace(keyless, code="", values={**keyless.values, **values})
        change = ChangeSet(creations=(wrong,))
    else:
        change = ChangeSet(revisions=(Revision(kind, record.uid, 1, values),))
    with pytest.raises(FaultsError) as refusal:
        apply_change_set(change, viewer=office("王敏"), reason="x")
    (fault,) = (fault for fault in refusal.value.faults if not fault.is_warning)
    assert fault.code == "CHK-130"
    with speaking(CHINESE):
        assert not any(word in fault.why for word in ("order", "after"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_has_its_chinese(kind):
    register = register_of(kind)
    said = {register.title, register.plural}
    for column in register.columns:
        said.add(str(column.field.verbose_name))
        said |= {str(column.field.help_text)} - {""}
        said |= {str(label) for _code, label in column.field.flatchoices or ()}
    said |= {
        constraint.name.replace("_", " ")
        for constraint in register.model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }
    with speaking(CHINESE):
        untranslated = [text for text in said if _(text) == text and text.isascii()]
    with speaking(ENGLISH):
        assert {_(text) for text in said} == said
    assert untranslated == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_composed_key_is_made_of_columns_and_is_unique(kind):
    register = register_of(kind)
    composed = register.model.composed_of
    assert set(composed) <= {column.name for column in register.columns}
    unique = [
        set(constraint.fields)
        for constraint in register.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    assert not composed or set(composed) in unique


#: Days or months of which the second is never before the first, wherever a kind has both.
IN_ORDER = (("valid_from", "valid_to"), ("occurred_on", "reported_on"), ("span_from", "span_to"))
#: Kinds that everybody may see; of a person only what the office publishes is kept.
OWNED_BY_NOBODY = {"person", "bank_product", "reward_list", "reward_step"}


@pytest.mark.parametrize("kind", KINDS)
def test_two_days_of_one_thing_are_columns_and_held_in_order(kind):
    register = register_of(kind)
    columns = {column.name for column in register.columns}
    fields = {field.name for field in register.model._meta.fields}
    for pair in IN_ORDER:
        if fields.issuperset(pair):
            assert columns.issuperset(pair)
            assert pair in ordered_pairs(register.model)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_whose_rows_belong_to_somebody_has_the_columns_that_say_to_whom(kind):
    register = register_of(kind)
    named = set(register.references.values())
    owned = register.policy_class not in {"reference", "evidence"}
    assert register.division or register.chain or not owned or kind in OWNED_BY_NOBODY
    if owned:
        assert register.division or "division" not in named
        assert register.chain or not named & {"chain", "chain_segment", "project", "enterprise"}
