"""How much a table may hold. Enough for a town's drawer, and a page that checks it in a few seconds."""

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST_CELL = 20_000
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 500
