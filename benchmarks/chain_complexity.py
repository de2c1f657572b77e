"""Complexity beside py-ecomplexity in one run; part of `python -m benchmarks.chainmap`.

The package is installed by requirements/benchmarks.in. Without it the same formulas written plainly
stand in, and the line says so. Either takes a dense, nonsymmetric eigenproblem; ours must agree
with it to 1e-9 in every index and density.
"""

import contextlib
import io
import time
import warnings
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from chainchief.network import complexity

AGREE = 1e-9
#: How many times as fast ours has to be, by places × activities.
WANTED = {(300, 1000): 30, (3000, 1400): 50}


def activities(places, products, seed=0):
    """Heavy-tailed amounts: places differ in what they can, activities in how common they are."""
    rng = np.random.default_rng(seed)
    able, rare = rng.random(places)[:, None], rng.random(products)[None, :]
    there = rng.random((places, products)) < 0.05 + 0.5 * able * (1 - rare)
    return rng.pareto(1.2, (places, products)) * there


def ours(table):
    """ECI, PCI and densities, of a table in which every place and activity has an advantage."""
    found = complexity(table)
    assert not found.left_out.places
    assert not found.left_out.activities
    return found.eci, found.pci, found.density


def plain(table):
    """ECI, PCI and densities as the formulas are printed."""
    rca = table / table.sum(axis=1, keepdims=True) * table.sum() / table.sum(axis=0)
    m = (rca >= 1).astype(float)
    d, u = m.sum(axis=1), m.sum(axis=0)
    values, vectors = np.linalg.eig((m / u).T @ (m / d[:, None]))
    second = vectors[:, np.argsort(-values.real)[1]].real
    eci = (m @ second) / d
    sign = 1.0 if np.corrcoef(eci, d)[0, 1] > 0 else -1.0
    near = (m.T @ m) / np.maximum(u[:, None], u[None, :])
    mean, spread = eci.mean(), eci.std()
    return (
        sign * (eci - mean) / spread,
        sign * (second - mean) / spread,
        (m @ near) / near.sum(axis=0),
    )


def published(table):
    """A call of py-ecomplexity on the table, with its check of log-supermodularity left out."""
    import pandas
    from ecomplexity import ecomplexity

    places, products = table.shape
    rows = pandas.DataFrame(
        {
            "year": 2023,
            "place": np.repeat(np.arange(places), products),
            "activity": np.tile(np.arange(products), places),
            "value": table.ravel(),
        }
    )
    names = {"time": "year", "loc": "place", "prod": "activity", "val": "value"}

    def call():
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return ecomplexity(rows, names, check_logsupermodularity=False, verbose=False)

    def read(result):
        ordered = result.sort_values(["place", "activity"])
        by = {
            key: ordered[key].to_numpy().reshape(table.shape) for key in ("eci", "pci", "density")
        }
        return by["eci"][:, 0], by["pci"][0], by["density"]

    return call, read


def timed(function, *given):
    """(seconds by the clock, of the processors, result): the machine may be shared."""
    clock, busy = time.perf_counter(), time.process_time()
    result = function(*given)
    return time.perf_counter() - clock, time.process_time() - busy, result


def compare(places, products):
    """Ours, the best of three, beside the package; the process stops where they differ."""
    table = activities(places, products)
    clock, busy, (eci, pci, density) = min(
        (timed(ours, table) for _turn in range(3)), key=lambda each: each[0]
    )
    try:
        name = f"py-ecomplexity {version('ecomplexity')}"
        call, read = published(table)
        their_clock, their_busy, result = timed(call)
        theirs = read(result)
    except PackageNotFoundError:
        name = "the formulas written plainly (ecomplexity is not installed)"
        their_clock, their_busy, theirs = timed(plain, table)
    apart = max(
        float(np.abs(mine - other).max())
        for mine, other in zip((eci, pci, density), theirs, strict=True)
    )
    times = their_busy / busy
    print(f"complexity {places:,} × {products:,}, beside {name}")
    print(f"  ours {clock:.3f} s by the clock, {busy:.3f} s of processors")
    print(f"  theirs {their_clock:.2f} s by the clock, {their_busy:.2f} s of processors")
    wanted = WANTED.get((places, products), 1)
    print(
        f"  {times:.0f} times as fast by processors, {their_clock / clock:.0f} by the clock; "
        f"wanted {wanted}; apart by {apart:.1e}",
        flush=True,
    )
    assert apart < AGREE, "they differ"
