"""The three questions of docs/network.md in Python, on the small city in examples/network.

Run it from the root of the project: python examples/network_questions.py
"""

from pathlib import Path

from chainchief.netio.files.extra_inputs import read_demand, read_shock
from chainchief.netio.files.reading import read_network
from chainchief.network import cascade, explain, pull_through, simulate

FOLDER = Path(__file__).parent / "network"
DAYS = 60


def main() -> None:
    reading = read_network(FOLDER / "firms.csv", FOLDER / "links.csv")
    network = reading.network

    # What breaks if the brake maker loses 80 % of its capacity?
    stop = cascade(network, {"LB11": 0.8})
    print(f"LB11 at 20 %: {stop.esri:.2%} of recorded sales lost (eps {stop.eps:g})")
    for path in explain(stop, depth=2, most=3).paths:
        print("   ", " <- ".join(network.firm_ids[at] for at in path.firms), f"{path.loss:.2%}")

    # How long does recovery take?
    daily = read_network(FOLDER / "firms.csv", FOLDER / "day_links.csv", yearly=False)
    demand = read_demand(FOLDER / "demand.csv", daily.firms, daily.findings)
    shock = read_shock(FOLDER / "shock.csv", daily.firms, DAYS, daily.findings)
    run = simulate(daily.network, demand, shock, DAYS, "R2")
    lowest = int(run.output.argmin())
    print(f"Output is lowest on day {lowest}: {run.output[lowest, 0] / run.before[0]:.2%}")

    # Whom does the car maker pull along?
    pull = pull_through(network)
    at = network.index_of("QG01")
    print(f"QG01: multiplier {pull.multiplier[at]:.3f}, leak {pull.leak[at]:.2%}")


if __name__ == "__main__":
    main()
