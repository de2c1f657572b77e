"""`chainchief claims`: sentences without a number, and the records that prove them."""

from typing import TYPE_CHECKING, Any

import click

from chainchief.cli.options import cell_options
from chainchief.cli.session import json_option, open_ledger, print_json
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.spans import Month, span_meant

if TYPE_CHECKING:
    from chainchief.indicators.claims import Proof


@click.command(help=_("Every claim for a month: does it hold, and which records prove it?"))
@click.argument("month")
@cell_options
@json_option
def claims(
    month: str,
    division: str | None,
    chain: str,
    snapshot: str | None,
    span: str | None,
    as_json: bool,
) -> None:
    """Exit status 1 where a claim does not hold."""
    at = Month.parse(month)
    whole = span_meant(span, at) if span else None
    open_ledger()
    from chainchief.dispatch.closing import snapshot_for
    from chainchief.indicators.claims import load_claims, proofs_for
    from chainchief.indicators.figures import Scope
    from chainchief.lake.engines.engine import duckdb_engine

    opened = snapshot_for(at, snapshot)
    scope = Scope(division, chain) if division else None
    proofs = proofs_for(
        opened, at, claims=load_claims(), engine=duckdb_engine(), scope=scope, span=whole
    )
    if as_json:
        document = [_as_json(proof) for proof in proofs]
        print_json({"period": str(at), "snapshot": opened.id, "claims": document})
    else:
        for proof in proofs:
            click.echo(_proof_in_words(proof))
    if not all(proof.holds for proof in proofs):
        raise click.exceptions.Exit(1)


def _proof_in_words(proof: "Proof") -> str:
    indicator = proof.claim.indicator
    if not proof.holds:
        return _("✗ {name} [{code}]: {reason}").format(
            name=indicator.name, code=indicator.code, reason=proof.why_not
        )
    lines = proof.receipt.contributions
    names = listed(line.label or line.code for line in lines[:3])
    more = _(" and {} more").format(len(lines) - 3) if len(lines) > 3 else ""
    return _("✓ {name} [{code}]: {records}").format(
        name=indicator.name, code=indicator.code, records=names + more
    )


def _as_json(proof: "Proof") -> dict[str, Any]:
    indicator = proof.claim.indicator
    return {
        "code": indicator.code,
        "ref": indicator.ref,
        "name": indicator.name,
        "holds": proof.holds,
        "missing": proof.why_not,
        "records": [
            {"kind": line.kind, "uid": line.uid, "version": line.version, "label": line.label}
            for line in proof.receipt.contributions
        ],
    }
