"""A migration creates a table with its constraints, not table first and each of them afterwards."""

from importlib import import_module

from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, CreateModel, RunSQL

from chainchief.ledger.management.autodetection import folded
from chainchief.ledger.migrations import __name__ as migrations


def unique(name):
    return models.UniqueConstraint(fields=["code"], name=name)


def created(name, *constraints):
    fields = [("code", models.CharField(max_length=9))]
    return CreateModel(name, fields, {"constraints": [*constraints]} if constraints else {})


def test_constraints_move_into_the_creation_of_their_model():
    steps = [
        created("Firm", unique("a")),
        created("Plan"),
        AddConstraint("firm", unique("b")),
        AddConstraint("firm", unique("c")),
    ]
    firm, plan = folded(steps)
    assert [each.name for each in firm.options["constraints"]] == ["a", "b", "c"]
    assert plan is steps[1]
    assert [each.name for each in steps[0].options["constraints"]] == ["a"]


def test_constraints_of_a_table_that_is_there_already_stay_steps():
    steps = [created("Firm"), AddConstraint("plan", unique("b")), RunSQL("SELECT 1")]
    assert folded(steps) == steps


def test_a_model_that_gets_a_column_afterwards_keeps_its_order():
    column = AddField("firm", "branch_of", models.CharField(max_length=9))
    steps = [created("Firm"), column, AddConstraint("firm", unique("b"))]
    assert folded(steps) == steps


def test_the_ledgers_own_migration_was_made_that_way():
    steps = import_module(f"{migrations}.0002_the_whole_city").Migration.operations
    new = {each.name_lower for each in steps if isinstance(each, CreateModel)}
    later = {each.model_name_lower for each in steps if isinstance(each, AddField)}
    added = {each.model_name_lower for each in steps if isinstance(each, AddConstraint)}
    assert added <= later
    assert len(new - later) > 40
