"""How much a file may ask of this machine. What is larger is refused with one clear fault."""

#: Bytes of all entries of a workbook together, unpacked; also of a feed's CSV whose cells are
#: quoted or whose lines differ in length, which is read row by row.
MOST_BYTES = 200 * 1024 * 1024
#: Bytes of a feed's file; of a Parquet file unpacked.
MOST_FEED_BYTES = 4 * 1024 * 1024 * 1024
#: Bytes of a CSV that becomes records: checking more takes minutes, most of them after its faults.
MOST_CSV_BYTES = 64 * 1024 * 1024
#: Unpacked over packed, for entries large enough to matter.
MOST_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024
MOST_MEMBERS = 500
MOST_COLUMNS = 512
MOST_ROWS = 200_000
MOST_MERGED = 10_000
#: Cells with a value, of one sheet; a table of 100,000 rows in 20 columns.
MOST_CELLS = 2_000_000
MOST_SHEETS = 255
#: Characters of one cell: what Excel itself allows.
MOST_CHARACTERS = 32_767

#: For the reading process: address space, seconds of CPU, seconds on the wall, bytes written.
MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 90
WALL_SECONDS = 240
OUTPUT_BYTES = 1024 * 1024 * 1024

#: Above this many rows the returned workbook is written afresh instead of copied.
MOST_COPIED_ROWS = 20_000
#: Above so many bytes of a workbook, unpacked, it is not copied either.
MOST_COPIED_BYTES = 30 * 1024 * 1024
#: Above so many characters in the cells of a table, its returned workbook holds the list alone.
MOST_RETURNED_CHARACTERS = 30_000_000
MOST_RETURNED_CELLS = 1_000_000
#: So many lines are listed in it, and so many cells marked.
MOST_LISTED = 5_000
#: So many faults are looked through for equal ones; further ones are only counted.
MOST_COMPARED = 50_000
MOST_COUNTED = 200
MOST_MARKED = 20_000
