"""Readable numbers as people type them."""

import re

_TYPED = re.compile(r"([A-Za-zÄÖÜäöü]{1,3})[\s\-–/]*(\d{4})[\s\-–/]+(\d{1,6})", re.ASCII)


def read_number(typed: str) -> str:
    """``K-2026-0147`` from `k 2026-147`, `K-2026-0147` and the like; empty for anything else."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix.upper()}-{year}-{int(number):04d}"
