"""What a person of the trade knows of food, textiles, medicine, fitness, building and logistics."""

import itertools

import pytest

from chainchief.core.codes import industries
from chainchief.ledger.chaintemplates import shipped


@pytest.fixture(scope="module")
def templates():
    return shipped()


@pytest.fixture
def food(templates):
    return templates["FOOD"]


@pytest.fixture
def textile(templates):
    return templates["TEXTILE"]


@pytest.fixture
def biomed(templates):
    return templates["BIOMED"]


@pytest.fixture
def sports(templates):
    return templates["SPORTS"]


@pytest.fixture
def home(templates):
    return templates["HOME"]


@pytest.fixture
def logistics(templates):
    return templates["LOGISTICS"]


def assert_row(template, *row):
    """Each segment of the row stops without the one before it."""
    for before, after in itertools.pairwise(row):
        assert before in template.inputs_of(after, essential=True), (before, after)


def test_isolate_is_made_of_low_temperature_meal_and_never_of_the_crushers(food):
    assert_row(food, "SOYBEAN", "LOW-TEMP-MEAL", "SOY-PROTEIN", "NUTRITION")
    assert "SOY-CRUSHING" not in food.behind("SOY-PROTEIN")


def test_functional_sugars_come_from_maize_by_starch_and_enzymes(food):
    assert_row(food, "CORN", "CORN-WET-MILLING", "STARCH-SUGAR", "OLIGOSACCHARIDE")
    for sugar in ("STARCH-SUGAR", "OLIGOSACCHARIDE"):
        assert "ENZYME" in food.inputs_of(sugar, essential=True)


def test_xylitol_comes_from_the_cob_without_any_starch(food):
    assert_row(food, "CORN", "CORNCOB", "XYLITOL")
    assert food.behind("XYLITOL").isdisjoint({"CORN-WET-MILLING", "STARCH-SUGAR", "ENZYME"})


def test_a_chicken_eats_meal_and_maize_before_it_is_braised_with_spice_and_sauce(food):
    assert_row(food, "SOY-CRUSHING", "FEED", "POULTRY-FARMING", "POULTRY-SLAUGHTER", "BRAISED-MEAT")
    assert {"SPICE", "SOY-SAUCE"} <= food.inputs_of("BRAISED-MEAT", essential=True)


def test_chilli_is_dried_before_colour_is_extracted_or_a_hotpot_base_fried(food):
    assert_row(food, "CHILLI", "CHILLI-DRYING", "CAPSICUM-EXTRACT")
    needed = {"CHILLI-DRYING", "SPICE", "SALT", "OIL-REFINING", "FLEXIBLE-PACKAGING"}
    assert food.inputs_of("SEASONING", essential=True) == needed


def test_ready_meals_need_the_cold_store_and_catering_takes_them(food):
    assert "COLD-STORAGE" in food.inputs_of("READY-MEALS", essential=True)
    assert "READY-MEALS" in food.inputs_of("CATERING")


def test_cotton_is_ginned_carded_spun_wound_sized_woven_dyed_and_sewn(textile):
    assert_row(textile, "COTTON-GROWING", "GINNING", "COTTON-TRADE", "OPENING-CARDING")
    assert_row(textile, "OPENING-CARDING", "RING-SPINNING", "WINDING-TWISTING", "WARP-SIZING")
    assert_row(textile, "WARP-SIZING", "WEAVING", "DYEING-FINISHING", "WOVEN-GARMENT")


def test_only_the_warp_is_sized_and_knitting_needs_no_size(textile):
    assert "SIZING-AGENT" in textile.inputs_of("WARP-SIZING", essential=True)
    assert textile.behind("KNIT-GARMENT").isdisjoint({"SIZING-AGENT", "WARP-SIZING", "WEAVING"})


def test_a_dye_house_stops_without_any_of_these(textile):
    needed = {"WEAVING", "DYESTUFF", "AUXILIARIES", "CAUSTIC-ACID", "STEAM-SUPPLY", "DYE-EFFLUENT"}
    assert textile.inputs_of("DYEING-FINISHING", essential=True) == needed


def test_polyester_comes_from_pta_and_viscose_from_pulp(textile):
    assert_row(textile, "PTA-MEG", "POLYESTER-CHIP", "POLYESTER-FIBRE", "TEXTURING")
    assert_row(textile, "GINNING", "LINTER-PULP", "VISCOSE-FIBRE")
    assert "PTA-MEG" not in textile.behind("VISCOSE-FIBRE")


def test_a_towel_is_woven_grey_and_then_dyed(textile):
    assert_row(textile, "WARP-SIZING", "TERRY-WEAVING", "TOWELS")
    assert "DYESTUFF" in textile.inputs_of("TOWELS", essential=True)


def test_a_broth_is_fermented_and_separated_before_anything_is_sold_of_it(biomed):
    assert_row(biomed, "STRAIN", "FERMENTATION", "SEPARATION", "AMINO-VITAMIN")
    assert_row(biomed, "CORN-STARCH", "FERMENTATION", "SEPARATION", "HYALURONIC-ACID")
    assert "FERMENTATION" not in biomed.inputs_of("AMINO-VITAMIN")


def test_a_tablet_is_an_ingredient_with_excipients_in_a_pack(biomed):
    assert_row(biomed, "CHEMICAL-INTERMEDIATE", "CHEMICAL-SYNTHESIS", "API", "SOLID-DOSAGE")
    needed = {"API", "EXCIPIENT", "PHARMA-PACKAGING"}
    assert biomed.inputs_of("SOLID-DOSAGE", essential=True) == needed


def test_steroids_start_from_plant_sterols(biomed):
    assert {"PHYTOSTEROL", "STRAIN"} <= biomed.inputs_of("STEROID", essential=True)
    assert "PHYTOSTEROL" in biomed.behind("SOLID-DOSAGE")


def test_dressings_and_syringes_are_sterilised(biomed):
    for goods in ("DRESSING", "DISPOSABLE"):
        assert "STERILIZATION-SERVICE" in biomed.inputs_of(goods, essential=True)
    assert "MEDICAL-NONWOVEN" in biomed.inputs_of("DRESSING", essential=True)


def test_a_tube_is_cut_welded_and_coated_into_a_frame(sports):
    assert_row(sports, "STEEL-STRIP", "STEEL-TUBE", "TUBE-CUTTING", "FRAME-WELDING")
    assert_row(sports, "FRAME-WELDING", "SURFACE-COATING", "TREADMILL")


def test_a_treadmill_has_motor_drive_belt_and_deck_and_a_weight_machine_none(sports):
    electric = {"MOTOR", "MOTOR-CONTROLLER", "RUNNING-BELT", "RUNNING-DECK", "CONSOLE"}
    assert electric <= sports.inputs_of("TREADMILL", essential=True)
    assert sports.behind("STRENGTH").isdisjoint(electric)


def test_weights_are_cast_and_stand_behind_strength_machines_and_dumb_bells(sports):
    assert_row(sports, "PIG-IRON", "CASTING", "STRENGTH")
    assert_row(sports, "CASTING", "FREE-WEIGHT")
    assert "FOAM-PAD" in sports.inputs_of("STRENGTH", essential=True)


def test_boards_are_glued_of_chips_or_veneer_and_faced_for_cabinets(home):
    assert_row(home, "WOOD-CHIP", "PARTICLE-BOARD", "FACED-BOARD", "CUSTOM-CABINET")
    assert_row(home, "TIMBER", "VENEER", "PLYWOOD")
    for board in ("PLYWOOD", "FIBERBOARD", "PARTICLE-BOARD"):
        assert "ADHESIVE" in home.inputs_of(board, essential=True)
    assert "PLASTIC-PROFILE" in home.inputs_of("CUSTOM-CABINET", essential=True)


def test_a_window_is_profile_insulating_glass_sealant_and_fittings(home):
    needed = {"ALUMINIUM-PROFILE", "INSULATING-GLASS", "SEALANT", "HARDWARE"}
    assert home.inputs_of("WINDOW-DOOR", essential=True) == needed
    assert_row(home, "FLOAT-GLASS", "INSULATING-GLASS", "WINDOW-DOOR", "PREFAB-BUILDING")


def test_power_station_gypsum_becomes_plasterboard(home):
    assert_row(home, "INDUSTRIAL-WASTE", "GYPSUM", "GYPSUM-BOARD", "DECORATION")


def test_precast_needs_cement_aggregate_and_reinforcement(home):
    needed = {"CEMENT", "AGGREGATE", "STEEL-SHEET"}
    assert home.inputs_of("PRECAST", essential=True) == needed


def test_intermodal_transport_joins_rail_and_road_at_the_inland_port(logistics):
    needed = {"RAIL-FREIGHT", "CONTAINER-ROAD", "INLAND-PORT"}
    assert logistics.inputs_of("MULTIMODAL", essential=True) == needed
    assert "RAIL-SIDING" in logistics.inputs_of("RAIL-FREIGHT", essential=True)


def test_the_cold_chain_is_store_and_truck(logistics):
    needed = {"COLD-STORAGE", "COLD-TRUNK"}
    assert logistics.inputs_of("COLD-DELIVERY", essential=True) == needed
    assert "REFRIGERANT" in logistics.inputs_of("COLD-STORAGE", essential=True)
    body = {"TRUCK-CHASSIS", "INSULATED-PANEL", "REFRIGERATION"}
    assert logistics.inputs_of("REEFER-TRUCK", essential=True) == body


def test_a_sorter_is_drives_and_readers_and_parcels_are_sorted_before_they_are_delivered(logistics):
    assert {"DRIVE-CONTROL", "IDENTIFICATION"} <= logistics.inputs_of("CONVEYOR-SORTER")
    assert_row(logistics, "LOGISTICS-PARK", "SORTING-CENTRE", "EXPRESS")
    assert "CONVEYOR-SORTER" in logistics.inputs_of("SORTING-CENTRE")


def test_lead_frames_and_connectors_are_stamped_of_copper_strip(templates):
    for part in ("LEADFRAME-SUBSTRATE", "CONNECTOR"):
        assert "COPPER-FOIL" in templates["NEW-IT"].inputs_of(part)
    assert "连接器铜带" in templates["NEW-IT"].segment("COPPER-FOIL").products


def test_vinyl_chloride_has_two_routes_and_neither_alone_stops_it(templates):
    chem = templates["CHEM"]
    routes = {"CALCIUM-CARBIDE", "STEAM-CRACKING"}
    assert routes <= chem.inputs_of("PVC")
    assert chem.inputs_of("PVC", essential=True) == {"CHLOR-ALKALI"}


def test_a_tractor_has_an_engine_and_wire_is_drawn_of_rod(templates):
    equip = templates["EQUIP"]
    assert_row(equip, "CASTING", "ENGINE", "AGRI-MACHINES")
    assert_row(equip, "STRUCTURAL-STEEL", "WELDING-MATERIALS", "WELDED-STRUCTURES")


@pytest.mark.parametrize(
    ("chain", "segment", "names"),
    [
        ("FOOD", "CORN-WET-MILLING", ["淀粉及淀粉制品制造"]),
        ("FOOD", "POULTRY-SLAUGHTER", ["禽类屠宰"]),
        ("TEXTILE", "RING-SPINNING", ["棉纺纱加工"]),
        ("TEXTILE", "DYEING-FINISHING", ["棉印染精加工", "化纤织物染整精加工"]),
        ("BIOMED", "API", ["化学药品原料药制造"]),
        ("BIOMED", "DRESSING", ["卫生材料及医药用品制造"]),
        ("SPORTS", "TREADMILL", ["健身器材制造"]),
        ("SPORTS", "CASTING", ["黑色金属铸造"]),
        ("HOME", "PARTICLE-BOARD", ["刨花板制造"]),
        ("HOME", "FLOAT-GLASS", ["平板玻璃制造"]),
        ("LOGISTICS", "COLD-STORAGE", ["低温仓储"]),
        ("LOGISTICS", "MULTIMODAL", ["多式联运"]),
    ],
)
def test_a_segment_stands_in_the_industries_of_its_trade(chain, segment, names, templates):
    classes = templates[chain].segment(segment).classes
    assert [industries.industry(code).name for code in classes] == names
