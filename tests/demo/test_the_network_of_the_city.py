"""What stops if a firm of the demo city stops: the answers are those of a city, not of a toy."""

import csv
from statistics import median

from chainchief.cli.main import run
from chainchief.ledger.registers import register_of


def test_leaders_matter_more_than_other_firms_and_nobody_is_everything(city, tmp_path):
    losses = tmp_path / "losses.csv"
    with city(scale=1.0):
        assert run(["network", "cascade", "--from-lake", "--all", "-o", str(losses)]) == 0
        roles = register_of("enterprise_role").model.objects
        leading = roles.filter(role="leader", valid_to=None)
        leaders = {firm for (firm,) in leading.values_list("enterprise_id")}
    with losses.open(encoding="utf-8-sig", newline="") as stream:
        lost = {row["id"]: float(row["esri"]) for row in csv.DictReader(stream)}
    own = {firm: loss for firm, loss in lost.items() if firm.startswith("DEMO-")}
    assert len(own) > 2000
    assert len(leaders & lost.keys()) == 79
    assert median(lost[firm] for firm in leaders) > 1.2 * median(own.values())
    assert min(lost.values()) > 0
    assert max(lost.values()) < 0.1
    assert max(lost.values()) > 20 * median(lost.values())
    assert len({round(loss, 7) for loss in own.values()}) > 500
