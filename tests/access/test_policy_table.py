"""The policy table: what comes with the program is sound, and every fault of a table is told."""

import pytest
import yaml

from chainchief.access.rules import Level, Whose
from chainchief.access.table import load, policy_file
from chainchief.core.faults import FaultsError
from chainchief.ledger.registers import all_registers

THREE_ADMINISTRATORS = ("system-admin", "security-admin", "audit-admin")
BUSINESS = {"county", "firm", "statistics", "evidence", "figures", "documents"}


@pytest.fixture
def written(tmp_path):
    data = yaml.safe_load(policy_file().read_text(encoding="utf-8"))

    def write(change):
        change(data)
        path = tmp_path / "policy.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return path

    return write


def codes_of(path):
    with pytest.raises(FaultsError) as refused:
        load(path)
    return sorted(fault.code for fault in refused.value.faults)


def test_every_kind_of_record_has_its_class_in_the_table():
    classes = set(load().classes)
    assert {r.policy_class for r in all_registers().values()} <= classes


def test_the_three_administrators_see_no_business_data():
    for role in THREE_ADMINISTRATORS:
        reach = {c for rule in load().rules if rule.role == role for c in rule.classes}
        assert not reach & BUSINESS


def test_records_of_firms_and_banks_are_sensitive_and_reference_lists_public():
    levels = {name: load().level_of(name) for name in ("firm", "bank", "county", "reference")}
    assert levels == {
        "firm": Level.SENSITIVE,
        "bank": Level.SENSITIVE,
        "county": Level.INTERNAL,
        "reference": Level.PUBLIC,
    }


def test_a_class_without_a_level_counts_as_sensitive(written):
    table = load(written(lambda data: data["classes"]["county"].pop("level")))
    assert table.level_of("county") is Level.SENSITIVE


def test_only_the_chain_office_and_who_has_its_machine_close_months_and_issue_documents():
    rules = load().rules
    closing = {r.role for r in rules if r.verbs & {"close", "reopen", "issue"}}
    assert closing == {"chain-office", "machine-admin"}


def test_a_county_never_reaches_all_county_data():
    rules = [r for r in load().rules if r.role == "county" and r.classes & {"county", "firm"}]
    assert rules
    assert {rule.whose for rule in rules} == {Whose.OWN_DIVISION}


def test_a_city_has_its_own_table_in_its_home_folder(own_home):
    presets = own_home / "presets"
    presets.mkdir()
    (presets / "policy.yaml").write_text("rules: []\n", encoding="utf-8")
    assert policy_file() == presets / "policy.yaml"


def test_all_missing_parts_are_told_at_once(written):
    def cut(data):
        for part in ("verbs", "classes", "routes"):
            del data[part]

    assert codes_of(written(cut)) == ["ACC-002"] * 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d["rules"][0].update(role="chain-ofice"), "ACC-003"),
        (lambda d: d["rules"][0].update(verbs=["see", "erase"]), "ACC-003"),
        (lambda d: d["rules"][0].update(classes=["secrets"]), "ACC-003"),
        (lambda d: d["rules"][0].update(whose="mine"), "ACC-004"),
        (lambda d: d["roles"]["county"].pop("en"), "ACC-005"),
        (lambda d: d["rules"][0].pop("whose"), "ACC-006"),
        (lambda d: d["classes"]["firm"].update(level="secret"), "ACC-007"),
        (lambda d: d.update(routes={"month": {"verb": "look", "class": "figures"}}), "ACC-003"),
    ],
)
def test_each_fault_of_a_table_is_told(written, change, code):
    assert codes_of(written(change)) == [code]


def test_a_table_that_is_not_yaml_is_told(tmp_path):
    path = tmp_path / "policy.yaml"
    path.write_text("rules: [", encoding="utf-8")
    assert codes_of(path) == ["ACC-001"]


def test_faults_of_different_kinds_come_together(written):
    def spoil(data):
        data["rules"][0]["whose"] = "mine"
        data["verbs"]["see"].pop("zh")

    assert codes_of(written(spoil)) == ["ACC-004", "ACC-005"]
