"""What both databases' triggers have in common: their shape and the words they refuse with."""

from dataclasses import dataclass

from chainchief.ledger.changelog.triggers.tables import Watched


@dataclass(frozen=True)
class Trigger:
    """A trigger and the statement that makes it, exactly as the database tells it back.

    `function` is the source of the function it calls, on PostgreSQL; `enabled` whether it fires.
    """

    name: str
    table: str
    sql: str
    function: str = ""
    enabled: bool = True


#: Tables that are only ever added to, with the message of the trigger that keeps them so.
KEPT = {
    "ledger_changeevent": "the change log is only ever added to",
    "ledger_seal": "the seals of the change log are only ever added to",
    "ledger_signature": "the signatures of the change log are only ever added to",
}
EMPTIED = "a table of the ledger is never emptied"


def skip_message(table: Watched) -> str:
    if not table.is_versioned:
        return f"{table.kind}: the key of a row never changes"
    return (
        f"{table.kind}: version must start at 1 and go up by exactly one,"
        " and uid and code never change"
    )
