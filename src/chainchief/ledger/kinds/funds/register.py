"""The registers of vouchers and of spot checks."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.funds import checks
from chainchief.ledger.kinds.funds.models import FundsSample, FundsSampleItem, FundsVoucher
from chainchief.ledger.registers import Register

_NO_OFFICE = NoScope("funds are reported and checked by units")

REGISTERS = (
    Register(
        model=FundsVoucher,
        title="voucher of funds",
        plural="vouchers of funds",
        policy_class="county",
        columns_in_order=(
            "project",
            "number",
            "dated_on",
            "voucher_kind",
            "payer",
            "amount",
            "month",
            "document",
        ),
        scopes=Scopes(
            division="project__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation=_NO_OFFICE,
        ),
        checks=(checks.check_kind_counts,),
        group_checks=checks.VOUCHER_CHECKS,
        facts=(
            Fact(
                name="funds_voucher",
                entity="project",
                canonical="project__duplicate_of",
                division="project__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    FundsVoucher, "number", "dated_on", "voucher_kind", "amount", "month"
                ),
            ),
        ),
    ),
    Register(
        model=FundsSample,
        title="spot check of funds",
        plural="spot checks of funds",
        policy_class="statistics",
        columns_in_order=("division", "month", "seed", "drawn_on", "method"),
        scopes=Scopes(
            division="division_id",
            chain=NoScope("a spot check is drawn among all chains of a unit"),
            enterprise=NoScope("a spot check is drawn among all firms of a unit"),
            organisation=_NO_OFFICE,
        ),
    ),
    Register(
        model=FundsSampleItem,
        title="project in a spot check",
        plural="projects in spot checks",
        policy_class="statistics",
        columns_in_order=(
            "sample",
            "project",
            "reported",
            "drawn",
            "verified",
            "judged_on",
            "finding",
            "document",
        ),
        scopes=Scopes(
            division="sample__division_id",
            chain="project__chain_id",
            enterprise="project__enterprise_id",
            organisation=_NO_OFFICE,
        ),
        checks=(checks.check_judgement,),
        facts=(
            Fact(
                name="funds_sample_item",
                entity="project",
                division="sample__division_id",
                chain="project__chain_id",
                columns=fact_columns(
                    FundsSampleItem,
                    "sample",
                    "sample__month",
                    "reported",
                    "drawn",
                    "verified",
                    "judged_on",
                ),
            ),
        ),
    ),
)
