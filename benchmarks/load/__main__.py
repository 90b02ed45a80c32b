"""`python -m benchmarks.load`."""

from benchmarks.load import main

main(None)
