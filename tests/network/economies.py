"""Small random economies for property tests: few firms, awkward on purpose."""

from hypothesis import strategies as st

from chainchief.network import Network
from chainchief.network.simulation.run import simulate as simulate_network

AMOUNTS = st.sampled_from([0.5, 1.0, 2.0, 3.0, 7.0, 10.0, 55.0, 100.0])


def simulate(supplier, buyer, amount, industry, final, *args, **options):
    """Run the economy of these links and firms day by day."""
    network = Network.from_arrays(supplier=supplier, buyer=buyer, amount=amount, industry=industry)
    return simulate_network(network, final, *args, **options)


@st.composite
def economies(draw, most=7):
    """(links, industry, final): cycles, isolated firms, firms without final demand included."""
    firms = draw(st.integers(2, most))
    pairs = [(i, j) for i in range(firms) for j in range(firms) if i != j]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3 * firms))
    links = {pair: draw(AMOUNTS) for pair in chosen}
    industry = draw(st.lists(st.integers(0, 3), min_size=firms, max_size=firms))
    final = draw(st.lists(st.just(0.0) | AMOUNTS, min_size=firms, max_size=firms))
    return links, industry, final


@st.composite
def schedules(draw, firms, days):
    """A table δ (days × firms) that jumps, recovers and jumps again."""
    share = st.sampled_from([0.0, 0.0, 0.1, 0.3, 0.5, 0.9, 1.0])
    table = [[draw(share) for _ in range(firms)] for _ in range(3)]
    return [table[min(2, day * 3 // days)] for day in range(days)]
