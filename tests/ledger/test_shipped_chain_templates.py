"""The templates that come with the program are sound, and say what a person of the trade knows."""

import itertools

import pytest

from chainchief.core.codes import industries
from chainchief.ledger.chaintemplates import load, shipped
from chainchief.ledger.chaintemplates.loading import PRESETS, faults_in

CURATED = (
    "AUTO",
    "BIOMED",
    "CHEM",
    "COMPOSITE",
    "EQUIP",
    "FOOD",
    "HOME",
    "LOGISTICS",
    "NEW-ENERGY",
    "NEW-IT",
    "SPORTS",
    "TEXTILE",
)
WAFER = ("CZ-PULLING", "SLICING-POLISHING", "EPITAXY", "WAFER-CLEANING")


@pytest.fixture(scope="module")
def templates():
    return shipped()


@pytest.mark.parametrize("file", sorted(PRESETS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_template_is_without_fault(file):
    assert faults_in([file]) == ()


@pytest.mark.parametrize("code", CURATED)
def test_each_curated_chain_has_its_map(code, templates):
    template = templates[code]
    assert 30 <= len(template.segments) <= 55
    assert 45 <= len(template.links) <= 110
    assert all(template.streams.values()), template.streams
    assert any(segment.key for segment in template.segments)
    assert 0 < template.essential < len(template.links)


@pytest.mark.parametrize("code", CURATED)
def test_machines_bought_once_stop_no_running_line(code, templates):
    """Consumables and parts are essential; equipment only where a plant is made of it."""
    bought = [link for link in templates[code].links if link.flow == "equipment"]
    assert {link.buyer for link in bought if link.essential} <= {"PV-PLANT"}


def test_the_wafer_line_runs_from_polysilicon_to_inspection(templates):
    new_it = templates["NEW-IT"]
    for before, after in itertools.pairwise(WAFER):
        assert before in new_it.inputs_of(after)
    for segment in WAFER:
        assert "POLYSILICON" in new_it.behind(segment)
    assert new_it.segment("POLYSILICON").stream == "upstream"


def test_a_crystal_is_not_pulled_without_these(templates):
    assert templates["NEW-IT"].inputs_of("CZ-PULLING", essential=True) == {
        "POLYSILICON",
        "QUARTZ-CRUCIBLE",
        "HOT-ZONE",
        "ELECTRONIC-GAS",
    }


def test_a_target_is_melted_formed_and_bonded_to_its_backing_plate(templates):
    new_it = templates["NEW-IT"]
    assert new_it.inputs_of("TARGET-MELTING") == {"HIGH-PURITY-METAL"}
    assert new_it.inputs_of("TARGET-FORMING") == {"TARGET-MELTING"}
    assert new_it.inputs_of("SPUTTER-TARGET", essential=True) == {"TARGET-FORMING", "BACKING-PLATE"}
    assert "SPUTTER-TARGET" in new_it.inputs_of("IC-FAB", essential=True)


def test_sodium_cells_need_neither_copper_foil_nor_lithium_cathodes(templates):
    energy = templates["NEW-ENERGY"]
    needs = energy.inputs_of("SODIUM-CELL")
    assert {"CATHODE-SODIUM", "ANODE-HARD-CARBON", "ALUMINIUM-FOIL"} <= needs
    assert needs.isdisjoint({"COPPER-FOIL", "CATHODE-LFP", "CATHODE-NCM", "ANODE-GRAPHITE"})
    assert "COPPER-FOIL" in energy.inputs_of("LITHIUM-CELL", essential=True)


def test_an_evacuated_tube_is_glass_with_a_coating(templates):
    needed = templates["NEW-ENERGY"].inputs_of("VACUUM-TUBE", essential=True)
    assert needed == {"BOROSILICATE-TUBE", "SELECTIVE-COATING"}


def test_refinery_coal_and_salt_are_the_three_heads_of_chemicals(templates):
    chem = templates["CHEM"]
    assert {"CRUDE-OIL", "RAW-SALT"} <= chem.behind("PVC")
    assert {"COAL", "CRUDE-OIL"} <= chem.behind("CAPROLACTAM")
    assert chem.inputs_of("HYDROFLUORIC-ACID", essential=True) == {"FLUORSPAR", "SULPHURIC-ACID"}
    assert "HYDROGEN-PEROXIDE" in chem.inputs_of("ELECTRONIC-CHEMICALS", essential=True)


def test_a_robot_needs_reducers_motors_drives_and_controls(templates):
    assert templates["EQUIP"].inputs_of("ROBOTS", essential=True) == {
        "GEAR-REDUCER",
        "MOTOR",
        "DRIVE",
        "CNC-CONTROL",
    }


def test_the_three_electrics_stand_behind_every_car(templates):
    auto = templates["AUTO"]
    for car in ("PASSENGER-EV", "COMMERCIAL-EV"):
        assert {"BATTERY-PACK", "E-AXLE"} <= auto.inputs_of(car, essential=True)
    assert auto.inputs_of("E-AXLE") == {"DRIVE-MOTOR", "MOTOR-CONTROLLER", "REDUCER"}


def test_carbon_fibre_is_precursor_stabilised_and_carbonised(templates):
    composite = templates["COMPOSITE"]
    assert composite.inputs_of("PRE-OXIDATION", essential=True) == {"PAN-PRECURSOR"}
    assert "PRE-OXIDATION" in composite.inputs_of("CARBON-FIBRE", essential=True)
    assert "ACRYLONITRILE" in composite.behind("CARBON-CARBON")


@pytest.mark.parametrize(
    ("chain", "segment", "names"),
    [
        ("NEW-IT", "CZ-PULLING", ["电子专用材料制造"]),
        ("NEW-IT", "SILICON-METAL", ["硅冶炼", "其他基础化学原料制造"]),
        ("CHEM", "GASIFICATION", ["煤制合成气生产"]),
        ("NEW-ENERGY", "SOLAR-WATER-HEATER", ["太阳能器具制造"]),
        ("EQUIP", "HVAC", ["制冷、空调设备制造"]),
        ("AUTO", "TYRES", ["轮胎制造"]),
        ("COMPOSITE", "PAN-PRECURSOR", ["腈纶纤维制造"]),
    ],
)
def test_a_segment_stands_in_the_industries_of_its_trade(chain, segment, names, templates):
    classes = templates[chain].segment(segment).classes
    assert [industries.industry(code).name for code in classes] == names


def test_a_file_of_the_home_folder_stands_in_place_of_the_programs(own_home, templates):
    own = own_home / "presets" / "chains"
    own.mkdir(parents=True)
    text = (PRESETS / "AUTO.yaml").read_text(encoding="utf-8")
    (own / "AUTO.yaml").write_text(text.replace("version: 1", "version: 2"), encoding="utf-8")
    other = text.replace("code: AUTO\n", "code: BOATS\n").replace("新能源汽车及零部件产业链", "船")
    (own / "BOATS.yaml").write_text(other, encoding="utf-8")
    found = load()
    assert found["AUTO"].version == 2
    assert set(found) == {*templates, "BOATS"}
    assert found["NEW-IT"] == templates["NEW-IT"]
