"""The registers of meetings, their agenda and of instructions."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.ledger.checks.builders import in_order
from chainchief.ledger.fact_columns import fact_columns
from chainchief.ledger.facts import Fact
from chainchief.ledger.kinds.meeting.models import Instruction, Meeting, MeetingItem
from chainchief.ledger.registers import Register

_NO_FIRM = NoScope("it is of offices, and names firms in words alone")

REGISTERS = (
    Register(
        model=Meeting,
        title="meeting of a chain",
        plural="meetings of chains",
        policy_class="chain",
        columns_in_order=(
            "name",
            "category",
            "chain",
            "division",
            "held_on",
            "place",
            "chair",
            "host",
            "present",
            "minuted_on",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=_NO_FIRM,
            organisation="host_id",
        ),
        checks=(in_order("held_on", "minuted_on", other="held on"),),
        facts=(
            Fact(
                name="meeting",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(Meeting, "category", "held_on", "minuted_on", "host"),
            ),
        ),
    ),
    Register(
        model=MeetingItem,
        title="item of an agenda",
        plural="items of agendas",
        policy_class="chain",
        columns_in_order=("meeting", "number", "name", "project", "difficulty", "minutes"),
        scopes=Scopes(
            division="meeting__division_id",
            chain="meeting__chain_id",
            enterprise=_NO_FIRM,
            organisation="meeting__host_id",
        ),
        facts=(
            Fact(
                name="meeting_item",
                entity="meeting",
                division="meeting__division_id",
                chain="meeting__chain_id",
                columns=fact_columns(
                    MeetingItem,
                    "number",
                    "project",
                    "meeting__held_on",
                ),
            ),
        ),
    ),
    Register(
        model=Instruction,
        title="instruction of a chief",
        plural="instructions of chiefs",
        policy_class="chain",
        columns_in_order=(
            "name",
            "chain",
            "division",
            "given_by",
            "given_on",
            "words",
            "meeting_item",
            "visit",
            "document",
        ),
        scopes=Scopes(
            division="division_id",
            chain="chain_id",
            enterprise=_NO_FIRM,
            organisation=NoScope("whoever is to act on it has a task of its own"),
        ),
        facts=(
            Fact(
                name="instruction",
                division="division_id",
                chain="chain_id",
                columns=fact_columns(Instruction, "given_by", "given_on", "meeting_item", "visit"),
            ),
        ),
    ),
)
