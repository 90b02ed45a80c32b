"""`machbar verify`: the audit chains hold, nothing points into another town, every picture has its files."""

import argparse

from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """0 where everything holds, 1 where something is broken; each town's head is printed to be noted elsewhere."""
    start()
    from machbar.foundation.audit.services import verify_chain
    from machbar.foundation.media.selectors import file_troubles
    from machbar.foundation.towns.models import Town
    from machbar.site.mixing import links_into_other_towns, mixed_towns

    broken = False
    for town in Town.objects.order_by("key"):
        report = verify_chain(town)
        state = "holds" if report.broken_at is None else f"BROKEN at entry {report.broken_at}"
        broken |= report.broken_at is not None
        print(f"{town.key}: {report.entries} audit entries, chain {state}, head {report.head}")
    for line in (*mixed_towns(), *links_into_other_towns(), *file_troubles()):
        broken = True
        print(line)
    return 1 if broken else 0
