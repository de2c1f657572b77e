"""What is wrong with what was sent to the pages of the feeds."""

from chainchief.core.faults import declare

NO_FILE = declare(
    "FED-001",
    why="no file was chosen",
    remedy="choose the CSV or Parquet file of the delivery, then send it",
)
REFUSED = declare("FED-002", why="{why}", remedy="correct what was filled in, and send it again")
