"""The database's own rules, evaluated before writing: as SQL would, three-valued."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from tests.intake.records import KINDS, found_city, sample, typed

from chainchief.ledger.changelog import acting
from chainchief.ledger.columns import as_text
from chainchief.ledger.registers import all_registers, register_of
from chainchief.ledger.validation.constraints import holds, rules_of
from chainchief.ledger.validation.uniqueness import unique_sets


@pytest.mark.parametrize(
    ("condition", "row", "expected"),
    [
        (Q(a__gte=1), {"a": 1}, True),
        (Q(a__gte=1), {"a": 0}, False),
        (Q(a__gte=1), {"a": None}, None),
        (Q(a__gte=F("b")), {"a": 2, "b": 1}, True),
        (Q(a__gte=F("b")), {"a": 2, "b": None}, None),
        (Q(a__isnull=True) | Q(a__gte=1), {"a": None}, True),
        (Q(a__isnull=True) | Q(a__gte=1), {"a": 0}, False),
        (Q(a__gte=0) & Q(a__lte=5), {"a": 6}, False),
        (Q(a__gte=0) & Q(a__lte=5), {"a": None}, None),
        (~Q(a=1), {"a": 1}, False),
        (~Q(a=1), {"a": 2}, True),
        (~Q(a=1), {"a": None}, None),
        (Q(a__lt=1) | Q(b=2), {"a": None, "b": 3}, None),
        (Q(a__lt=1) | Q(b=2), {"a": None, "b": 2}, True),
        (Q(a__gt=1) & Q(b=2), {"a": None, "b": 3}, False),
    ],
)
def test_a_condition_holds_as_it_would_in_sql(condition, row, expected):
    assert holds(condition, row) is expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_of_a_kind_hold_for_its_samples(kind):
    for _name, condition, columns in rules_of(register_of(kind)):
        for i in range(3):
            row = typed(kind, sample(kind, i))
            assert columns <= set(row)
            assert holds(condition, row) is not False


def test_every_check_constraint_of_every_kind_is_looked_at():
    from django.db import models

    for register in all_registers().values():
        told = {name for name, _condition, _columns in rules_of(register)}
        constraints = register.model._meta.constraints
        assert told == {c.name for c in constraints if isinstance(c, models.CheckConstraint)}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("project", {"valid_from": "2024-01-01", "valid_to": "2023-01-01"}),
        ("chain", {"landmark_from": "2024-01-01", "landmark_to": "2023-01-01"}),
        ("official_statistic", {"span_from": "2023-12", "span_to": "2023-01"}),
        ("project_listing", {"valid_from": "2024-01-01", "valid_to": "2023-01-01"}),
    ],
)
def test_what_is_refused_here_the_database_refuses_too(ledger, kind, change):
    found_city()
    register = register_of(kind)
    values = typed(kind, {**sample(kind, 1), **change})
    assert any(holds(c, values) is False for _n, c, _columns in rules_of(register))
    attributes = {register.column(name).attribute: value for name, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic(), acting("市局"):
        register.model.objects.create(**attributes)


def test_unique_sets_are_those_that_no_code_covers():
    assert unique_sets(register_of("enterprise")) == [("credit_code",)]
    assert unique_sets(register_of("project_share")) == []
    assert unique_sets(register_of("annual_plan")) == []


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("project", "total_investment", 2**63),
        ("project_report", "revision", 2**31),
        ("document", "size", 2**63),
        ("annual_plan", "quantity", -(2**63)),
    ],
)
def test_a_number_that_the_database_cannot_hold_is_refused(kind, name, value):
    column = register_of(kind).column(name)
    bad = column.check(value, {"unit": "亿元"})
    assert bad.kind.code in {"CHK-131", "CHK-132"}
    assert bad.facts["limit"]


def test_a_limit_is_shown_as_a_workbook_shows_it():
    assert register_of("project_share").column("share").type.with_unit(1_000_000, {}) == "100%"
    assert register_of("project").column("total_investment").type.with_unit(10**8, {}) == "100万元"
    plan = register_of("annual_plan").column("quantity")
    assert plan.type.with_unit(10**10, {"unit": "亿元"}) == "1亿元"
    assert as_text(None) == ""
