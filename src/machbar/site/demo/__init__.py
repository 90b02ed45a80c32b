"""Königslutter as a demonstration: public facts with their sources, and invented values that are marked "fiktiv"."""
