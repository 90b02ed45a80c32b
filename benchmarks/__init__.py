"""Measured ratios against the yardsticks; run by `make bench`, never by the tests."""
