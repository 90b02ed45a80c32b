"""How far a long command has come: a bar on a terminal, nothing elsewhere."""

import sys

BAR = 30


def show_progress(done: int, total: int, name: str = "") -> None:
    """Draw the bar anew; at the end the line stays."""
    if not sys.stderr.isatty() or not total:
        return
    filled = BAR * done // total
    end = "\n" if done == total else ""
    label = f" {name}" if name else ""
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}{label}{end}")
    sys.stderr.flush()
