"""From files to a checked network: all faults at once, warnings apart."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.netio.faults import BELOW_SALES, COSTS_BELOW, UNKNOWN_FIRM
from chainchief.netio.files.cells import CheckedColumn
from chainchief.netio.files.findings import Findings, Near
from chainchief.netio.files.firms import Firms, check_firms
from chainchief.netio.files.links import Links, check_links
from chainchief.netio.files.source import read_source
from chainchief.network import Network

Floats = NDArray[np.float64]

#: Rounding of amounts to 分 may let sales pass revenue by a hair.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Reading:
    """A network from files. `findings` may go on growing while companion files are read.

    The network itself is built when first asked for: not before all faults are told.
    """

    firms: Firms
    links: Links
    yearly: bool
    findings: Findings

    @cached_property
    def network(self) -> Network:
        self.findings.refuse_if_any()
        return _network(self.firms, self.links, self.yearly)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Warnings, which do not refuse the files."""
        return tuple(self.findings.warnings)

    @property
    def sources(self) -> tuple[str, str]:
        return self.firms.name, self.links.name


def read_network(
    firms: Path,
    links: Path,
    *,
    year: int | None = None,
    own_use: bool = False,
    yearly: bool = True,
    refuse: bool = True,
) -> Reading:
    """Read and check both files; raises FaultsError with every fault of both.

    `year` chooses among the links' years (default: the newest). `own_use` allows sales of a firm
    to itself and keeps them apart. `yearly` False: amounts are per day, so that revenue and costs,
    which are per year, are not compared with them. `refuse` False: faults that
    leave rows usable stay in `findings`, so that companion files can be read before all is told.
    """
    noted = Findings()
    firm_cells, link_cells = _open(firms, noted), _open(links, noted)
    listed = None if firm_cells is None else check_firms(firm_cells)
    found = None
    if listed is not None and link_cells is not None:
        found = check_links(link_cells, listed, own_use=own_use, year=year)
    if firm_cells is None or listed is None or found is None:
        raise FaultsError(noted.faults)
    if yearly:
        _check_accounts(firm_cells, listed, found)
    if refuse:
        noted.refuse_if_any()
    return Reading(listed, found, yearly, noted)


def _open(path: Path, findings: Findings) -> CheckedColumn | None:
    source = read_source(path, findings)
    return None if source is None else CheckedColumn(source, findings)


def _network(firms: Firms, links: Links, yearly: bool) -> Network:
    return Network.from_arrays(
        supplier=links.supplier,
        buyer=links.buyer,
        amount=links.amount,
        industry=firms.industry,
        industry_names=np.array(firms.industry_names, dtype=object),
        revenue=_revenue(firms, links) if yearly else None,
        costs=firms.costs if yearly else None,
        firm_ids=np.array(firms.listed, dtype=object),
        confidence=links.confidence,
        local=firms.local,
        division=firms.division,
        chain=firms.chain,
    )


def _revenue(firms: Firms, links: Links) -> Floats | None:
    """Revenue as given, but never below the recorded sales; NaN where it is not known."""
    if firms.revenue is None:
        return None
    return np.maximum(firms.revenue, _recorded(links, links.supplier))


def _recorded(links: Links, firm: NDArray[np.int64]) -> Floats:
    """(n,) recorded sales (`firm` the suppliers) or purchases (the buyers), own use included."""
    n = len(links.own_use)
    return np.bincount(firm, weights=links.amount, minlength=n) + links.own_use


def _check_accounts(cells: CheckedColumn, firms: Firms, links: Links) -> None:
    sales = _recorded(links, links.supplier)
    bought = _recorded(links, links.buyer)
    if firms.revenue is not None:
        below = firms.revenue < sales * (1.0 - ROUNDING)
        if below.any():
            row = int(np.argmax(below))
            place = Place(cells.source.name, line=cells.source.line(row), column="revenue")
            cells.findings.add(
                BELOW_SALES,
                place,
                f"{firms.revenue[row]:.15g}",
                count=int(below.sum()),
                sales=f"{sales[row]:.15g}",
            )
    if firms.costs is not None:
        under = (firms.costs > 0) & (firms.costs < bought * (1.0 - ROUNDING))
        if under.any():
            first = cells.source.line(int(np.argmax(under)))
            place = Place(file=cells.source.name, column="costs")
            cells.findings.add(COSTS_BELOW, place, count=int(under.sum()), first=first)


def unknown_firm(firms: Firms, value: str, where: str) -> Fault:
    """The fault of an id given by hand, in the words of the files."""
    facts = {"near": Near(firms.near(value)), "firms": firms.name, "also": ""}
    return Fault(UNKNOWN_FIRM, Place(file=where), value, facts)
