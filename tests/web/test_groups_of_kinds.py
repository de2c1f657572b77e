"""Kinds stand in groups: those of the preset, and a kind that it does not name finds its place."""

from collections import Counter

import pytest
import yaml

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import CHINESE, ENGLISH, speaking
from chainchief.ledger.registers import all_registers
from chainchief.web.registers.groups import all_groups


def places():
    with speaking(ENGLISH):
        return {kind: group.title for group in all_groups() for kind in group.kinds}


def write(own_home, *groups):
    presets = own_home / "presets"
    presets.mkdir(exist_ok=True)
    head = {"source": "本市", "version": 1, "valid_from": "2022-01-01"}
    text = yaml.safe_dump({**head, "groups": list(groups)}, allow_unicode=True)
    (presets / "kinds.yaml").write_text(text, encoding="utf-8")


def test_every_kind_stands_in_exactly_one_group(own_home):
    counted = Counter(kind for group in all_groups() for kind in group.kinds)
    assert counted == dict.fromkeys(all_registers(), 1)


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("project_stage", "Projects"),
        ("visited_enterprise", "Visits and leads"),
        ("difficulty_action", "Difficulties"),
        ("financing_offer", "Money and land"),
        ("cluster_rating", "Titles, platforms and parks"),
        ("enterprise_product", "Firms"),
    ],
)
def test_a_kind_that_is_not_named_stands_with_what_its_key_names(own_home, kind, group):
    assert places()[kind] == group


def test_a_city_groups_its_kinds_its_own_way(own_home):
    write(own_home, {"zh": "全部项目", "en": "All projects", "kinds": ["project"]})
    assert places()["project_report"] == "All projects"
    assert places()["policy"] == "Other records"
    with speaking(CHINESE):
        assert [group.title for group in all_groups()] == ["全部项目", "其他记录"]


def test_all_faults_of_the_preset_are_told_at_once(own_home):
    write(
        own_home,
        {"zh": "甲", "en": "A", "kinds": ["project", "projct"]},
        {"zh": "乙", "kinds": ["enterprise"]},
        {"zh": "丙", "en": "C", "kinds": ["chain", "chain"]},
    )
    with pytest.raises(FaultsError) as refusal:
        all_groups()
    assert [fault.code for fault in refusal.value.faults] == ["WEB-001"] * 3
