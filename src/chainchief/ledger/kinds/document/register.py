"""The register of documents. A workbook can name documents; their files come by `evidence add`."""

from chainchief.access.scopes import NoScope, Scopes
from chainchief.core.faults import declare
from chainchief.ledger.checks.row import Row, RowFault
from chainchief.ledger.kinds.document.models import Document
from chainchief.ledger.kinds.document.whose import reached_through_records
from chainchief.ledger.registers import Register

NOT_A_HASH = declare(
    "CHK-025",
    why="a document's code is the SHA-256 of its file: 64 hexadecimal digits",
    remedy="add the file with `chainchief evidence add FILE`, which prints its code",
)


def check_code_is_a_hash(row: Row) -> list[RowFault]:
    code = str(row["code"])
    good = len(code) == 64 and all(c in "0123456789abcdef" for c in code)
    return [] if good else [RowFault(NOT_A_HASH, "code", {})]


REGISTERS = (
    Register(
        model=Document,
        title="document",
        plural="documents",
        policy_class="evidence",
        columns_in_order=("name", "media_type", "size"),
        scopes=Scopes(
            division=NoScope("a file can prove things of several units"),
            chain=NoScope("a file can prove things of several chains"),
            enterprise=NoScope("a file can prove things of several firms"),
            organisation=NoScope("a file can prove things of several offices"),
            through=reached_through_records,
        ),
        checks=(check_code_is_a_hash,),
    ),
)
