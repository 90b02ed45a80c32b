"""How much a table may hold. Enough for a town's drawer, and a page that checks it in a few seconds."""

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST_CELL = 20_000
MOST_UNPACKED = 30 * 1024 * 1024  # a full table of 5,000 lines and 100 columns has about 20
MOST_PARTS = 500
# Cells of a CSV file, empty ones too: nobody waits for a file of separators.
MOST_CELLS_A_LINE = 1_000
MOST_CELLS = 1_500_000
MOST_LINES = 50_000  # empty ones and those inside of quotes too
MOST_SEPARATORS = 20_000  # in one line of the file, those inside of quotes too
# Elements of a workbook's XML; a full table of 5,000 lines and 100 columns has 2 million of cells.
MOST_ELEMENTS_OF_CELLS = 2_500_000
MOST_ROWS_OF_SHEETS = 100_000  # of all sheets together
MOST_ELEMENTS_OF_OTHERS = 60_000
MOST_DISTINCT_TEXTS = 100_000
