"""The policy table: what comes with the program is sound, and every fault of a table is told."""

import pytest
import yaml

from chainchief.access.rules import Level, Route, Whose
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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("roles: {}\nroles: {}\n", "ACC-008"),
        ("- a\n- b\n", "ACC-001"),
        ("", "ACC-001"),
        ("roles: \xff", "ACC-001"),
    ],
    ids=["twice", "a list", "empty", "not utf-8"],
)
def test_a_file_that_is_no_table_is_told(tmp_path, text, code):
    path = tmp_path / "policy.yaml"
    path.write_bytes(text.encode("latin-1"))
    assert code in codes_of(path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.update(rules={"role": "county"}), "ACC-009"),
        (lambda d: d.update(roles=["county"]), "ACC-009"),
        (lambda d: d.update(routes=["start"]), "ACC-009"),
        (lambda d: d["rules"].append("county may see all"), "ACC-006"),
        (lambda d: d["rules"][0].update(verbs=[]), "ACC-006"),
        (lambda d: d["rules"][0].update(verbs=[["see"]]), "ACC-006"),
        (lambda d: d["rules"][0].update(role=["county", "chain-ofice"]), "ACC-003"),
        (lambda d: d["rules"][0].update(whose=["all"]), "ACC-004"),
        (lambda d: d["routes"].update(month=None), "ACC-010"),
        (lambda d: d["routes"].update(month={"LOOK": {"verb": "see", "class": "log"}}), "ACC-011"),
        (lambda d: d["routes"].update(month={"POST": {"verb": "se", "class": "log"}}), "ACC-003"),
        (lambda d: d["routes"].update(month={"POST": {"verb": "see"}}), "ACC-010"),
    ],
)
def test_a_table_of_another_form_is_told_and_never_a_crash(written, change, code):
    assert set(codes_of(written(change))) == {code}


def test_a_fault_names_the_line(tmp_path):
    lines = policy_file().read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if "role: reader" in line)
    lines[number] = lines[number].replace("all", "mine")
    path = tmp_path / "policy.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        load(path)
    assert [fault.place.line for fault in refused.value.faults] == [number + 1]


def test_a_name_that_stands_alone_is_a_list_of_it(written):
    def alone(data):
        data["rules"] = [{"role": "county", "verbs": "see", "classes": "log", "whose": "all"}]

    (rule,) = load(written(alone)).rules
    assert (rule.verbs, rule.classes) == ({"see"}, {"log"})


def test_a_rule_for_several_roles_is_one_for_each(written):
    def several(data):
        data["rules"] = [{**data["rules"][0], "role": ["county", "chief"]}]

    assert [rule.role for rule in load(written(several)).rules] == ["county", "chief"]


def first_version(data):
    """A table as it was when the program knew neither these verbs nor these roles."""
    data["version"] = 1
    known = {"see", "export", "enter", "withdraw", "close", "issue", "verify"}
    data["verbs"] = {name: told for name, told in data["verbs"].items() if name in known}
    roles = {"chain-office", "county", "chief", "firm", "reader"}
    data["roles"] = {name: told for name, told in data["roles"].items() if name in roles}
    data["rules"] = [
        {"role": "chain-office", "verbs": ["see", "enter"], "classes": ["county"], "whose": "all"},
        {"role": "county", "verbs": ["see"], "classes": ["county"], "whose": "own-division"},
    ]
    data["routes"] = {"start": {"verb": "see", "class": "program"}}


def test_a_table_of_an_earlier_version_is_refused_with_all_that_it_lacks_in_one_fault(written):
    with pytest.raises(FaultsError) as refused:
        load(written(first_version))
    (fault,) = refused.value.faults
    assert fault.code == "ACC-012"
    for missing in ("reopen", "propose", "approve", "grant", "machine-admin"):
        assert missing in fault.text
    for known in ("withdraw", "chain-office"):
        assert known not in fault.text


def test_a_table_of_an_earlier_version_holds_once_it_knows_the_names(written):
    newest = yaml.safe_load(policy_file().read_text(encoding="utf-8"))

    def brought_up(data):
        first_version(data)
        data["verbs"] = newest["verbs"]
        data["roles"]["machine-admin"] = newest["roles"]["machine-admin"]

    table = load(written(brought_up))
    assert [rule.role for rule in table.rules] == ["chain-office", "county"]
    assert set(table.routes) == set(load().routes)


def test_a_page_that_a_city_says_needs_something_else_needs_that(written):
    def stricter(data):
        data["routes"] = {
            "records": {"verb": "export", "class": "log"},
            "language": {"GET": {"verb": "see", "class": "log"}},
        }

    table = load(written(stricter))
    assert table.methods_of("records") == {"GET": Route("export", "log")}
    assert table.methods_of("language") == {
        "GET": Route("see", "log"),
        "POST": Route("see", "log-in"),
    }
    assert table.methods_of("record") == load().methods_of("record")
    assert table.methods_of("nowhere") == {}


def test_the_short_form_of_a_page_is_for_reading(written):
    assert load().methods_of("figures") == {"GET": Route("see", "figures")}
